"""The pages and writes of the daily work with few and with many disputes, each against its own SQL run bare.

Both sizes are asked in turns, so that a busy machine slows both. For pages the baseline is the statements the page
sent, run again bare; for writes it is the time the database took for them within the request.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.demo.generated import STEMS, SURNAMES
from app.intake.models import Event
from bench import disputes, place
from bench.browser import Asked, Person, Refused, bare, listening
from bench.figures import Row, p50, row, timed

SIZES = (10_000, 200_000)
READS, WRITES = 30, 15
WARM_UPS = 3
LOGIN = "gaomou"
COMMON_WORD, RARE_WORD = "漏水", "柏庚"


@dataclass
class Series:
    """What one act cost on one size: whole times, the baseline's, and the statements of the last one."""

    times: list[float] = field(default_factory=list)
    baseline: list[float] = field(default_factory=list)
    asked: Asked = field(default_factory=Asked)


class Desk:
    """A dispatcher's browser on a database of one size."""

    def __init__(self, size: int) -> None:
        """Sign in, and choose the disputes to open and to dispatch."""
        self.size = size
        self.app: Flask = place.application(name_of(size))
        self.person = Person(self.app, LOGIN)
        with self.app.app_context():
            self.handled = self._some("handling", READS + WARM_UPS)
            self.triaged = self._some("triaged", WRITES + WARM_UPS)
            db.session.remove()
        self.filed = 0

    @staticmethod
    def _some(state: str, count: int) -> list[str]:
        rows = db.session.execute(select(Event.id).where(Event.state == state).order_by(Event.queue_at).limit(count))
        return [str(one) for one in rows.scalars()]

    def queue(self) -> None:
        """Open the desk: everything open, the most pressing first."""
        self.person.get("/desk")

    def detail(self) -> None:
        """Open the overview of the next dispute."""
        self.handled.append(self.handled.pop(0))
        self.person.get(f"/events/{self.handled[-1]}")

    def propose(self) -> None:
        """Open the next triaged dispute's dispatch: the proposal weighs law, place, presence and load of every unit."""
        self.triaged.append(self.triaged.pop(0))
        self.person.get(f"/events/{self.triaged[-1]}/dispatch/new")

    def search_common(self) -> None:
        """Look for a word of thousands of disputes."""
        self.person.get(f"/search?q={COMMON_WORD}")

    def search_rare(self) -> None:
        """Look for a name of few disputes."""
        self.person.get(f"/search?q={RARE_WORD}")

    def create(self) -> None:
        """File an event with two parties; the form was opened before."""
        self.filed += 1
        form = {
            "source": "walk_in",
            "title": f"测量用虚构纠纷{self.filed}",
            "summary": "楼上卫生间漏水，楼下墙面起皮，双方对维修和赔偿有争议。",
            "occurred_at": f"{clock.local(clock.now() - timedelta(hours=1)):%Y-%m-%d %H:%M}",
            "region_code": "110111012",
            "place": f"虚构东里{self.filed}号",
            "involved_count": "2",
            "type_hint": "neighbor",
        }
        for number, role in enumerate(("applicant", "respondent")):
            form |= {
                f"parties.{number}.role": role,
                f"parties.{number}.kind": "person",
                f"parties.{number}.name": f"{SURNAMES[self.filed % len(SURNAMES)]}某{STEMS[number]}",
                f"parties.{number}.phone": f"120{self.size % 10_000:04d}{self.filed * 2 + number:04d}",
            }
        self.person.post("/events", **form)

    def dispatch(self) -> None:
        """Confirm the proposed units of the next triaged dispute."""
        matter = self.triaged.pop(0)
        page = self.person.get(f"/events/{matter}/dispatch/new")
        self.person.post(f"/events/{matter}/dispatch", **_fields(page, "dispatch-form"))


def _fields(page: str, form_id: str) -> dict[str, str]:
    """The fields a form on a page would send unchanged."""
    form = re.search(rf'<form[^>]*id="{form_id}".*?</form>', page, re.DOTALL)
    found: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", form[0] if form else ""):
        named = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if "name" in named and (named.get("type") not in ("checkbox", "radio") or "checked" in tag):
            found[named["name"]] = named.get("value", "")
    return found


