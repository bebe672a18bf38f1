"""Collective matters and links by machine: versions, keys, masked rows, faults by row, refusals by code."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from app.clocks import services as clock_services
from app.core import clock
from app.core.permissions import Actor
from app.intake import queries, services
from tests.support import lists
from tests.support.people import Cast
from tests.support.reports import person, report
from tests.support.stage import scene
from tests.support.visits import Visitor

Visit = Callable[[str], Visitor]
V1 = "/api/v1"
WHY = "同一项目的劳动者反映同一欠薪事实。"
REASON = "同一公司同一工地，一并办理。"


def registered(cast: Cast, serial: int, place: str) -> UUID:
    parties = (person(f"工人{'甲乙丙'[serial]}", serial + 10, phone=f"1200000000{serial}"),)
    matter_id = services.file_event(report(parties=parties, place=place), actor=cast.actor("police"))
    services.register_event(matter_id, twins_seen=True, actor=cast.actor("gaomou"))
    return matter_id


@scene(at=clock.at(date(2025, 6, 18), 9))
def pair(cast: Cast) -> tuple[UUID, UUID]:
    """Two registered matters."""
    clock_services.load_shipped_tables(actor=Actor.system())
    return registered(cast, 0, "甲工地"), registered(cast, 1, "乙工地")


def tag(cast: Cast, matter_id: UUID) -> str:
    return f'"{queries.matter(matter_id).version}"'


def declared(desk: Visitor, cast: Cast, matter_id: UUID) -> dict[str, Any]:
    address = f"{V1}/events/{matter_id}/declare-collective"
    return desk.json(address, {"reason": WHY}, If_Match=tag(cast, matter_id))  # type: ignore[no-any-return]


def test_a_roster_is_declared_listed_and_moved(visit: Visit, cast: Cast, pair: tuple[UUID, UUID]) -> None:
    desk, (matter_id, _) = visit("gaomou"), pair
    address = f"{V1}/events/{matter_id}/declare-collective"
    desk.json(address, {"reason": WHY}, status=428)
    desk.json(address, {"reason": WHY}, status=412, If_Match='"99"')
    assert declared(desk, cast, matter_id)["collective"] is True
    of_matter = f"?matter_id={matter_id}"
    rows = [
        {"name": "王某", "id_number": lists.id_number(61), "phone": "12000000061"},
        {"name": "李某", "id_number": lists.id_number(61)},
    ]
    refused = desk.json(f"{V1}/claimants{of_matter}", {"rows": rows}, status=422)
    assert set(refused["errors"]) == {"rows.1.id_number"}
    rows[1]["id_number"] = lists.id_number(62)
    ids = desk.json(f"{V1}/claimants{of_matter}", {"rows": rows}, status=201, Idempotency_Key="list-1")["ids"]
    again = desk.json(f"{V1}/claimants{of_matter}", {"rows": rows}, status=201, Idempotency_Key="list-1")["ids"]
    assert again == ids
    given = {"channel": "written", "paper": "集体同意书", "given_on": "2025-06-18", "party_ids": ids}
    found = desk.json(f"{V1}/claimants/consents{of_matter}", given)["rows"]
    assert [one["done"] for one in found] == [True, True]
    one = desk.json(f"{V1}/claimants/{ids[0]}")
    assert (one["state"], one["consent"]["paper"]) == ("consented", "集体同意书")
    assert "12000000061" not in str(one)
    settled = desk.json(f"{V1}/claimants/{ids[0]}/move", {"act": "settle"}, If_Match=f'"{one["version"]}"')
    assert [row["name"] for row in settled["history"]] == ["consent", "settle"]
    held = desk.json(f"{V1}/claimants/{ids[0]}/move", {"act": "settle"}, status=409, If_Match=f'"{settled["version"]}"')
    assert held["code"] == "wrong_state"
    moved = desk.json(f"{V1}/claimants/move{of_matter}", {"act": "settle", "party_ids": ids})["rows"]
    assert [one["done"] for one in moved] == [False, True]
    page = desk.json(f"{V1}/claimants{of_matter}&state=settled&limit=1")
    assert len(page["rows"]) == 1
    assert page["next"]
    visit("qin").json(f"{V1}/claimants/{ids[0]}", status=404)
    assert visit("qin").json(f"{V1}/claimants{of_matter}")["rows"] == []


def test_an_event_joins_and_the_join_is_taken_back(visit: Visit, cast: Cast, pair: tuple[UUID, UUID]) -> None:
    desk, (collective, late) = visit("gaomou"), pair
    plain = desk.json(
        f"{V1}/events/{late}/join",
        {"into_id": str(collective), "reason": REASON},
        status=422,
        If_Match=tag(cast, late),
    )
    assert set(plain["errors"]) == {"into_id"}
    declared(desk, cast, collective)
    joined = desk.json(
        f"{V1}/events/{late}/join", {"into_id": str(collective), "reason": REASON}, If_Match=tag(cast, late)
    )
    assert (joined["state"], joined["merged_into_id"]) == ("merged", str(collective))
    rows = desk.json(f"{V1}/claimants?matter_id={collective}")["rows"]
    assert [row["name"] for row in rows] == ["工人甲", "工人乙"]
    assert desk.json(f"{V1}/claimants/{rows[1]['id']}")["came_from"] == joined["number"]
    back = desk.json(
        f"{V1}/events/{late}/unmerge", {"reason": "核实后不是同一公司。"}, If_Match=f'"{joined["version"]}"'
    )
    assert (back["state"], back["merged_into_id"]) == ("registered", None)


def test_one_is_handled_apart(visit: Visit, cast: Cast, pair: tuple[UUID, UUID]) -> None:
    desk, (collective, _) = visit("gaomou"), pair
    declared(desk, cast, collective)
    (row,) = desk.json(f"{V1}/claimants?matter_id={collective}")["rows"]
    address = f"{V1}/claimants/{row['id']}/handle-apart"
    short = desk.json(address, {"reason": "短"}, status=422, If_Match=f'"{row["version"]}"')
    assert set(short["errors"]) == {"reason"}
    child = desk.json(address, {"reason": REASON}, status=201, If_Match=f'"{row["version"]}"')["id"]
    assert desk.json(f"{V1}/events/{child}")["state"] == "submitted"
    (link,) = desk.json(f"{V1}/matter-links?matter_id={child}")["rows"]
    assert (link["kind"], link["other_id"]) == ("apart", str(collective))


def test_two_matters_are_linked_and_unlinked(visit: Visit, pair: tuple[UUID, UUID]) -> None:
    desk, (first, second) = visit("gaomou"), pair
    body = {"matter_id": str(second), "other_id": str(first), "why": "同一家公司"}
    link = desk.json(f"{V1}/matter-links", body, status=201)
    refused = desk.json(f"{V1}/matter-links", {**body, "matter_id": str(first), "other_id": str(second)}, status=422)
    assert set(refused["errors"]) == {"other_id"}
    undone = desk.json(f"{V1}/matter-links/{link['id']}/undo", {"reason": "核实后没有关系"})
    assert undone["undo_reason"] == "核实后没有关系"
    assert desk.json(f"{V1}/matter-links/{link['id']}/undo", {"reason": "核实后没有关系"}, status=409)["code"] == (
        "already_undone"
    )
    visit("qin").json(f"{V1}/matter-links/{link['id']}", status=404)
