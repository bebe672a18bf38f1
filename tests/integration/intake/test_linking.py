"""Two matters that concern each other are linked and unlinked; merges, joins and their undoing lose no row anywhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.audit.models import AuditEntry
from app.clocks import services as clock_services
from app.core.db import db
from app.core.errors import Conflict, FengqiaoError, Forbidden, InvalidInput, NotFound
from app.core.permissions import Actor
from app.intake import queries, services
from app.intake.models import MatterLink, MatterParty
from tests.support.database import in_threads
from tests.support.foreign import rows_of
from tests.support.people import Cast
from tests.support.reports import person, report
from tests.support.stage import scene

WHY = "同一家公司的另一个工地。"
REASON = "同一工地同一公司的欠薪，一并办理。"
FIRM = person("北京虚构建筑公司", 90, role="respondent")


def registered(centre: Cast, serial: int, place: str) -> UUID:
    parties = (person(f"工人{'甲乙丙丁'[serial]}", serial + 10, phone=f"1200000001{serial}"), FIRM)
    matter_id = services.file_event(report(parties=parties, place=place), actor=centre.actor("police"))
    services.register_event(matter_id, twins_seen=True, actor=centre.actor("gaomou"))
    return matter_id


@scene()
def pair(centre: Cast) -> tuple[UUID, UUID]:
    """Two registered matters with evidence of their own, the second collective."""
    first, second = registered(centre, 0, "甲工地"), registered(centre, 1, "乙工地")
    services.declare_collective(second, "同一项目的劳动者反映同一欠薪事实。", actor=centre.actor("gaomou"))
    services.note_risk_signal(first, "gathering", "有人在工地门口聚集。", actor=centre.actor("gaomou"))
    return first, second


def standing_links() -> int:
    return db.session.execute(
        select(func.count()).select_from(MatterLink).where(MatterLink.undone_at.is_(None))
    ).scalar_one()


def test_a_link_shows_on_both_and_the_order_does_not_matter(centre: Cast, pair: tuple[UUID, UUID]) -> None:
    desk, (first, second) = centre.actor("gaomou"), pair
    services.link_matters(second, first, WHY, actor=desk)
    for own, other in ((first, second), (second, first)):
        assert [(one.other_id, one.link.why) for one in queries.shown_links(desk, own)] == [(other, WHY)]
        trail = db.session.execute(
            select(AuditEntry).where(AuditEntry.matter_id == own, AuditEntry.action == "intake.linked")
        ).scalars()
        assert len(list(trail)) == 1
    for one, other in ((first, second), (second, first)):
        with pytest.raises(InvalidInput) as twice:
            services.link_matters(one, other, WHY, actor=desk)
        assert set(twice.value.fields) == {"other_id"}


def test_who_does_not_see_the_other_matter_learns_only_that_there_is_one(centre: Cast, pair: tuple[UUID, UUID]) -> None:
    first, second = pair
    services.link_matters(first, second, WHY, actor=centre.actor("gaomou"))
    db.session.execute(
        MatterParty.__table__.metadata.tables["intake_grants"]
        .delete()
        .where(MatterParty.__table__.metadata.tables["intake_grants"].c.matter_id == second)
    )
    shown = queries.shown_links(centre.actor("gaomou"), first)
    assert [(one.other_id, one.number, one.title) for one in shown] == [(None, None, None)]
    assert queries.list_links(centre.actor("gaomou")).rows == []


def test_a_link_is_taken_back_with_a_reason_and_may_be_made_again(centre: Cast, pair: tuple[UUID, UUID]) -> None:
    desk, (first, second) = centre.actor("gaomou"), pair
    link_id = services.link_matters(first, second, WHY, actor=desk)
    with pytest.raises(InvalidInput) as bare:
        services.unlink_matters(link_id, " ", actor=desk)
    assert set(bare.value.fields) == {"reason"}
    services.unlink_matters(link_id, "核实后没有关系。", actor=desk)
    assert queries.shown_links(desk, first) == []
    with pytest.raises(Conflict) as again:
        services.unlink_matters(link_id, "核实后没有关系。", actor=desk)
    assert again.value.code == "already_undone"
    services.link_matters(first, second, WHY, actor=desk)
    assert len(queries.list_links(desk, matter_id=first).rows) == 2


def test_no_self_link_none_without_a_reason_right_or_sight(centre: Cast, pair: tuple[UUID, UUID]) -> None:
    desk, (first, second) = centre.actor("gaomou"), pair
    with pytest.raises(InvalidInput) as itself:
        services.link_matters(first, first, WHY, actor=desk)
    assert set(itself.value.fields) == {"other_id"}
    with pytest.raises(InvalidInput) as bare:
        services.link_matters(first, second, "  短 ", actor=desk)
    assert set(bare.value.fields) == {"why"}
    for login in ("police", "meng"):
        with pytest.raises(Forbidden):
            services.link_matters(first, second, WHY, actor=centre.actor(login))
    with pytest.raises(NotFound):
        services.link_matters(first, centre.unit("center").id, WHY, actor=desk)
    assert standing_links() == 0


def test_a_merge_is_not_unlinked(centre: Cast, pair: tuple[UUID, UUID]) -> None:
    desk, (first, second) = centre.actor("gaomou"), pair
    services.merge_event(first, second, REASON, actor=desk)
    (link,) = queries.list_links(desk, matter_id=first).rows
    with pytest.raises(Conflict) as refused:
        services.unlink_matters(link.id, "核实后没有关系。", actor=desk)
    assert refused.value.code == "not_a_plain_link"


# -- no row is lost ----------------------------------------------------------------------------------------------------


def keyed(matters: tuple[UUID, UUID]) -> dict[tuple[str, Any], dict[str, Any]]:
    """Every row that hangs on the matters by any foreign key, by table and key, with the columns that lead on."""
    found = {}
    for name, rows in rows_of(matters).items():
        table = db.metadata.tables[name]
        leading = [column.name for column in table.columns if column.foreign_keys or column.name == "matter_id"]
        for row in rows:
            key = tuple(row[column.name] for column in table.primary_key)
            found[name, key] = {column: row[column] for column in leading if column != "merged_into_id"}
    return found


@pytest.mark.parametrize("act", [services.merge_event, services.join_event])
def test_every_row_of_both_matters_stays_where_it_hangs(centre: Cast, pair: tuple[UUID, UUID], act: Any) -> None:
    desk, (first, second) = centre.actor("gaomou"), pair
    before = keyed(pair)
    act(first, second, REASON, actor=desk)
    merged = keyed(pair)
    assert {key: merged.get(key) for key in before} == before
    services.unmerge_event(first, "核实后是两件不同的事。", actor=desk)
    after = keyed(pair)
    assert {key: after.get(key) for key in merged} == merged
    assert {"intake_matter_links", "intake_parties", "audit_entries"} <= {name for name, _ in after}
    act(first, second, REASON, actor=desk)
    assert queries.matter(first).merged_into_id == second


def test_the_reflection_sees_every_table_that_leads_to_matters_or_parties() -> None:
    leading = {
        table.name
        for table in db.metadata.sorted_tables
        if any(key.column.table.name in ("intake_events", "intake_parties") for key in table.foreign_keys)
    }
    assert {"intake_claimant_consents", "intake_collectives", "mediation_consents", "intake_agents"} <= leading
    assert "intake_people" not in leading


# -- two at once -------------------------------------------------------------------------------------------------------


def prepared() -> tuple[Cast, UUID, UUID]:
    cast, matters = Cast(), []
    clock_services.load_shipped_tables(actor=Actor.system())
    for serial, place in enumerate(("甲工地", "乙工地")):
        parties = (person(f"工人{'甲乙'[serial]}", serial + 10), FIRM)
        matter_id = services.file_event(report(parties=parties, place=place), actor=cast.actor("police"))
        services.register_event(matter_id, twins_seen=True, actor=cast.actor("gaomou"))
        matters.append(matter_id)
    return cast, matters[0], matters[1]


def outcomes(app: Flask, acts: list[Callable[[], object]]) -> list[str]:
    def act(number: int) -> str:
        try:
            acts[number]()
        except FengqiaoError as refusal:
            return next(iter(refusal.fields), refusal.code)
        return "done"

    return sorted(in_threads(app, len(acts), act))


def test_two_people_who_link_the_same_two_matters_at_once_make_one_link(committing_db: Flask) -> None:
    cast, first, second = prepared()
    acts = [
        partial(services.link_matters, one, other, WHY, actor=cast.actor("gaomou"))
        for one, other in ((first, second), (second, first)) * 3
    ]
    assert outcomes(committing_db, acts) == ["done"] + ["other_id"] * 5
    assert standing_links() == 1


def test_two_people_who_declare_or_join_at_once_leave_one_roster(committing_db: Flask) -> None:
    cast, first, second = prepared()
    desk = cast.actor("gaomou")
    declare = partial(services.declare_collective, second, "同一项目的劳动者反映同一欠薪事实。", actor=desk)
    assert outcomes(committing_db, [declare] * 3) == ["done", "is_collective", "is_collective"]
    join = partial(services.join_event, first, second, REASON, actor=desk)
    assert outcomes(committing_db, [join] * 3) == ["done", "wrong_state", "wrong_state"]
    assert queries.roster_counts(desk, second) == {"joined": 2}
