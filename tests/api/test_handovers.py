"""Hand-over lists over the API: with their versions, their lines, and what may be done now."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flask.testing import FlaskClient

from app.accounts import services
from app.accounts.commands import NewToken
from app.core import clock
from app.core.permissions import Actor
from app.rosters import services as rosters
from app.rosters.commands import NewDuty
from app.rosters.models import Duty
from app.rosters.types import DutyKind
from tests.support.dispatching import WaitingMatter

LISTS = "/api/v1/rosters/handovers"
MORNING = datetime(2025, 6, 18, 0, 30, tzinfo=UTC)
EVENING = datetime(2025, 6, 18, 10, 0, tzinfo=UTC)


def _bearer(waiting: WaitingMatter, login: str, **more: str) -> dict[str, str]:
    command = NewToken(membership_id=waiting.cast.memberships[login].id, name="test", scopes=("*",), days=1)
    secret = services.make_token(command, actor=Actor.system()).secret
    return {"Authorization": f"Bearer {secret}", **more}


def _duty(waiting: WaitingMatter) -> Duty:
    command = NewDuty(
        membership_id=waiting.cast.memberships["gaomou"].id, kind=DutyKind.DESK, from_at=MORNING, until_at=EVENING,
        seat="调度台",
    )  # fmt: skip
    return rosters.add_duty(command, actor=Actor.system())


def test_a_list_goes_from_one_to_the_next_with_its_versions(client: FlaskClient, waiting: WaitingMatter) -> None:
    with clock.frozen(EVENING - timedelta(minutes=10)):
        duty, giver = _duty(waiting), _bearer(waiting, "gaomou")
        given = {"duty_id": str(duty.id)}
        made = client.post(LISTS, json=given, headers={**giver, "Idempotency-Key": "a"})
        again = client.post(LISTS, json=given, headers={**giver, "Idempotency-Key": "a"})
        assert (made.status_code, again.status_code, made.headers["ETag"]) == (201, 201, '"1"')
        assert made.json is not None
        assert again.json == made.json
        assert [(one["kind"], one["waits"]) for one in made.json["lines"]] == [("event", "等待派单")]
        assert [one["name"] for one in made.json["allowed_actions"]] == ["hand_over"]
        address, line = f"{LISTS}/{made.json['id']}", made.json["lines"][0]["id"]
        body = {"note": "今日平稳", "remarks": {line: "电话已约"}, "free_lines": ["钥匙在前台"]}
        assert client.put(address, json=body, headers=giver).status_code == 428
        wrote = client.put(address, json=body, headers={**giver, "If-Match": '"1"'})
        assert wrote.json is not None
        assert [one["title"][:2] for one in wrote.json["lines"]] == ["32", "钥匙"]
        assert client.post(f"{address}/hand-over", headers={**giver, "If-Match": '"1"'}).status_code == 412
        handed = client.post(f"{address}/hand-over", headers={**giver, "If-Match": '"2"'})
        assert handed.json is not None
        assert (handed.json["state"], handed.json["taker"], handed.json["alarm_at"]) == (
            "handed_over", None, "2025-06-18T18:30:00+08:00",
        )  # fmt: skip
        taker = _bearer(waiting, "gu")
        listed = client.get(LISTS, headers=taker).json
        assert listed is not None
        assert [row["id"] for row in listed["rows"]] == [made.json["id"]]
        signed = client.post(f"{address}/sign", json={"remark": "已核"}, headers={**taker, "If-Match": '"3"'})
        assert signed.json is not None
        assert (signed.json["state"], signed.json["signed_by"], signed.json["remark"]) == ("signed", "顾某", "已核")
        assert client.post(f"{address}/take-back", headers={**giver, "If-Match": '"4"'}).status_code == 409


def test_what_is_wrong_is_named_and_strangers_find_nothing(client: FlaskClient, waiting: WaitingMatter) -> None:
    with clock.frozen(EVENING - timedelta(minutes=10)):
        duty, giver = _duty(waiting), _bearer(waiting, "gaomou", **{"If-Match": '"1"'})
        made = client.post(LISTS, json={"duty_id": str(duty.id)}, headers=giver).json
        assert made is not None
        address = f"{LISTS}/{made['id']}"
        refused = client.put(address, json={"free_lines": ["长" * 201]}, headers=giver)
        assert refused.json is not None
        assert (refused.status_code, list(refused.json["errors"])) == (422, ["free_lines"])
        for login in ("ding", "gu"):
            assert client.get(address, headers=_bearer(waiting, login)).status_code == 404
        assert client.get(LISTS, headers=_bearer(waiting, "review")).status_code == 403
