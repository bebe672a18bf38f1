"""The roster as a spreadsheet: out and in again, every fault at its cell, all or nothing; calendars to subscribe to."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import func, select

from app.core import clock
from app.core.db import db
from app.core.errors import Forbidden, InvalidInput, NotFound
from app.core.permissions import Actor, Role
from app.rosters import queries, services
from app.rosters.commands import NewDuty
from app.rosters.models import Duty
from app.rosters.types import DutyKind, DutySpan
from app.rosters.workbook import COLUMNS, write_duties
from tests.support.people import Cast, make_person

HEADS = [one.text for one in COLUMNS.values()]
BEFORE = datetime(2025, 6, 10, 1, 0, tzinfo=UTC)


def _sheet(*rows: list[Any], heads: list[str] = HEADS) -> bytes:
    book = Workbook()
    for row in (heads, *rows):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _upload(cast: Cast, content: bytes, login: str = "rshead") -> Any:
    return services.upload_roster(cast.unit("dept.rs").id, "六月.xlsx", content, actor=cast.actor(login))


def _checked(cast: Cast, *rows: list[Any], login: str = "rshead") -> list[dict[str, list[str]]]:
    found = services.check_upload(_upload(cast, _sheet(*rows), login), actor=cast.actor(login))
    return [{name: [str(one) for one in texts] for name, texts in row.faults.items()} for row in found]


def _count() -> int:
    return db.session.execute(select(func.count()).select_from(Duty)).scalar_one()


def test_a_file_is_looked_at_and_then_stored_whole(cast: Cast) -> None:
    rows = [
        ["2025-06-16", "8:30", "18:00", "何某", None, "窗口值守", "2号窗口", None],
        [datetime(2025, 6, 17), time(18), time(8, 30), "宋某", "song", None, None, None],
        ["6月18日", "08：30", "24:00", "何某", None, "电话值守", "电话", cast.unit("dept.rs").short_name],
    ]
    with clock.frozen(BEFORE):
        upload = _upload(cast, _sheet(*rows))
        assert [one.faults for one in services.check_upload(upload, actor=cast.actor("rshead"))] == [{}, {}, {}]
        assert _count() == 0
        assert services.import_upload(upload, actor=cast.actor("rshead")) == 3
        with pytest.raises(NotFound):
            services.import_upload(upload, actor=cast.actor("rshead"))
    week = queries.week_of(cast.unit("dept.rs").id, date(2025, 6, 16))
    found = [(one.name, f"{clock.local(one.until_at):%d %H:%M}") for day in week.days for one in day.duties]
    assert found == [("何某", "16 18:00"), ("宋某", "18 08:30"), ("何某", "19 00:00")]


def test_what_goes_out_comes_in_again_and_changes_nothing(cast: Cast) -> None:
    start = datetime(2025, 6, 18, 10, 0, tzinfo=UTC)
    for login in ("he", "song"):
        command = NewDuty(
            membership_id=cast.memberships[login].id, kind=DutyKind.DESK, from_at=start,
            until_at=start + timedelta(hours=14), seat="2号窗口",
        )  # fmt: skip
        services.add_duty(command, actor=Actor.system())
    span = DutySpan(date(2025, 6, 16), date(2025, 6, 22), cast.unit("dept.rs").id)
    content = write_duties(queries.placed_duties(span))
    upload = _upload(cast, content)
    rows = services.check_upload(upload, actor=cast.actor("rshead"))
    assert [(one.known, one.faults) for one in rows] == [(True, {}), (True, {})]
    assert services.import_upload(upload, actor=cast.actor("rshead")) == 0
    assert _count() == 2


def test_a_desk_whose_name_looks_like_a_formula_stays_a_name(cast: Cast) -> None:
    start = datetime(2025, 6, 18, 0, 30, tzinfo=UTC)
    command = NewDuty(
        membership_id=cast.memberships["he"].id, kind=DutyKind.DESK, from_at=start,
        until_at=start + timedelta(hours=9), seat="=1+1",
    )  # fmt: skip
    services.add_duty(command, actor=Actor.system())
    content = write_duties(queries.placed_duties(DutySpan(date(2025, 6, 16), date(2025, 6, 22))))
    cells = load_workbook(io.BytesIO(content)).worksheets[0][2]
    assert [(cell.value, cell.data_type) for cell in cells if cell.value == "=1+1"] == [("=1+1", "s")]


def test_every_fault_stands_at_its_cell_and_nothing_is_stored(cast: Cast) -> None:
    make_person("he2", "何某", cast.unit("dept.rs"), Role.DEPT_OFFICER)
    db.session.commit()
    good = ["2025-06-16", "8:30", "18:00", "宋某", None, None, "2号窗口", None]
    rows = [
        good,
        ["2025-06-31", "25:00", "", "宋某", None, None, None, None],
        ["2025-06-17", "8:30", "18:00", "查无此人", None, None, None, None],
        ["2025-06-17", "8:30", "18:00", "何某", None, None, None, None],
        ["2025-06-17", "8:30", "18:00", "何某", "he2", "值班法官", None, None],
        ["2025-06-17", "8:30", "18:00", "宋某", None, "站岗", None, "不存在的局"],
    ]
    with clock.frozen(BEFORE):
        faults = _checked(cast, *rows)
        assert [sorted(one) for one in faults] == [
            [], ["begins", "day", "ends"], ["name"], ["name"], ["kind"], ["kind", "unit"],
        ]  # fmt: skip
        assert "2人同名" in faults[3]["name"][0]
        with pytest.raises(InvalidInput) as refused:
            services.import_upload(_upload(cast, _sheet(*rows)), actor=cast.actor("rshead"))
    assert "5行" in str(refused.value.fields["file"][0])
    assert _count() == 0


def test_overlaps_inside_the_file_across_midnight_and_with_the_roster_are_named(cast: Cast) -> None:
    start = datetime(2025, 6, 20, 0, 30, tzinfo=UTC)
    command = NewDuty(
        membership_id=cast.memberships["song"].id, kind=DutyKind.DESK, from_at=start,
        until_at=start + timedelta(hours=9),
    )  # fmt: skip
    services.add_duty(command, actor=Actor.system())
    with clock.frozen(BEFORE):
        faults = _checked(
            cast,
            ["2025-06-16", "18:00", "8:30", "何某", None, None, None, None],
            ["2025-06-17", "8:00", "12:00", "何某", None, None, None, None],
            ["2025-06-20", "9:00", "12:00", "宋某", None, None, None, None],
        )
    assert [list(one) for one in faults] == [["name"], ["name"], ["name"]]
    assert "第3行" in faults[0]["name"][0]
    assert "第2行" in faults[1]["name"][0]
    assert "宋某在6月20日08:30—17:30已有值班" in faults[2]["name"][0]


def test_a_unit_closed_yesterday_and_another_unit_are_refused_at_the_cell(cast: Cast) -> None:
    cast.unit("dept.mz").status = "closed"
    db.session.commit()
    closed, other = cast.unit("dept.mz").short_name, cast.unit("org.labor").short_name
    with clock.frozen(BEFORE):
        assert [
            sorted(one)
            for one in _checked(
                cast,
                ["2025-06-16", "8:30", "18:00", "丁某和", None, None, None, other],
                login="rshead",
            )
        ] == [["unit"]]
        rows = _checked(cast, ["2025-06-16", "8:30", "18:00", "陶某", None, None, None, closed], login="gaomou")
        assert [sorted(one) for one in rows] == [["unit"]]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04 broken",
        b"\xd0\xcf\x11\xe0" + b"0" * 100,
        b"x" * 2_000_001,
        _sheet(),
        _sheet(["1"], heads=["a", "b"]),
    ],
    ids=["empty", "broken", "old", "large", "no rows", "no heads"],
)
def test_what_is_no_roster_is_refused_at_the_file(cast: Cast, content: bytes) -> None:
    with pytest.raises(InvalidInput) as refused:
        _upload(cast, content)
    assert list(refused.value.fields) == ["file"]


def test_nobody_uploads_for_another_unit_or_opens_anothers_upload(cast: Cast) -> None:
    content = _sheet(["2025-06-16", "8:30", "18:00", "何某", None, None, None, None])
    with pytest.raises(Forbidden):
        _upload(cast, content, "pohead")
    with pytest.raises(NotFound):
        services.check_upload(_upload(cast, content), actor=cast.actor("gaomou"))


def test_a_calendar_shows_ones_own_duties_until_it_is_revoked_or_the_owner_leaves(cast: Cast) -> None:
    start = clock.now() + timedelta(days=1)
    for login in ("meng", "shen"):
        command = NewDuty(
            membership_id=cast.memberships[login].id, kind=DutyKind.DUTY_JUDGE, from_at=start,
            until_at=start + timedelta(hours=2), seat="法官工作室",
        )  # fmt: skip
        services.add_duty(command, actor=Actor.system())
    meng = cast.actor("meng")
    own = services.fingerprint(services.make_feed(actor=meng))
    room = services.make_feed(actor=meng, unit_id=cast.unit("court.studio").id, seat="法官工作室")
    assert queries.feed_calendar(own).count("BEGIN:VEVENT") == 1
    both = queries.feed_calendar(services.fingerprint(room))
    assert both.count("BEGIN:VEVENT") == 2
    assert "孟某文" in both
    assert "沈某衡" in both
    feeds = queries.feeds_of(cast.user("meng").id)
    assert room.encode() not in b"".join(one.token_hash for one in feeds)
    with pytest.raises(NotFound):
        services.revoke_feed(feeds[0].id, actor=cast.actor("shen"))
    services.revoke_feed(feeds[0].id, actor=meng)
    with pytest.raises(NotFound):
        queries.feed_calendar(services.fingerprint(room))
    cast.memberships["meng"].until_on = clock.today() - timedelta(days=1)
    db.session.commit()
    with pytest.raises(NotFound):
        queries.feed_calendar(own)
    with pytest.raises(InvalidInput):
        services.make_feed(actor=cast.actor("shen"), unit_id=cast.unit("court.studio").id, seat=" ")
