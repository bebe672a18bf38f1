"""How templates write days, moments, amounts, durations and icons. No layout: that is the macros' part."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, current_app, request
from flask_wtf.csrf import generate_csrf
from jinja2 import FileSystemBytecodeCache
from markupsafe import Markup, escape

from app.core import clock
from app.core.identity import mask_account, mask_id_number, mask_phone
from app.core.money import Money, capitals, yuan
from app.core.permissions import acting_name
from app.core.text import msg
from app.http.signed_in import person_or_none

DASH = "—"
_BODY = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
WEEKDAYS = (
    msg("星期一"), msg("星期二"), msg("星期三"), msg("星期四"), msg("星期五"), msg("星期六"), msg("星期日"),
)  # fmt: skip


class UnknownIcon(LookupError):
    """An icon that set-up does not copy; add its name to ``app/static/icons.txt``."""


@lru_cache(maxsize=256)
def _icon_body(folder: str, name: str) -> str:
    path = Path(folder) / "vendor" / "icons" / f"{name}.svg"
    if not path.is_file():
        raise UnknownIcon(name)
    found = _BODY.search(path.read_text(encoding="utf-8"))
    return " ".join((found[1] if found else "").split())


def icon(name: str, extra: str = "") -> Markup:
    """An outline icon as inline SVG, drawn in the colour of the text, hidden from screen readers."""
    body = _icon_body(str(current_app.static_folder), name)
    return Markup(  # noqa: S704 - the body is a file of ours, the rest is escaped
        f'<svg class="icon {escape(extra)}" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
        f'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">{body}</svg>'
    )


@lru_cache(maxsize=256)
def _mark(folder: str, name: str) -> str:
    path = Path(folder) / name
    return f"{path.stat().st_mtime if path.is_file() else 0.0:.0f}"


def asset(name: str) -> str:
    """The address of a static file, with a mark that changes when the file does; looked up once outside debugging."""
    mark = _mark.__wrapped__ if current_app.debug else _mark
    return f"{request.script_root}{current_app.static_url_path}/{name}?v={mark(str(current_app.static_folder), name)}"


def day(value: date | datetime | None, *, year: bool | None = None, weekday: bool = False) -> str:
    """6月18日; the year is added when it is not the present one; a dash for nothing."""
    if value is None:
        return DASH
    one = clock.local(value).date() if isinstance(value, datetime) else value
    with_year = one.year != clock.today().year if year is None else year
    sentence = msg("{year}年{month}月{day}日") if with_year else msg("{month}月{day}日")
    text = str(msg(sentence.text, year=str(one.year), month=one.month, day=one.day))
    return f"{text} {WEEKDAYS[one.weekday()]}" if weekday else text


def hour(value: datetime | None) -> str:
    """10:30 on a wall clock in Beijing."""
    return clock.local(value).strftime("%H:%M") if value is not None else DASH


def moment(value: datetime | None, *, year: bool | None = None) -> str:
    """6月18日 10:30."""
    return f"{day(value, year=year)} {hour(value)}" if value is not None else DASH


def near(value: datetime | date | None) -> str:
    """今日 12:40, 明日 18:00, 昨日 18:00, else the day; a day without a time stays without."""
    if value is None:
        return DASH
    on = clock.local(value).date() if isinstance(value, datetime) else value
    words = {0: msg("今日"), 1: msg("明日"), -1: msg("昨日")}
    word = words.get((on - clock.today()).days)
    head = str(word) if word is not None else day(on)
    return f"{head} {hour(value)}" if isinstance(value, datetime) else head


def stamp(value: datetime | date | None) -> str:
    """2025-06-18 10:30, for tables and exports where lines must stand under each other."""
    if value is None:
        return DASH
    return clock.local(value).strftime("%Y-%m-%d %H:%M") if isinstance(value, datetime) else value.isoformat()


def machine(value: datetime | date | None) -> str:
    """The value for a ``datetime`` attribute."""
    if value is None:
        return ""
    return clock.local(value).isoformat(timespec="minutes") if isinstance(value, datetime) else value.isoformat()


def money(value: int | Money | None) -> str:
    """261,305.75 from fen; a dash for nothing."""
    if value is None:
        return DASH
    return yuan(value.fen if isinstance(value, Money) else value)


def in_capitals(value: int | Money | None) -> str:
    """人民币…元…角…分."""
    if value is None:
        return DASH
    return capitals(value.fen if isinstance(value, Money) else value)


def left(due: datetime | None, *, now: datetime | None = None) -> str:
    """剩3小时34分, 剩2天, 超期15小时: what remains until an instant."""
    if due is None:
        return DASH
    minutes = int((due - (now or clock.now())).total_seconds() // 60)
    span = lasting(abs(minutes))
    return str(msg("剩{span}", span=span) if minutes >= 0 else msg("超期{span}", span=span))


def lasting(minutes: int) -> str:
    """26分, 3小时34分, 2天: a length of time in the two coarsest units that matter."""
    if minutes < 60:
        return str(msg("{n}分", n=minutes))
    hours, rest = divmod(minutes, 60)
    if hours < 24:
        return str(
            msg("{hours}小时{minutes}分", hours=hours, minutes=f"{rest:02d}") if rest else msg("{n}小时", n=hours)
        )
    return str(msg("{n}天", n=hours // 24))


def size(octets: int) -> str:
    """412 KB, 3.2 MB."""
    if octets < 1024 * 1024:
        return f"{max(1, round(octets / 1024))} KB"
    return f"{octets / 1024 / 1024:.1f} MB"


def may(permission: str) -> bool:
    """Whether the acting membership holds a permission; for links to pages; acts on a row come from offers."""
    person = person_or_none()
    return person is not None and person.actor.may(permission)


def no_data(value: Any) -> Any:
    """The value, or a dash for an empty cell; zero stays zero."""
    return DASH if value is None or value == "" else value


def _compiled_pages(folder: Path) -> FileSystemBytecodeCache:
    """Where compiled templates are kept, for quick first pages after a start; code, so only the owner may write it."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    return FileSystemBytecodeCache(str(folder))


def register(app: Flask) -> None:
    """Make them known to templates."""
    env = app.jinja_env
    env.trim_blocks = True
    env.lstrip_blocks = True
    env.bytecode_cache = _compiled_pages(Path(app.config["CACHE_DIR"]) / "pages")
    env.globals.update(
        acting_name=acting_name,
        icon=icon,
        asset=asset,
        may=may,
        csrf_token=generate_csrf,
        now=clock.now,
        today=clock.today,
    )
    env.filters.update(
        day=day, hour=hour, moment=moment, near=near, stamp=stamp, machine=machine, money=money, left=left,
        capitals=in_capitals, lasting=lasting, size=size, dash=no_data,
        masked_id=mask_id_number, masked_phone=mask_phone, masked_account=mask_account,
    )  # fmt: skip
