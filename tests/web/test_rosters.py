"""The roster on pages: the week by desk and by person, on paper, and the form of one duty."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from app.core import clock
from app.core.permissions import Actor
from app.rosters import queries, services
from app.rosters.commands import NewDuty
from app.rosters.models import Duty
from app.rosters.types import DutyKind
from tests.support.people import Cast
from tests.support.sign_in import sign_in, words


def _form(cast: Cast, login: str = "he", **more: str) -> dict[str, str]:
    tomorrow = clock.today() + timedelta(days=1)
    unit = cast.unit("dept.rs")
    return {
        "membership_id": str(cast.memberships[login].id), "unit_id": str(unit.id), "unit": unit.code, "kind": "desk",
        "day": tomorrow.strftime("%Y%m%d"), "begins": "8:30", "ends": "18:00", "seat": "2号窗口",
        "tab": "person", **more,
    }  # fmt: skip


def _planned(cast: Cast, login: str = "he", days: int = 1) -> Duty:
    start = clock.at(clock.today() + timedelta(days=days), 8, 30)
    command = NewDuty(
        membership_id=cast.memberships[login].id, kind=DutyKind.DESK, from_at=start,
        until_at=start + timedelta(hours=9), seat="2号窗口",
    )  # fmt: skip
    return services.add_duty(command, actor=Actor.system())


def test_a_head_plans_a_desk_and_sees_it_in_the_week(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, "rshead")
    assert "排班" in words(client.get("/rosters?unit=dept.rs"))
    assert client.get("/rosters/duties/new?unit=dept.rs&seat=2号窗口&day=20260618").status_code == 200
    made = client.post("/rosters/duties", data=_form(cast))
    assert made.status_code == 303
    assert "tab=person" in made.location
    for tab in ("desk", "person", "day"):
        page = words(client.get(made.location.replace("tab=person", f"tab={tab}")))
        assert "何某" in page
        assert "2号窗口" in page
    assert "各单位" in words(client.get(made.location.replace("dept.rs", "all")))


def test_a_clash_stands_at_the_person_and_nothing_typed_is_lost(client: FlaskClient, cast: Cast) -> None:
    _planned(cast)
    sign_in(client, "gaomou")
    refused = client.post("/rosters/duties", data=_form(cast, seat="九号房间", begins="17:00", ends="9:00"))
    assert refused.status_code == 409
    page = words(refused)
    assert 'id="f-membership_id-e"' in page
    assert "何某在" in page
    assert "九号房间" in page
    assert 'value="17:00"' in page
    week = queries.week_of(cast.unit("dept.rs").id, clock.today() + timedelta(days=1))
    assert [one.seat for day in week.days for one in day.duties] == ["2号窗口"]


@pytest.mark.parametrize(
    ("field", "typed", "place"),
    [
        ("day", "9月31日", "f-day-e"),
        ("begins", "25:00", "f-begins-e"),
        ("ends", "", "f-ends-e"),
        ("membership_id", "", "f-membership_id-e"),
        ("kind", "duty_judge", "f-kind-e"),
        ("seat", "长" * 41, "f-seat-e"),
    ],
)
def test_each_wrong_field_says_so_beside_itself(
    client: FlaskClient, cast: Cast, field: str, typed: str, place: str
) -> None:
    sign_in(client, "rshead")
    refused = client.post("/rosters/duties", data=_form(cast, **{field: typed}))
    assert refused.status_code == 422
    assert f'id="{place}"' in words(refused)
    assert queries.seats_of(cast.unit("dept.rs").id) == []


def test_a_night_duty_is_written_with_two_times(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, "rshead")
    assert client.post("/rosters/duties", data=_form(cast, begins="18:00", ends="8:30")).status_code == 303
    day = clock.today() + timedelta(days=1)
    found = [one for each in queries.week_of(cast.unit("dept.rs").id, day).days for one in each.duties]
    assert [(one.overnight, one.until_at - one.from_at) for one in found] == [(True, timedelta(hours=14, minutes=30))]
    assert "次日" in words(client.get(f"/rosters?unit=dept.rs&week={day.isoformat()}"))


def test_a_duty_is_changed_a_stale_change_comes_back_and_it_is_taken_off(client: FlaskClient, cast: Cast) -> None:
    duty = _planned(cast)
    sign_in(client, "rshead")
    address = f"/rosters/duties/{duty.id}"
    assert "删除班次" in words(client.get(address))
    assert client.post(address, data=_form(cast, "song", version="1")).status_code == 303
    stale = client.post(address, data=_form(cast, seat="8号窗口", version="1"))
    assert stale.status_code == 409
    assert "别人已经更新了这份内容" in words(stale)
    assert "8号窗口" in words(stale)
    assert client.post(f"{address}/remove", data={"version": "1"}).status_code == 409
    assert client.post(f"{address}/remove", data={"version": "2"}).status_code == 303
    assert client.get(address).status_code == 404


def test_a_duty_that_has_begun_is_shown_and_not_changed(client: FlaskClient, cast: Cast) -> None:
    duty = _planned(cast)
    with clock.frozen(duty.from_at + timedelta(hours=1)):
        sign_in(client, "rshead")
        page = words(client.get(f"/rosters/duties/{duty.id}"))
        assert "这一班已经开始" in page
        assert "删除班次" not in page
        assert client.post(f"/rosters/duties/{duty.id}/remove", data={"version": "1"}).status_code == 422


def test_others_read_the_roster_and_change_nothing(client: FlaskClient, cast: Cast) -> None:
    duty = _planned(cast)
    for login in ("ding", "pohead", "xilu"):
        sign_in(client, login)
        page = words(client.get(f"/rosters?unit=dept.rs&week={clock.local(duty.from_at):%Y%m%d}"))
        assert "何某" in page
        assert "/rosters/duties/" not in page
        assert client.get(f"/rosters/duties/{duty.id}").status_code == 403
        assert client.post("/rosters/duties", data=_form(cast, "song")).status_code == 403
        client.post("/sign-out")


def test_the_week_goes_on_paper(client: FlaskClient, cast: Cast) -> None:
    duty = _planned(cast)
    sign_in(client, "ding")
    page = words(client.get(f"/rosters/print?unit=dept.rs&week={clock.local(duty.from_at):%Y%m%d}"))
    for text in ("fq-dutysheet", "何某", "2号窗口", "编排："):
        assert text in page
    assert "/rosters/duties/" not in page


def test_a_swap_is_asked_answered_and_seen_in_the_week(client: FlaskClient, cast: Cast) -> None:
    duty, other = _planned(cast), _planned(cast, "song", days=2)
    sign_in(client, "he")
    form = client.get(f"/rosters/duties/{duty.id}/exchange")
    assert "宋某" in words(form)
    refused = client.post(f"/rosters/duties/{duty.id}/exchange", data={"kind": "swap", "reason": "家中有事"})
    assert refused.status_code == 422
    assert 'id="f-other_duty_id-e"' in words(refused)
    assert "家中有事" in words(refused)
    asked = client.post(f"/rosters/duties/{duty.id}/exchange", data={"kind": "swap", "other_duty_id": str(other.id)})
    assert asked.status_code == 303
    day = clock.local(duty.from_at)
    assert "调换待答复" in words(client.get(f"/rosters?unit=dept.rs&week={day:%Y%m%d}"))
    client.post("/sign-out")
    sign_in(client, "song")
    assert "待我答复" in words(client.get("/rosters/exchanges"))
    assert client.post(f"{asked.location}/decline", data={"version": "1", "form": "decline"}).status_code == 422
    assert client.post(f"{asked.location}/accept", data={"version": "1"}).status_code == 303
    assert "已调换" in words(client.get(asked.location))
    assert "代何某" in words(client.get(f"/rosters?unit=dept.rs&week={day:%Y%m%d}"))
    client.post("/sign-out")
    sign_in(client, "ding")
    assert client.get(asked.location).status_code == 404
    assert client.get(f"/rosters/duties/{duty.id}/exchange").status_code == 404


def test_gaps_presence_and_shares_open_and_a_need_is_set(client: FlaskClient, cast: Cast) -> None:
    _planned(cast)
    sign_in(client, "rshead")
    unit = cast.unit("dept.rs")
    need = {"unit_id": str(unit.id), "seat": "2号窗口", "kind": "desk", "begins": "8:30", "ends": "18:00",
            "weekdays": ["0", "1", "2", "3", "4", "5", "6"], "rest_days": "1", "form": "need"}  # fmt: skip
    refused = client.post("/rosters/needs", data={**need, "weekdays": [], "seat": "九号房间"})
    assert refused.status_code == 422
    assert 'id="f-weekdays-e"' in words(refused)
    assert "九号房间" in words(refused)
    made = client.post("/rosters/needs", data=need)
    assert made.status_code == 303
    page = words(client.get(made.location))
    assert "取消要求" in page
    assert page.count("/rosters/duties/new") >= 6
    assert client.get(f"/rosters/gaps/{unit.id}").location.endswith("unit=dept.rs")
    assert "今天没有签到" in words(client.get("/rosters/presence?unit=dept.rs"))
    assert "何某" in words(client.get("/rosters/fairness?unit=dept.rs&last=20991231"))
    found = queries.needs(unit.id)
    assert client.post(f"/rosters/needs/{found[0].id}/end", data={"version": "1"}).status_code == 303
    for address in ("/rosters/gaps", "/rosters/presence", "/rosters/fairness", "/rosters/fairness?unit=all"):
        assert client.get(address).status_code == 200, address


def test_a_sheet_goes_out_is_previewed_and_comes_in(client: FlaskClient, cast: Cast) -> None:
    duty = _planned(cast)
    sign_in(client, "rshead")
    week = clock.local(duty.from_at).strftime("%Y%m%d")
    out = client.get(f"/rosters/roster.xlsx?unit=dept.rs&week={week}")
    assert out.mimetype.endswith("sheet")
    assert client.get("/rosters/import?unit=dept.rs").status_code == 200
    nothing = client.post("/rosters/import", data={"unit": "dept.rs"})
    assert nothing.status_code == 422
    assert 'id="f-file-e"' in words(nothing)
    services.remove_duty(duty.id, version=1, actor=Actor.system())
    sent = client.post("/rosters/import", data={"unit": "dept.rs", "file": (io.BytesIO(out.data), "周.xlsx")})
    assert sent.status_code == 303
    assert "将新排1个班次" in words(client.get(sent.location))
    again = _planned(cast, "he")
    services.change_duty(
        again.id,
        NewDuty(
            membership_id=again.membership_id, kind=DutyKind.DESK, from_at=again.from_at,
            until_at=again.until_at - timedelta(hours=1),
        ),
        version=1,
        actor=Actor.system(),
    )  # fmt: skip
    refused = client.post(sent.location)
    assert refused.status_code == 422
    assert "已有值班" in words(refused)
    services.remove_duty(again.id, version=2, actor=Actor.system())
    assert client.post(sent.location).status_code == 303
    assert [
        one.name
        for day in queries.week_of(cast.unit("dept.rs").id, clock.local(duty.from_at).date()).days
        for one in day.duties
    ] == ["何某"]


def test_a_secret_calendar_is_shown_once_read_without_an_account_and_revoked(client: FlaskClient, cast: Cast) -> None:
    _planned(cast)
    sign_in(client, "he")
    made = words(client.post("/rosters/feeds", data={}))
    found = re.search(r"/rosters/feeds/([0-9a-f]{64})\.ics", made)
    assert found is not None
    assert found[1] not in words(client.get("/rosters/feeds"))
    wrong = client.post("/rosters/feeds", data={"unit": "dept.rs", "seat": ""})
    assert wrong.status_code == 422
    client.post("/sign-out")
    calendar = client.get(found[0])
    assert calendar.mimetype == "text/calendar"
    assert words(calendar).count("BEGIN:VEVENT") == 1
    assert client.get(f"/rosters/feeds/{'0' * 64}.ics").status_code == 404
    feed = queries.feeds_of(cast.user("he").id)[0]
    sign_in(client, "song")
    assert client.post(f"/rosters/feeds/{feed.id}/revoke").status_code == 404
    client.post("/sign-out")
    sign_in(client, "he")
    assert client.post(f"/rosters/feeds/{feed.id}/revoke").status_code == 303
    assert client.get(found[0]).status_code == 404


def _absence(cast: Cast, **more: str) -> dict[str, str]:
    return {
        "membership_id": str(cast.memberships["he"].id),
        "substitute_membership_id": str(cast.memberships["song"].id), "unit": "dept.rs",
        "from_on": clock.today().isoformat(), "until_on": clock.today().isoformat(), "reason": "外出培训", **more,
    }  # fmt: skip


def test_a_substitute_is_named_switches_acts_under_both_names_and_it_is_ended(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, "he")
    assert "这里没有代办安排" in words(client.get("/rosters/substitutes"))
    form = words(client.get("/rosters/substitutes/new"))
    assert "何某 · 部门经办人" in form
    made = client.post("/rosters/substitutes", data=_absence(cast))
    assert made.status_code == 303
    shown = words(client.get(made.location))
    assert ("代办中" in shown, "宋某" in shown, "提前结束" in shown) == (True, True, True)

    sign_in(client, "song")
    posts = words(client.get("/posts"))
    assert "代办的岗位" in posts
    switched = client.post(f"/posts/{cast.memberships['he'].id}")
    assert switched.status_code == 303
    desk = words(client.get("/mine"))
    assert "已切换为代办何某" in desk
    assert "代何某 · 房山区人力资源和社会保障局" in desk
    assert "正在代何某办理，以您的姓名留痕。" in desk

    ended = client.post(f"{made.location}/end", data={"version": "1"})
    assert ended.status_code == 303
    assert client.get("/mine").status_code == 302
    sign_in(client, "he")
    assert "提前结束" in words(client.get("/rosters/substitutes?tab=over"))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"until_on": "2020-01-01"}, "结束日期不能早于开始日期。"),
        ({"from_on": "9月31日"}, "9月31日不存在，9月只有30天。"),
        ({"substitute_membership_id": ""}, "请填写或者选择。"),
        ({"until_on": "2099-12-31"}, "一次代办不能超过366天。"),
    ],
)
def test_a_wrong_absence_is_said_at_its_field_and_nothing_typed_is_lost(
    client: FlaskClient, cast: Cast, more: dict[str, str], said: str
) -> None:
    sign_in(client, "rshead")
    refused = client.post("/rosters/substitutes", data=_absence(cast, **more))
    assert refused.status_code == 422
    page = words(refused)
    assert said in page
    assert "外出培训" in page


def test_the_centre_chooses_the_unit_and_others_do_not(client: FlaskClient, cast: Cast) -> None:
    sign_in(client, "gaomou")
    assert "何某" in words(client.get("/rosters/substitutes/new?unit=dept.rs"))
    sign_in(client, "ding")
    assert client.get("/rosters/substitutes/new?unit=dept.rs").status_code == 404