READING: tuple[tuple[str, Callable[[Desk], None]], ...] = (
    ("queue page", Desk.queue),
    ("detail page", Desk.detail),
    ("dispatch proposal", Desk.propose),
    (f"search {COMMON_WORD}", Desk.search_common),
    (f"search {RARE_WORD}", Desk.search_rare),
)


def name_of(size: int) -> str:
    """The database with so many disputes."""
    return f"{place.PREFIX}_{size}"


def build(sizes: Sequence[int]) -> None:
    """Make the databases that are not there yet."""
    missing = [size for size in sizes if not place.exists(name_of(size))]
    if missing:
        disputes.base()
    for size in missing:
        place.copy(disputes.BASE, name_of(size))
        disputes.multiply(place.addresses(name_of(size)), size)


def clear(sizes: Sequence[int]) -> None:
    """Drop the databases of the measurement."""
    place.drop(*map(name_of, sizes), disputes.BASE)


def rows(sizes: Sequence[int]) -> list[Row]:
    """The rows of every act at every size, and of the larger size over the smaller one."""
    build(sizes)
    desks = [Desk(size) for size in sizes]
    found: list[Row] = []
    for name, act in READING:
        found += _rows_of(name, desks, _in_turns(desks, act, READS, _read), "same statements bare")
    for name, act, runs in (("create event", Desk.create, WRITES), ("dispatch", Desk.dispatch, _to_dispatch(desks))):
        found += _rows_of(name, desks, _in_turns(desks, act, runs, _written), "time in the database")
    return found


def _to_dispatch(desks: Sequence[Desk]) -> int:
    """How many disputes can be dispatched at every size: a small one has few that are triaged."""
    waiting = min(len(desk.triaged) for desk in desks) - WARM_UPS
    if waiting < 1:
        raise Refused("too few disputes wait for a dispatch; take larger sizes")
    return min(WRITES, waiting)


Act = Callable[[Desk], None]


def _in_turns(desks: Sequence[Desk], act: Act, runs: int, once: Callable[[Desk, Act, Series], None]) -> list[Series]:
    """The act at every size by turns; the first few are not counted."""
    series = [Series() for _ in desks]
    for run in range(WARM_UPS + runs):
        if run == WARM_UPS:
            series = [Series() for _ in desks]
        for desk, one in zip(desks, series, strict=True):
            once(desk, act, one)
    return series


def _read(desk: Desk, act: Act, series: Series) -> None:
    with listening() as asked:
        series.times.append(timed(lambda: act(desk)))
    series.baseline.append(timed(lambda: bare(desk.app, asked)))
    series.asked = asked


def _written(desk: Desk, act: Act, series: Series) -> None:
    with listening() as asked:
        series.times.append(timed(lambda: act(desk)))
    series.baseline.append(asked.took_ms)
    series.asked = asked


def _rows_of(name: str, desks: Sequence[Desk], series: Sequence[Series], baseline: str) -> list[Row]:
    found = []
    for desk, one in zip(desks, series, strict=True):
        middle = p50(one.baseline)
        words = f"{baseline}, p50 {middle:.1f} ms"
        count, ratio = len(one.asked.statements), p50(one.times) / middle
        found.append(row(f"{name}, {desk.size:,} disputes", one.times, queries=count, ratio=ratio, ratio_to=words))
    if len(desks) > 1:
        found.append(_growth(name, desks, series))
    return found


def _growth(name: str, desks: Sequence[Desk], series: Sequence[Series]) -> Row:
    """The largest size over the smallest one."""
    small, large = series[0], series[-1]
    words = f"the same at {desks[0].size:,}, p50 {p50(small.times):.1f} ms"
    return row(
        f"{name}, {desks[-1].size:,} over {desks[0].size:,}",
        large.times,
        queries=len(large.asked.statements),
        ratio=p50(large.times) / p50(small.times),
        ratio_to=words,
    )
