"""One act on many rows: foreseen for each, done once for each through the single act, told for each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.audit.models import AuditEntry
from app.bulk import queries, services
from app.bulk.commands import BulkInputs, ChosenRow
from app.bulk.types import MOST_ROWS, BulkAct
from app.core import clock
from app.core.db import db
from app.core.errors import Forbidden, InvalidInput, NotFound
from app.core.ids import new_id
from app.dispatch import queries as dispatch_queries
from app.dispatch import services as dispatch
from app.dispatch.models import DispatchOrder
from app.intake.models import Event
from tests.support.dispatching import DAY, WaitingMatter
from tests.support.machine import Machine
from tests.support.page_forms import Clerk
from tests.support.statements import statements

Clerks = Callable[[str], Clerk]
WORDS = "请尽快签收并联系劳动者代表。"


def chosen(*rows: DispatchOrder | Event) -> list[ChosenRow]:
    return [ChosenRow(id=row.id, version=row.version) for row in rows]


def orders_of(waiting: WaitingMatter) -> list[DispatchOrder]:
    return [waiting.order(one.id) for one in waiting.dispatched()]


def outcomes(waiting: WaitingMatter, run_id: object, login: str = "gaomou") -> list[str]:
    return [row.outcome for row in queries.get_run(waiting.actor(login), run_id).rows]  # type: ignore[arg-type]


def begin(client: Clerk, act: str, rows: list[str], back: str = "/orders") -> str:
    """Tick rows and choose an act; the address of the preview."""
    return client.send("/bulk", act=act, chosen=rows, back=back).location


def test_each_row_is_foreseen_done_once_and_told(waiting: WaitingMatter, clerk: Clerks) -> None:
    """Five orders: one was urged a minute ago, one is signed while the preview stands; three are urged."""
    orders, desk = orders_of(waiting), clerk("gaomou")
    page = desk.get("/orders?tab=to_sign")
    ticked = [f"{order.id}.{order.version}" for order in orders]
    assert all(f'value="{one}"' in page for one in ticked)
    dispatch.urge_order(orders[1].id, WORDS, actor=waiting.actor("gaomou"))
    ticked[1] = f"{orders[1].id}.{waiting.order(orders[1].id).version}"
    address = begin(desk, "urge", ticked, "/orders?tab=to_sign")
    shown = desk.get(address)
    assert "选中5行，4行将办理，1行不能办理" in shown
    assert "小时内不重复催办" in shown
    assert waiting.order(orders[0].id).urges == 0, "a preview does nothing"
    refused = desk.fill(address, "/confirm", {"words": "快"}, status=422).get_data(as_text=True)
    assert 'value="快"' in refused
    assert waiting.order(orders[0].id).urges == 0
    dispatch.sign_order(orders[0].id, actor=waiting.actor("he"))
    for _again in range(2):
        desk.send(address + "/confirm", words=WORDS)
    assert outcomes(waiting, address.rsplit("/", 1)[1]) == ["changed", "kept_out", "done", "done", "done"]
    assert [waiting.order(one.id).urges for one in orders] == [0, 1, 1, 1, 1]
    result = desk.get(address)
    assert "何某已办理过" in result
    assert "确认催办" not in result
    assert address in desk.get("/bulk")
    told = db.session.execute(select(AuditEntry.action, AuditEntry.details).where(AuditEntry.action.like("bulk.%")))
    (confirmed, finished) = list(told)
    assert (confirmed[0], finished[0]) == ("bulk.run_confirmed", "bulk.run_finished")
    assert finished[1] == {"act": "urge", "rows": 5, "changed": 1, "kept_out": 1, "done": 3}
    assert clerk("gu").client.get(address).status_code == 404, "a run is its owner's"


def test_matters_are_dispatched_as_proposed_and_copied_after_a_preview(waiting: WaitingMatter, clerk: Clerks) -> None:
    event, desk = db.session.get_one(Event, waiting.matter_id), clerk("gaomou")
    ticked = [f"{event.id}.{event.version}"]
    address = begin(desk, "dispatch", ticked, "/desk")
    assert "主办" in desk.get(address)
    desk.fill(address, "/confirm")
    assert outcomes(waiting, address.rsplit("/", 1)[1]) == ["done"]
    assert not dispatch_queries.proposals_of(waiting.matter_id)[0].changed
    again = begin(desk, "dispatch", ticked, "/desk")
    assert "高某已办理过" in desk.get(again)
    db.session.refresh(event)
    copy = begin(desk, "copy", [f"{event.id}.{event.version}"], "/events")
    unit = str(waiting.unit_id("dept.jt"))
    untested = desk.fill(copy, "/confirm", {"words": "请了解运输企业情况。", "unit_id": unit}, status=422)
    assert "还没有按这个单位预览" in untested.get_data(as_text=True)
    desk.send(copy + "/change", words="请了解运输企业情况。", unit_id=unit)
    assert "该单位可以查看" in desk.get(copy)
    desk.fill(copy, "/confirm")
    (row,) = dispatch_queries.copies_of(waiting.matter_id)
    assert (row.unit_id, row.purpose) == (waiting.unit_id("dept.jt"), "请了解运输企业情况。")
    assert desk.client.post(copy + "/change", data={"words": "换一种说法。"}).status_code == 409
    second = begin(desk, "copy", [f"{event.id}.{event.version}"], "/events")
    desk.send(second + "/change", words="再看一次情况。", unit_id=unit)
    assert "已经抄送过这个单位" in desk.get(second)


def test_a_run_broken_off_goes_on_and_a_proposal_that_changed_is_not_sent(waiting: WaitingMatter) -> None:
    desk, event = waiting.actor("gaomou"), db.session.get_one(Event, waiting.matter_id)
    run_id = services.prepare_run(BulkAct.DISPATCH, chosen(event), BulkInputs(), actor=desk)
    (row,) = queries.get_run(desk, run_id).rows
    assert row.plan is not None
    row.plan = {**row.plan, "assistants": []}
    db.session.commit()
    services.confirm_run(run_id, BulkInputs(), actor=desk)
    (row,) = queries.get_run(desk, run_id).rows
    assert (row.outcome, "与建议不同" in row.told["text"]) == ("refused", True)
    assert db.session.get_one(Event, waiting.matter_id).state == "triaged"
    orders = orders_of(waiting)
    run_id = services.prepare_run(BulkAct.URGE, chosen(*orders), BulkInputs(), actor=desk)
    services.confirm_run(run_id, BulkInputs(words=WORDS), actor=desk)
    run = queries.get_run(desk, run_id)
    run.rows[3].outcome, run.finished_at = "ready", None
    db.session.commit()
    with clock.frozen(clock.now() + timedelta(hours=3)):
        services.confirm_run(run_id, BulkInputs(words="这句话不再改变已确认的话"), actor=desk)
    assert [waiting.order(one.id).urges for one in orders] == [1, 1, 1, 1, 1], "its version had moved on"
    assert outcomes(waiting, run_id)[3] == "changed"


def test_rows_of_others_and_too_many_are_refused(waiting: WaitingMatter, clerk: Clerks) -> None:
    (lead, *_), desk = orders_of(waiting), waiting.actor("gaomou")
    stranger = ChosenRow(id=new_id(), version=1)
    with pytest.raises(InvalidInput):
        services.prepare_run(BulkAct.URGE, [], BulkInputs(), actor=desk)
    many = [ChosenRow(id=new_id(), version=1) for _ in range(MOST_ROWS + 1)]
    with pytest.raises(InvalidInput, match="更正"):
        services.prepare_run(BulkAct.URGE, many, BulkInputs(), actor=desk)
    with pytest.raises(Forbidden):
        services.prepare_run(BulkAct.URGE, chosen(lead), BulkInputs(), actor=waiting.actor("he"))
    run_id = services.prepare_run(BulkAct.SIGN, [stranger, *chosen(lead)], BulkInputs(), actor=waiting.actor("he"))
    assert outcomes(waiting, run_id, "he") == ["kept_out", "ready"]
    with pytest.raises(NotFound):
        services.confirm_run(run_id, BulkInputs(), actor=desk)
    services.confirm_run(run_id, BulkInputs(), actor=waiting.actor("he"))
    assert waiting.order(lead.id).state == "signed"
    person = clerk("gaomou")
    assert person.send("/bulk", act="urge", back="//elsewhere.example/x").location == "/bulk"
    assert "还没有选中任何一行" in person.get("/bulk")
    assert person.client.post("/bulk", data={"act": "drop"}).status_code == 404


def test_the_preview_sends_as_many_statements_for_many_rows_as_for_one(waiting: WaitingMatter) -> None:
    orders, desk = orders_of(waiting), waiting.actor("gaomou")
    sent = []
    for rows in (orders[:1], orders):
        with statements() as found:
            queries.foresee(BulkAct.URGE, chosen(*rows), None, desk)
        sent.append(len(found))
    assert sent[0] == sent[1] <= 3


def test_by_machine_the_answer_is_per_row(app: Flask, waiting: WaitingMatter) -> None:
    orders = orders_of(waiting)
    machine = Machine(app.test_client(), waiting.actor("gaomou"))
    rows = [{"id": str(one.id), "version": one.version} for one in orders[:2]] + [{"id": str(new_id()), "version": 1}]
    made = machine.make("/bulk-runs", {"act": "urge", "rows": rows})
    assert [one["outcome"] for one in made["rows"]] == ["ready", "ready", "kept_out"]
    assert machine.get("/bulk-runs")["rows"] == []
    done = machine.plain(f"/bulk-runs/{made['id']}/confirm", {"words": WORDS})
    assert [one["outcome"] for one in done["rows"]] == ["done", "done", "kept_out"]
    assert machine.plain(f"/bulk-runs/{made['id']}/confirm", {"words": WORDS}) == done
    assert machine.get("/bulk-runs")["rows"][0]["id"] == made["id"]
    assert waiting.order(orders[0].id).urges == 1
    assert clock.local(waiting.order(orders[0].id).urged_at).date() == DAY  # type: ignore[arg-type]
