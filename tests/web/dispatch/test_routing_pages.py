"""Routing rules through their pages: drafted without losing what was typed, tried, published, undone."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from app.core.db import db
from app.dispatch import queries
from app.organisations.models import Unit
from tests.support.dispatching import WaitingMatter
from tests.support.visits import Visitor, seen_errors, version_on

Visit = Callable[[str], Visitor]
RULE, OTHER = "/routing-rules/migrant_wage", "/routing-rules/other_labor"
WHY = "欠薪涉及三十人以上的改由公安主办现场处置。"


def typed_on(page: str) -> dict[str, list[str]]:
    """Every box of the draft's form with what it holds."""
    form = page[page.index('id="draft-form"') : page.index("</form>", page.index('id="draft-form"'))]
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name is None or ("checkbox" in tag and " checked" not in tag):
            continue
        found.setdefault(name[1], []).append(unescape(value[1]) if value else "on")
    for name, inner in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        found[name] = [unescape(inner)]
    for name, inner in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', inner)
        found[name] = [chosen[1] if chosen else ""]
    return {name: texts for name, texts in found.items() if name not in ("csrf_token", "idempotency_key")}


def answer(person: Visitor, address: str, status: int, **fields: object) -> str:
    return unescape(person.send(address, status, **fields).get_data(as_text=True))


def test_a_rule_is_drafted_tried_published_and_undone(waiting: WaitingMatter, visit: Visit) -> None:
    desk, head = visit("gaomou"), visit("gu")
    assert "第1版" in desk.get("/routing-rules")
    assert desk.send(f"{RULE}/open-draft").location == f"{RULE}/draft"
    page = desk.get(f"{RULE}/draft")
    assert "人力资源和社会保障局" in page
    boxes = typed_on(page)
    boxes["leads.0.people_from"] = ["不是数"]
    grown = answer(desk, f"{RULE}/draft/lines", 200, **boxes, do="add-leads")
    again = typed_on(grown)
    assert again["leads.0.people_from"] == ["不是数"]
    assert "leads.1.unit" in again
    again |= {"leads.1.unit": ["dept.ga"], "leads.1.people_from": ["30"], "leads.1.keywords": ["聚集、讨薪"]}
    moved = typed_on(answer(desk, f"{RULE}/draft/lines", 200, **again, do="up-leads-1"))
    assert moved["leads.0.unit"] == ["dept.ga"]
    refused = desk.send(f"{RULE}/draft", 422, **moved)
    assert "leads.1.people_from" in unescape(refused.get_data(as_text=True))
    assert seen_errors(refused)
    moved["leads.1.people_from"] = [""]
    assert "没有这个单位，请重新选择。" in answer(desk, f"{RULE}/draft", 422, **moved)
    moved = typed_on(answer(desk, f"{RULE}/draft/lines", 200, **moved, do="drop-assists-3"))
    assert "dept.zj" not in str(moved)
    assert desk.send(f"{RULE}/draft", 303, **moved).location == RULE
    page = desk.get(RULE)
    assert "增加主办“" in page
    assert "请先试算再发布" in head.get(RULE)
    version = version_on(page[page.index('id="draft"') :])
    tried = desk.send(f"{RULE}/try", form="try", version=version, first="2025-06-01", last="2025-06-30")
    result = desk.get(str(tried.location))
    assert "1件中，主办不变0，改派别处1，无单位可派0" in result
    assert f"/events/{waiting.matter_id}" in result
    published = answer(head, f"{RULE}/publish", 422, form="publish", version=version, reason="太短")
    assert "不少于10个字" in published
    assert "太短" in published
    head.send(f"{RULE}/publish", form="publish", version=version, reason=WHY)
    page = head.get(RULE)
    assert "第2版，" in page
    assert WHY in page
    assert "公安分局" in desk.get(f"/events/{waiting.matter_id}/dispatch/new")
    head.send(f"{RULE}/undo", form="undo", version=version_on(page), reason="试行后发现公安不宜主办，恢复原规则。")
    assert "恢复第1版" in head.get(RULE)
    old = desk.get(f"{RULE}/revisions/2")
    assert "第2版" in old
    assert "停用" in old
    desk.get(f"{RULE}/revisions/9", 404)
    desk.get("/routing-rules/nothing", 404)
    assert "派单规则" not in visit("he").get("/mine")


def test_two_who_edit_the_same_draft_and_who_may_not(waiting: WaitingMatter, visit: Visit) -> None:
    desk, head, officer = visit("gaomou"), visit("gu"), visit("he")
    officer.get("/routing-rules", 403)
    desk.send(f"{OTHER}/open-draft")
    assert "已经有一份草稿" in answer(head, f"{OTHER}/open-draft", 409)
    mine, theirs = typed_on(desk.get(f"{OTHER}/draft")), typed_on(head.get(f"{OTHER}/draft"))
    theirs["lead_task"] = ["由人社牵头，三日内反馈核查结果。"]
    head.send(f"{OTHER}/draft", 303, **theirs)
    mine["lead_task"] = ["我写的任务还没有保存。"]
    stale = answer(desk, f"{OTHER}/draft", 409, **mine)
    assert "我写的任务还没有保存。" in stale
    assert "由人社牵头，三日内反馈核查结果。" in stale
    version = version_on(head.get(OTHER))
    assert head.send(f"{OTHER}/drop-draft", form="drop-draft", version=version).location == OTHER
    desk.get(f"{OTHER}/draft", 404)


def test_a_dispatch_keeps_why_and_shows_it_later(waiting: WaitingMatter, visit: Visit) -> None:
    waiting.dispatched()
    desk = visit("gaomou")
    assert "为什么派给这些单位" in desk.get(f"/events/{waiting.matter_id}/dispatch")
    page = desk.get(f"/events/{waiting.matter_id}/dispatch/proposals")
    for words in (
        "派单规则第1版",
        "照建议派单",
        "权责清单RS-014",
        "仅限运输企业，本事项未涉及",
        "涉及人数",
    ):
        assert words in page
    visit("he").get(f"/events/{waiting.matter_id}/dispatch/proposals", 403)


def test_without_anybody_to_lead_the_page_says_so(waiting: WaitingMatter, visit: Visit) -> None:
    unit = db.session.get(Unit, waiting.unit_id("dept.rs"))
    assert unit is not None
    unit.status = "closed"
    db.session.commit()
    page = visit("gaomou").get(f"/events/{waiting.matter_id}/dispatch/new")
    assert "按规则没有单位可以主办" in page
    assert "本中心没有可以签收派遣单的岗位" in page
    assert "确认派单" not in page
    panel = visit("gaomou").get(f"/desk?tab=to_dispatch&open={waiting.matter_id}")
    assert "按规则没有单位可以主办" in panel
    assert "确认派单" not in panel
    assert "派给自己的单无人能办" in visit("gu").get("/routing-rules/other")
    desk = visit("gaomou")
    form = desk.get(f"/events/{waiting.matter_id}/dispatch/change")
    typed = {"form": "change", "version": version_on(form), "change_reason": "先由中心首接协调，再定承办单位。"}
    typed["lead_unit_id"] = str(waiting.unit_id("center"))
    refused = answer(desk, f"/events/{waiting.matter_id}/dispatch", 422, **typed)
    assert "没有可以签收派遣单的岗位，请选定承办单位" in refused
    assert "先由中心首接协调" in refused
    assert queries.lead_order(waiting.matter_id) is None
