"""Units and rosters over the API."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient

from app.accounts import services
from app.accounts.commands import NewToken
from app.core.permissions import Actor
from app.rosters import services as rosters
from app.rosters.commands import NewDuty
from app.rosters.types import DutyKind
from tests.support.people import Cast

MORNING = datetime(2025, 6, 18, 1, 0, tzinfo=UTC)
EVENING = datetime(2025, 6, 18, 9, 30, tzinfo=UTC)


def _bearer(cast: Cast, login: str, *scopes: str) -> dict[str, str]:
    command = NewToken(membership_id=cast.memberships[login].id, name="test", scopes=scopes or ("*",), days=1)
    return {"Authorization": f"Bearer {services.make_token(command, actor=Actor.system()).secret}"}


def test_the_directory_is_paged_and_says_who_can_be_reached(client: FlaskClient, cast: Cast) -> None:
    headers = _bearer(cast, "gaomou", "*:*:read")
    first = client.get("/api/v1/organisations?limit=4", headers=headers).json
    assert first is not None
    second = client.get(f"/api/v1/organisations?limit=200&cursor={first['next']}", headers=headers).json
    assert second is not None
    codes = [row["code"] for row in (*first["rows"], *second["rows"])]
    assert codes == sorted(cast.units)
    assert second["next"] is None
    assert all({"reachable", "stationing_now", "version"} <= set(row) for row in first["rows"])


def test_a_unit_carries_its_version_and_its_authority_list(client: FlaskClient, cast: Cast) -> None:
    answer = client.get(f"/api/v1/organisations/{cast.unit('dept.jt').id}", headers=_bearer(cast, "he"))
    assert answer.json is not None
    assert answer.headers["ETag"] == '"1"'
    assert answer.json["stationing_now"] == "随驻，接到通知后2小时内到达"
    assert answer.json["authority_list"] == []


def test_a_roster_is_read_by_days(client: FlaskClient, cast: Cast) -> None:
    duty = NewDuty(
        membership_id=cast.memberships["meng"].id, kind=DutyKind.DUTY_JUDGE, from_at=MORNING, until_at=EVENING
    )
    rosters.add_duty(duty, actor=Actor.system())
    headers = _bearer(cast, "ding")
    found = client.get("/api/v1/rosters?first=2025-06-16&last=2025-06-22&kind=duty_judge", headers=headers).json
    assert found is not None
    assert [(row["name"], row["from_at"]) for row in found["rows"]] == [("孟某文", "2025-06-18T09:00:00+08:00")]
    assert client.get("/api/v1/rosters?first=2025-06-19&last=2025-06-22", headers=headers).json["rows"] == []  # type: ignore[index]


@pytest.mark.parametrize(
    "query", ["organisations?kind=nothing", "organisations?limit=0", "rosters?first=2025-06-22&last=2025-06-16",
              "rosters?first=2025-01-01&last=2026-01-01", "organisations?cursor=x"],
)  # fmt: skip
def test_a_question_that_makes_no_sense_is_refused_with_its_field(client: FlaskClient, cast: Cast, query: str) -> None:
    refused = client.get(f"/api/v1/{query}", headers=_bearer(cast, "gaomou"))
    assert refused.status_code == 422
    assert refused.json is not None
    assert refused.json["errors"]


def test_nobody_and_a_token_without_the_scope_read_nothing(client: FlaskClient, cast: Cast) -> None:
    assert client.get("/api/v1/organisations").status_code == 401
    assert client.get("/api/v1/organisations", headers={"Authorization": "Bearer fq_x"}).status_code == 401
    assert client.get("/api/v1/rosters", headers=_bearer(cast, "gaomou", "intake:*")).status_code == 403


def test_a_duty_is_planned_changed_and_taken_off_with_its_version(client: FlaskClient, cast: Cast) -> None:
    headers = _bearer(cast, "rshead")
    given = {"membership_id": str(cast.memberships["he"].id), "kind": "desk", "seat": "2号窗口",
             "from_at": "2030-06-18T18:00:00+08:00", "until_at": "2030-06-19T08:30:00+08:00"}  # fmt: skip
    made = client.post("/api/v1/rosters", json=given, headers=headers)
    assert made.status_code == 201
    assert made.json is not None
    address = f"/api/v1/rosters/{made.json['id']}"
    assert client.get(address, headers=headers).headers["ETag"] == '"1"'
    clash = client.post("/api/v1/rosters", json=given, headers=headers)
    assert clash.status_code == 409
    assert clash.json is not None
    assert (clash.json["code"], list(clash.json["errors"])) == ("already_on_duty", ["membership_id"])
    assert client.put(address, json={**given, "seat": "3号窗口"}, headers=headers).status_code == 428
    changed = client.put(address, json={**given, "seat": "3号窗口"}, headers={**headers, "If-Match": '"1"'})
    assert changed.status_code == 200
    assert changed.json is not None
    assert (changed.json["seat"], changed.json["version"]) == ("3号窗口", 2)
    assert client.delete(address, headers={**headers, "If-Match": '"1"'}).status_code == 412
    assert client.delete(address, headers={**headers, "If-Match": '"2"'}).status_code == 204
    assert client.get(address, headers=headers).status_code == 404
    wrong = client.post("/api/v1/rosters", json={**given, "until_at": given["from_at"]}, headers=headers)
    assert wrong.json is not None
    assert (wrong.status_code, list(wrong.json["errors"])) == (422, ["until_at"])


def test_a_cover_is_asked_and_accepted_with_its_version(client: FlaskClient, cast: Cast) -> None:
    duty = NewDuty(
        membership_id=cast.memberships["shen"].id,
        kind=DutyKind.DUTY_JUDGE,
        from_at=MORNING.replace(year=2030),
        until_at=EVENING.replace(year=2030),
    )
    planned = rosters.add_duty(duty, actor=Actor.system())
    given = {
        "duty_id": str(planned.id), "kind": "cover", "taker_membership_id": str(cast.memberships["meng"].id)
    }  # fmt: skip
    asked = client.post("/api/v1/rosters/exchanges", json=given, headers=_bearer(cast, "shen"))
    assert asked.json is not None
    assert (asked.status_code, [one["name"] for one in asked.json["allowed_actions"]]) == (201, ["withdraw"])
    meng = _bearer(cast, "meng")
    listed = client.get("/api/v1/rosters/exchanges?tab=to_answer", headers=meng).json
    assert listed is not None
    address = f"/api/v1/rosters/exchanges/{listed['rows'][0]['id']}"
    assert client.post(f"{address}/accept", headers=meng).status_code == 428
    done = client.post(f"{address}/accept", headers={**meng, "If-Match": '"1"'})
    assert done.json is not None
    assert (done.status_code, done.json["state"], done.json["taker"]) == (200, "done", "孟某文")
    assert client.get(address, headers=_bearer(cast, "ding")).status_code == 404


def test_gaps_presence_and_shares_are_read_by_machine(client: FlaskClient, cast: Cast) -> None:
    headers = _bearer(cast, "gaomou")
    unit = cast.unit("dept.rs").id
    assert client.get(f"/api/v1/rosters/gaps?unit_id={unit}", headers=headers).json == []
    people = client.get(f"/api/v1/rosters/presence?unit_id={unit}", headers=headers).json
    assert people is not None
    assert [(row["name"], row["signed_in_at"]) for row in people] == [("魏某", None), ("何某", None), ("宋某", None)]
    shares = client.get(f"/api/v1/rosters/fairness?unit_id={unit}", headers=headers).json
    assert shares is not None
    assert {row["duties"] for row in shares} == {0}
    refused = client.get("/api/v1/rosters/fairness?first=2025-06-22&last=2025-06-16", headers=headers)
    assert refused.status_code == 422


def test_a_substitute_is_named_read_and_ended_by_machine(client: FlaskClient, cast: Cast) -> None:
    he = _bearer(cast, "he")
    given = {
        "membership_id": str(cast.memberships["he"].id),
        "substitute_membership_id": str(cast.memberships["song"].id), "from_on": "2030-05-06", "until_on": "2030-05-10",
    }  # fmt: skip
    made = client.post("/api/v1/rosters/substitutions", json=given, headers=he)
    assert made.json is not None
    assert (made.status_code, made.json["holder"], made.json["substitute"]) == (201, "何某", "宋某")
    again = client.post("/api/v1/rosters/substitutions", json=given, headers=he)
    assert again.json is not None
    assert (again.status_code, list(again.json["errors"])) == (422, ["from_on"])
    address = f"/api/v1/rosters/substitutions/{made.json['id']}"
    assert client.get(address, headers=_bearer(cast, "ding")).status_code == 404
    assert client.post(f"{address}/end", headers=he).status_code == 428
    ended = client.post(f"{address}/end", headers={**_bearer(cast, "song"), "If-Match": '"1"'})
    assert ended.json is not None
    assert (ended.status_code, ended.json["ended_by"]) == (200, "宋某")
    over = client.get("/api/v1/rosters/substitutions?tab=over", headers=he)
    assert over.json is not None
    assert [one["id"] for one in over.json["rows"]] == [made.json["id"]]
