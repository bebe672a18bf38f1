"""Risk through the pages' own forms: measures ticked off, the lead named, a note written, a level lowered by two."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import timedelta

import pytest

from app.core import clock
from app.core.db import db
from app.intake import queries as intake
from app.intake import services as matters
from app.intake.rules.weights import shipped_content
from app.oversight import queries
from tests.support.dispatching import DAY, WaitingMatter
from tests.support.page_forms import Clerk

Enter = Callable[[str], Clerk]
UP = "扬言堵门，按红色处置并增派人员。"
WHY = "堵门人员已经撤离，现场恢复正常。"


@pytest.fixture
def page(waiting: WaitingMatter) -> str:
    """The risk page of a matter that is red because of a threat to block the gate."""
    desk = waiting.actor("gaomou")
    matters.note_risk_signal(waiting.matter_id, "blocking", "一人扬言堵门。", actor=desk)
    matters.confirm_risk(waiting.matter_id, "red", UP, actor=desk)
    return f"/events/{waiting.matter_id}/risk"


def test_measures_are_done_on_the_page_and_the_forms_printed(page: str, waiting: WaitingMatter, clerk: Enter) -> None:
    desk, director = clerk("gaomou"), clerk("gu")
    assert "确定包案领导" in desk.get(f"/events/{waiting.matter_id}")
    duties = {row.kind: row.id for row in queries.duties_of(waiting.matter_id)}
    refused = desk.fill(page, f"{duties['link_110']}/done", {"note": "无"}, status=422)
    assert 'value="无"' in refused.get_data(as_text=True)
    desk.fill(page, f"{duties['link_110']}/done", {"note": "09:15与110指挥中心对接。"})
    desk.fill(page, "/risk/notes", {"note": "到现场劝离，约定次日调解。"})
    assert "/risk/notes" not in desk.get(page)
    assert "/risk/lead" not in desk.get(page).replace("/risk/lead-form", "")
    given = {
        "official_name": "邵某明",
        "official_post": "区委政法委副书记",
        "measures": "约谈双方负责人，三日内核清工资。",
    }
    late = director.fill(page, "/risk/lead", {**given, "until_on": "2025-06-01"}, status=422)
    assert "约谈双方负责人" in late.get_data(as_text=True)
    director.fill(page, "/risk/lead", given)
    assert director.fill(page, "/risk/warning").headers["Location"].startswith("/documents/")
    director.fill(page, "/risk/lead-form")
    shown = desk.get(page)
    assert "邵某明" in shown
    assert "到现场劝离" in shown
    assert "报告主要负责人" in desk.get("/risk-duties?tab=mine")
    assert "与110对接" not in desk.get("/risk-duties?tab=mine")


def test_a_level_is_lowered_by_two_on_the_page(page: str, waiting: WaitingMatter, clerk: Enter) -> None:
    alone = clerk("gu").fill(f"/events/{waiting.matter_id}", "/confirm-risk", {"risk_level": "blue"}, status=422)
    assert "须由两人办理" in alone.get_data(as_text=True)
    assert "满48小时才能降级，须等到" in clerk("gaomou").get(page)
    with clock.frozen(clock.at(DAY, 9, 5) + timedelta(hours=49)):
        desk, director = clerk("gaomou"), clerk("gu")
        bare = desk.fill(page, "/risk/lowerings", {"to_level": "yellow", "reason": WHY}, status=422)
        assert WHY in bare.get_data(as_text=True)
        desk.fill(page, "/risk/lowerings", {"to_level": "yellow", "reason": WHY, "ended": ["blocking"]})
        assert "提出降级和批准降级不能是同一人" in desk.get(page)
        director.fill(page, "/refuse", {"reason": "短"}, status=422)
        director.fill(page, "/agree")
        db.session.expire_all()
        assert intake.matter(waiting.matter_id).risk_level == "yellow"
        after = desk.get(page)
    assert "已降级" in after
    assert "扬言或者实施堵门、拉横幅" in after


def test_the_desk_shows_what_waits_to_be_confirmed(waiting: WaitingMatter, clerk: Enter) -> None:
    matters.note_risk_signal(waiting.matter_id, "self_harm", "有自伤迹象。", actor=waiting.actor("gaomou"))
    assert "建议红色 → 待确认" in clerk("gaomou").get("/desk")
    assert "建议红色 → 待确认" not in clerk("police").get("/mine")


def test_the_administrator_loads_weights_and_nobody_else(waiting: WaitingMatter, clerk: Enter) -> None:
    administrator = clerk("sysadmin")
    content = copy.deepcopy(dict(shipped_content()))
    content |= {"version": "2025.2", "valid_from": DAY.isoformat()}
    text = json.dumps(content, ensure_ascii=False)
    broken = administrator.fill("/risk-weights/new", "/risk-weights", {"reason": WHY, "content": "{"}, status=422)
    assert WHY in broken.get_data(as_text=True)
    administrator.fill("/risk-weights/new", "/risk-weights", {"reason": WHY, "content": text})
    assert "现行版本 2025.2" in administrator.get("/risk-weights")
    assert json.loads(administrator.get("/risk-weights/2025.2.json"))["version"] == "2025.2"
    assert "现行版本 2025.2" in clerk("gaomou").get("/risk-weights")
    clerk("gaomou").get("/risk-weights/new", status=403)
