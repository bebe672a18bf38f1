"""Collective matters and links at the page: declare, list in, act on many, join from the twins, link, take back."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest

from app.clocks import services as clock_services
from app.core import clock
from app.core.db import db
from app.core.permissions import Actor
from app.intake import queries, services
from app.intake.queries import RosterFilter
from tests.support import lists
from tests.support.people import Cast
from tests.support.reports import person, report
from tests.support.stage import scene
from tests.support.statements import statements
from tests.support.visits import Visitor, version_on

Visit = Callable[[str], Visitor]
DAY = date(2025, 6, 18)
WHY = "同一项目的劳动者反映同一欠薪事实。"
FIRM = person("北京虚构建筑公司", 90, role="respondent")
MARKS = "甲乙丙丁戊己庚辛壬癸"


def listed(count: int) -> list[tuple[str, str, str]]:
    return [(lists.called("工", n), lists.id_number(100 + n), f"1200001{n:04d}") for n in range(count)]


def registered(cast: Cast, serial: int, scale: str = "01") -> UUID:
    parties = (person(f"工人{MARKS[serial]}", serial + 10, phone=f"1200000000{serial}"), FIRM)
    matter_id = services.file_event(
        report(parties=parties, place=f"{MARKS[serial]}工地", scale=scale), actor=cast.actor("police")
    )
    services.register_event(matter_id, twins_seen=True, actor=cast.actor("gaomou"))
    return matter_id


@scene(at=clock.at(DAY, 9))
def collective(cast: Cast) -> UUID:
    """A collective matter of group scale with one claimant."""
    clock_services.load_shipped_tables(actor=Actor.system())
    matter_id = registered(cast, 0, scale="02")
    services.declare_collective(matter_id, WHY, actor=cast.actor("gaomou"))
    return matter_id


def claimant(cast: Cast, matter_id: UUID) -> UUID:
    return queries.claimant_ids(cast.actor("gaomou"), matter_id, RosterFilter())[0]


def test_a_person_decides_where_the_scale_only_suggests(visit: Visit, cast: Cast, collective: UUID) -> None:
    desk, matter_id = visit("gaomou"), registered(cast, 1, scale="02")
    page = desk.get(f"/events/{matter_id}/parties")
    assert "建议设立名册" in page
    roster = f"/events/{matter_id}/roster"
    page = desk.get(roster)
    assert "由您决定" in page
    address, version = f"/events/{matter_id}/declare-collective", version_on(page)
    refused = desk.send(address, 422, form="declare", version=version, reason="太短")
    assert "不少于10个字" in refused.get_data(as_text=True)
    assert ">太短</textarea>" in refused.get_data(as_text=True)
    desk.send(address, form="declare", version=version, reason=WHY)
    assert "工人乙" in desk.get(roster)
    assert "打开名册" in desk.get(f"/events/{matter_id}/parties")


def test_a_list_is_looked_at_before_anybody_is_on_the_roster(visit: Visit, collective: UUID) -> None:
    desk, address = visit("gaomou"), f"/events/{collective}/roster/import"
    wrong = desk.upload(address, lists.roster([("王某", "110101199001011234", ""), ("李某", "", "")]), "名册.xlsx")
    page = desk.get(wrong.location)
    assert "有1行需要更正" in page
    assert "校验码不符" in page
    desk.send(wrong.location, 422)
    assert "共1条" in re.sub(r"<[^>]+>", "", desk.get(f"/events/{collective}/roster"))
    empty = desk.upload(address, b"", "名册.xlsx", 422)
    assert "文件是空的" in empty.get_data(as_text=True)
    good = desk.upload(address, lists.roster(listed(30)), "名册.xlsx")
    assert "将新增30名" in desk.get(good.location)
    desk.send(good.location)
    first = desk.get(f"/events/{collective}/roster")
    assert "共31条" in re.sub(r"<[^>]+>", "", first)
    assert first.count('name="party_ids"') == 20
    assert "下一页" in first
    one = desk.get(f"/events/{collective}/roster?name={lists.called('工', 7)}")
    assert one.count('name="party_ids"') == 1
    visit("qin").get(f"/events/{collective}/roster", 404)


def test_many_are_moved_with_a_preview_and_a_result_for_each(visit: Visit, cast: Cast, collective: UUID) -> None:
    desk, roster = visit("gaomou"), f"/events/{collective}/roster"
    sheet = desk.upload(f"{roster}/import", lists.roster(listed(3)), "名册.xlsx")
    desk.send(sheet.location)
    first = str(claimant(cast, collective))
    nothing = desk.send(f"{roster}/preview", 422, act="settle")
    assert "请选择当事人" in nothing.get_data(as_text=True)
    shown = desk.send(f"{roster}/preview", 200, act="consent", party_ids=first).get_data(as_text=True)
    assert "可以办理1名" in shown
    bare = desk.send(f"{roster}/move", 422, form="move", act="consent", party_ids=first, channel="written", given_on="")
    assert "所依据的材料" in bare.get_data(as_text=True)
    given = {"paper": "集体同意书", "channel": "written", "given_on": "20250618"}
    done = desk.send(f"{roster}/move", 200, form="move", act="consent", party_ids=first, **given)
    assert "已办理1名，未办理0名" in done.get_data(as_text=True)
    everybody = desk.send(f"{roster}/preview", 200, act="settle", everybody="1").get_data(as_text=True)
    assert "可以办理1名，不能办理3名" in everybody
    short = desk.send(f"{roster}/move", 422, form="move", act="withdraw", party_ids=first, reason="短")
    assert "不少于10个字" in short.get_data(as_text=True)
    assert queries.roster_counts(cast.actor("gaomou"), collective) == {"consented": 1, "joined": 3}
    page = desk.get(f"{roster}/{first}")
    assert "集体同意书" in page
    assert queries.get_claimant(cast.actor("gaomou"), UUID(first)).public_code in page


def test_one_is_handled_apart_in_an_event_of_its_own(visit: Visit, cast: Cast, collective: UUID) -> None:
    desk, first = visit("gaomou"), claimant(cast, collective)
    page = desk.get(f"/events/{collective}/roster/{first}")
    address, why = f"/events/{collective}/roster/{first}/apart", "本人坚持申请劳动仲裁，路径不同。"
    desk.send(address, 422, form="handle_apart", version=version_on(page), reason="")
    child = desk.send(address, form="handle_apart", version=version_on(page), reason=why).location
    assert "另行处理" in desk.get(child)
    assert "另行处理" in desk.get(f"/events/{collective}")


def test_a_twin_that_is_collective_is_offered_to_join_and_the_join_is_taken_back(
    visit: Visit, cast: Cast, collective: UUID
) -> None:
    desk, late = visit("gaomou"), registered(cast, 1)
    page = desk.get(f"/events/{late}")
    assert "群体事项，可以并入" in page
    sent = {"version": version_on(page), "into_id": str(collective), "reason": "同一公司同一工地，一并办理。"}
    refused = desk.send(f"/events/{late}/join", 422, form="join", **{**sent, "into_id": str(late)})
    assert "不能并入自身" in refused.get_data(as_text=True)
    landed = desk.send(f"/events/{late}/join", form="join", **sent).location
    number = queries.matter(late).number
    assert number in desk.get(landed)
    assert number in desk.get(f"/events/{collective}/roster")
    page = desk.get(f"/events/{late}")
    assert "已合并" in page
    assert f'action="/events/{late}/unmerge"' in page
    desk.send(
        f"/events/{late}/unmerge",
        form="unmerge",
        version=str(queries.matter(late).version),
        reason="核实后不是同一公司。",
    )
    db.session.expire_all()
    assert queries.matter(late).state == "registered"
    assert "已退出" in desk.get(f"/events/{collective}/roster")


def test_related_matters_are_linked_by_number_and_unlinked(visit: Visit, cast: Cast, collective: UUID) -> None:
    desk, other = visit("gaomou"), registered(cast, 1)
    number = queries.matter(other).number
    links = f"/events/{collective}/links"
    unknown = desk.send(links, 422, form="link", other_number="FS-20250618-9999", why="同一公司")
    assert "没有这个编号的事件" in unknown.get_data(as_text=True)
    assert 'value="FS-20250618-9999"' in unknown.get_data(as_text=True)
    desk.send(links, form="link", other_number=number, why="同一家公司的另一工地")
    assert number in desk.get(f"/events/{collective}")
    assert "同一家公司的另一工地" in visit("gu").get(f"/events/{other}")
    link = queries.shown_links(cast.actor("gaomou"), collective)[0].link
    assert "撤销关联" not in visit("police").get(f"/events/{other}")
    visit("police").send(f"{links}/{link.id}/undo", 403, reason="核实后没有关系")
    desk.send(f"{links}/{link.id}/undo", form=f"unlink-{link.id}", reason="核实后没有关系")
    assert queries.shown_links(cast.actor("gaomou"), collective) == []


def test_the_roster_leaves_masked_as_it_is_narrowed(visit: Visit, cast: Cast, collective: UUID) -> None:
    services.add_party(collective, person("工人壬", 44, phone="12000000044"), actor=cast.actor("gaomou"))
    answer = visit("gaomou").client.get(f"/events/{collective}/roster/export.xlsx?name=壬")
    heads, *rows = lists.table_of(answer.get_data())
    assert heads[:3] == ["序号", "姓名", "状态"]
    assert [row[1] for row in rows] == ["工人壬"]
    assert "12000000044" not in str(rows)
    assert person(serial=44).id_number not in str(rows)


PAGES = ("", "/parties", "/roster", "/roster?size=20", "/mediation", "/documents", "/dispatch", "/story", "/closure")


def weighed(visit: Visit, matter_id: UUID) -> dict[str, tuple[int, int]]:
    desk, found = visit("gaomou"), {}
    desk.get(f"/events/{matter_id}")
    for page in PAGES:
        with statements() as sent:
            body = desk.get(f"/events/{matter_id}{page}")
        found[page] = (len(sent), body.count("工某"))
    return found


def test_five_hundred_claimants_cost_no_more_statements_than_three_and_are_never_all_on_a_page(
    visit: Visit, cast: Cast, collective: UUID
) -> None:
    desk = cast.actor("gaomou")
    sheet = services.hand_in_roster(collective, "名册.xlsx", lists.roster(listed(3)), actor=desk)
    services.store_roster(collective, sheet, actor=desk)
    few = weighed(visit, collective)
    for part in range(0, 500, 250):
        people = [
            (f"工某{MARKS[n % 10]}{MARKS[n // 10 % 10]}{MARKS[n // 100]}", "", f"1200002{n:04d}")
            for n in range(part, part + 250)
        ]
        sheet = services.hand_in_roster(collective, "名册.xlsx", lists.roster(people), actor=desk)
        services.store_roster(collective, sheet, actor=desk)
    db.session.expire_all()
    many = weighed(visit, collective)
    assert {page: sent for page, (sent, _) in many.items()} == {page: sent for page, (sent, _) in few.items()}
    assert {page: shown for page, (_, shown) in many.items() if shown > 60} == {}


@pytest.mark.parametrize("page", ["/roster", "/roster/import"])
def test_a_stranger_finds_no_roster(visit: Visit, collective: UUID, page: str) -> None:
    answer = visit("qin").client.get(f"/events/{collective}{page}")
    assert answer.status_code in (403, 404)
