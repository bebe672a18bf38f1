"""Taking in many reports: rows a second by machine in batches of 500, and from an XLSX list through all its steps.

Times are milliseconds of one row; a list is handed in, matched by its heads, checked and stored in this process, as the
worker would. The baseline of the list is machine intake of the same number of rows in the same run.
"""

from __future__ import annotations

import io
from uuid import UUID

import xlsxwriter
from flask import Flask
from sqlalchemy import event
from sqlalchemy.engine import Engine

from app.accounts import queries as accounts
from app.accounts import services as posts
from app.api.events import LONGEST_BATCH
from app.core import clock
from app.core.db import db
from app.core.permissions import Actor
from app.demo.centre import plant_centre
from app.demo.disputes import plant_law
from app.intake import queries, services
from app.intake.commands import EventDetails, ImportRequest, PartyDetails
from bench import place
from bench.figures import Row, row, timed

NAME = f"{place.PREFIX}_imports"
PASSWORD = "Bench-qingshan-58"
ROWS = 10_000
HEADS = ("工单编号", "来电时间", "来电人", "来电号码", "事发地点", "工单内容")


def rows(count: int = ROWS) -> list[Row]:
    """Machine intake first, then the list."""
    place.drop(NAME)
    app = place.make(NAME)
    try:
        with app.app_context():
            plant_law()
            plant_centre(PASSWORD)
            actor = _dispatcher()
            machine = _machine(count, actor)
            return [_as_row("machine intake", count, machine, machine), *_list(count, actor, machine)]
    finally:
        _close(app)
        place.drop(NAME)


def _close(app: Flask) -> None:
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def _dispatcher() -> Actor:
    return posts.actor_in_post(accounts.memberships_of(accounts.user_by_login("gaomou").id)[0].membership_id)


def _machine(count: int, actor: Actor) -> float:
    """Milliseconds for so many reports in batches of the API's size."""
    reports = [_report(number) for number in range(count)]
    return sum(
        timed(lambda part=reports[start : start + LONGEST_BATCH]: services.receive_events(part, actor=actor))  # type: ignore[misc]
        for start in range(0, count, LONGEST_BATCH)
    )


def _report(number: int) -> EventDetails:
    party = PartyDetails(role="applicant", kind="person", name="江某", phone=f"120{number:08d}")
    return EventDetails(
        source="police_110",
        outside_number=f"110-{number:06d}",
        title="楼上夜间噪声扰民",
        summary="住户反映楼上夜间拖动家具，多次沟通无果。",
        occurred_at=clock.now(),
        region_code="110111012",
        place=f"西潞街道虚构小区{number}号楼",
        involved_count=2,
        parties=(party,),
    )


def _list(count: int, actor: Actor, machine: float) -> list[Row]:
    assert actor.unit_id is not None
    request = ImportRequest(kind="work_orders", unit_id=actor.unit_id, source="hotline_12345")
    content, made = _workbook(count), list[UUID]()
    spent = {"hand in": timed(lambda: made.append(services.hand_in_list(request, "工单.xlsx", content, actor=actor)))}
    choice = queries.choice_of(queries.get_import(actor, made[0]))
    services.match_columns(made[0], choice, actor=actor)
    spent["check"] = timed(lambda: services.check_import(made[0]))
    services.begin_import(made[0], actor=actor)
    sent = 0

    def hear(*_: object) -> None:
        nonlocal sent
        sent += 1

    event.listen(Engine, "before_cursor_execute", hear)
    spent["store"] = timed(lambda: services.store_import(made[0], whole=True))
    event.remove(Engine, "before_cursor_execute", hear)
    named = {f"XLSX import: {step}": time for step, time in spent.items()} | {"XLSX import": sum(spent.values())}
    return [
        _as_row(name, count, one, machine, queries_sent=sent // count if "store" in name else 0)
        for name, one in named.items()
    ]


def _as_row(name: str, count: int, spent: float, base: float, *, queries_sent: int = 0) -> Row:
    each, other = spent / count, base / count
    words = f"machine intake, {other:.1f} ms a row"
    return row(f"{name}, {count:,} rows", [each], queries=queries_sent, ratio=each / other, ratio_to=words)


def _workbook(count: int) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"constant_memory": True})
    sheet = book.add_worksheet()
    day = f"{clock.today():%Y-%m-%d}"
    for line in range(count + 1):
        cells = (
            (f"12345-{line:06d}", day, "白某", f"120{line:08d}", f"虚构小区{line}号楼", "夜间装修扰民，多次沟通无果。")
            if line
            else HEADS
        )
        for column, cell in enumerate(cells):
            sheet.write_string(line, column, cell)
    book.close()
    return stream.getvalue()
