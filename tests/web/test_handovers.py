"""Hand-over lists on pages: prepared, written on, handed over, signed, and shown where they wait."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from app.core import clock
from app.core.permissions import Actor
from app.rosters import queries, services
from app.rosters.commands import NewDuty
from app.rosters.models import Duty, Handover
from app.rosters.types import DutyKind
from tests.support.dispatching import WaitingMatter
from tests.support.people import Cast
from tests.support.sign_in import sign_in, words

MORNING = datetime(2025, 6, 18, 0, 30, tzinfo=UTC)
EVENING = datetime(2025, 6, 18, 10, 0, tzinfo=UTC)
LATE = EVENING - timedelta(minutes=10)


def _duty(cast: Cast, login: str, from_at: datetime = MORNING, until_at: datetime = EVENING) -> Duty:
    command = NewDuty(
        membership_id=cast.memberships[login].id, kind=DutyKind.DESK, from_at=from_at, until_at=until_at, seat="2号窗口"
    )
    return services.add_duty(command, actor=Actor.system())


def _prepared(cast: Cast, login: str = "he") -> Handover:
    return services.prepare_handover(_duty(cast, login).id, actor=cast.actor(login))


def _handed(cast: Cast, login: str = "he") -> Handover:
    row = _prepared(cast, login)
    return services.hand_over(row.id, version=row.version, actor=cast.actor(login))


def test_a_list_is_prepared_written_on_handed_over_and_signed(client: FlaskClient, waiting: WaitingMatter) -> None:
    cast = waiting.cast
    duty = _duty(cast, "gaomou")
    with clock.frozen(LATE):
        sign_in(client, "gaomou")
        assert "准备交接单" in words(client.get("/rosters/handovers"))
        made = client.post(f"/rosters/duties/{duty.id}/handover")
        page = words(client.get(made.location))
        assert "32名劳动者聚集讨薪" in page
        assert "等待派单" in page
        row = queries.duties_to_hand_over(cast.actor("gaomou"))[0][1]
        assert row is not None
        typed = {"version": "1", "form": "text", "note": "今日平稳", "free_lines": "钥匙在前台\r\n15时回电"}
        typed[f"remarks.{row.lines[0].id}"] = "电话已约"
        handed = words(client.post(made.location, data={**typed, "act": "hand_over"}, follow_redirects=True))
        for text in ("待签收", "电话已约", "钥匙在前台", "15时回电", "今日平稳", "未排下一班", "撤回修改"):
            assert text in handed
        assert "签收接班" not in handed
        client.post("/sign-out")
        sign_in(client, "gu")
        assert "待我签收" in words(client.get("/rosters/handovers"))
        assert "签收接班" in words(client.get(made.location))
        signed = client.post(f"{made.location}/sign", data={"version": "2", "remark": "已核"}, follow_redirects=True)
        assert "顾某" in words(signed)
        assert "已核" in words(signed)


@pytest.mark.parametrize(
    ("field", "typed", "place"),
    [("note", "长" * 1001, "f-note-e"), ("free_lines", "短\n" + "长" * 201, "f-free_lines-e")],
)
def test_each_fault_stands_at_its_box_and_nothing_typed_is_lost(
    client: FlaskClient, cast: Cast, field: str, typed: str, place: str
) -> None:
    with clock.frozen(LATE):
        row = _prepared(cast)
        sign_in(client, "he")
        given = {"version": "1", "form": "text", "note": "钥匙在前台", field: typed, "act": "hand_over"}
        refused = client.post(f"/rosters/handovers/{row.id}", data=given)
        page = words(refused)
        assert refused.status_code == 422
        assert f'id="{place}"' in page
        assert typed in page
        assert queries.handover(row.id, actor=cast.actor("he")).state == "draft"


def test_a_remark_that_is_too_long_says_so_beside_its_line(client: FlaskClient, waiting: WaitingMatter) -> None:
    with clock.frozen(LATE):
        row = _prepared(waiting.cast, "gaomou")
        sign_in(client, "gaomou")
        line = row.lines[0].id
        given = {"version": "1", "form": "text", f"remarks.{line}": "长" * 201}
        refused = client.post(f"/rosters/handovers/{row.id}", data=given)
        assert refused.status_code == 422
        assert f'id="f-remarks-{line}-e"' in words(refused)


def test_the_second_who_signs_is_told_who_has(client: FlaskClient, cast: Cast) -> None:
    with clock.frozen(LATE):
        row = _handed(cast)
        services.sign_handover(row.id, version=row.version, actor=cast.actor("song"))
        sign_in(client, "rshead")
        refused = client.post(f"/rosters/handovers/{row.id}/sign", data={"version": "2", "form": "sign"})
        assert refused.status_code == 409
        assert "宋某已在17:50签收" in words(refused)


def test_the_head_names_who_takes_over_and_the_giver_takes_back(client: FlaskClient, cast: Cast) -> None:
    with clock.frozen(LATE):
        row = _handed(cast)
        sign_in(client, "rshead")
        assert "指定接班人" in words(client.get(f"/rosters/handovers/{row.id}"))
        empty = client.post(f"/rosters/handovers/{row.id}/assign", data={"version": "2", "form": "assign"})
        assert empty.status_code == 422
        assert 'id="f-membership_id-e"' in words(empty)
        given = {"version": "2", "membership_id": str(cast.memberships["song"].id)}
        assert client.post(f"/rosters/handovers/{row.id}/assign", data=given).status_code == 303
        client.post("/sign-out")
        sign_in(client, "he")
        assert client.post(f"/rosters/handovers/{row.id}/take-back", data={"version": "3"}).status_code == 303
        assert "保存" in words(client.get(f"/rosters/handovers/{row.id}"))
        client.post("/sign-out")
        sign_in(client, "song")
        assert client.get(f"/rosters/handovers/{row.id}").status_code == 404


def test_an_unsigned_list_stands_as_a_bar_for_those_concerned_and_for_nobody_else(
    client: FlaskClient, cast: Cast
) -> None:
    with clock.frozen(LATE):
        row = _handed(cast)
    with clock.frozen(EVENING + timedelta(minutes=31)):
        for login, told in (("he", True), ("song", True), ("rshead", True), ("ding", False)):
            sign_in(client, login)
            for page in ("/mine", "/rosters"):
                assert ("张交接单逾时未签收" in words(client.get(page))) is told, (login, page)
            client.post("/sign-out")
        sign_in(client, "song")
        assert "逾时未签收" in words(client.get(f"/rosters/handovers/{row.id}"))
        assert client.post(f"/rosters/handovers/{row.id}/sign", data={"version": "2"}).status_code == 303
        assert "逾时未签收" not in words(client.get("/rosters"))


def test_a_duty_without_a_list_is_marked_in_the_week(client: FlaskClient, waiting: WaitingMatter) -> None:
    _duty(waiting.cast, "gaomou")
    with clock.frozen(EVENING + timedelta(minutes=31)):
        services.mark_duties_without_list()
        sign_in(client, "he")
        for tab in ("desk", "day"):
            assert "未交接" in words(client.get(f"/rosters?unit=center&week=20250618&tab={tab}"))


def test_a_list_of_another_unit_does_not_open(client: FlaskClient, cast: Cast) -> None:
    with clock.frozen(LATE):
        row = _handed(cast)
        for login in ("ding", "gaomou"):
            sign_in(client, login)
            assert client.get(f"/rosters/handovers/{row.id}").status_code == 404
            assert str(row.id) not in words(client.get("/rosters/handovers?tab=unit"))
            client.post("/sign-out")
        sign_in(client, "review")
        assert client.get("/rosters/handovers").status_code == 403


def test_a_double_click_prepares_one_list(client: FlaskClient, cast: Cast) -> None:
    duty = _duty(cast, "he")
    with clock.frozen(LATE):
        sign_in(client, "he")
        found = {client.post(f"/rosters/duties/{duty.id}/handover").location for _ in range(2)}
        assert len(found) == 1
        assert UUID(found.pop().rpartition("/")[2])
