"""A list as its reader wants it: columns of one's own and in the address, a board by stage, whom each row waits for."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable

import pytest
from flask import Flask

from app.core.errors import InvalidInput
from app.dispatch import services as dispatch
from app.search import services
from app.search.types import COLUMNS, ViewList
from app.web.columns import ALL
from tests.support.dispatching import WaitingMatter
from tests.support.machine import Machine
from tests.support.page_forms import Clerk
from tests.support.statements import statements

Clerks = Callable[[str], Clerk]
LIST_OF = {"/desk": ViewList.DESK, "/events": ViewList.LEDGER, "/orders": ViewList.ORDERS}


def heads(page: str) -> list[str]:
    found = re.findall(r'<th scope="col"(?: class="[^"]*")?>([^<]+)</th>', page)
    return [one for one in found if one != "下一步"]


def file_heads(person: Clerk, address: str) -> list[str]:
    text = person.client.get(address).get_data().decode("utf-8-sig")
    return next(csv.reader(io.StringIO(text, newline="")))


def test_a_list_knows_the_columns_it_may_be_asked_for() -> None:
    assert {of: tuple(known) for of, known in ALL.items()} == COLUMNS


@pytest.mark.parametrize("path", list(LIST_OF))
def test_columns_in_the_address_are_those_of_the_page_and_of_its_file(
    waiting: WaitingMatter, clerk: Clerks, path: str
) -> None:
    waiting.dispatched()
    person, known = clerk("gaomou"), ALL[LIST_OF[path]]
    names = [*COLUMNS[LIST_OF[path]][:0:-1]]
    asked = f"{path}?columns={','.join(names)}"
    assert heads(person.get(asked)) == [str(known[one].label) for one in (COLUMNS[LIST_OF[path]][0], *names)]
    wanted = [str(head) for one in (COLUMNS[LIST_OF[path]][0], *names) for head in known[one].heads]
    assert file_heads(person, f"{path}/export.csv?columns={','.join(names)}") == wanted
    strange = person.get(f"{path}?columns=colour,risk,risk,<b>")
    assert "已略去：colour、<b>" in strange
    assert heads(strange) == [str(known[one].label) for one in (COLUMNS[LIST_OF[path]][0], "risk")]
    only_strange = person.get(f"{path}?columns=colour")
    assert heads(only_strange) == heads(person.get(path))


def test_a_person_keeps_columns_of_their_own_moves_them_and_goes_back(waiting: WaitingMatter, clerk: Clerks) -> None:
    person = clerk("gaomou")
    usual = heads(person.get("/desk"))
    chooser = "/columns?list=desk&query=risk%3Dyellow"
    page = person.get(chooser)
    assert page.index('value="wait"') < page.index('value="clock"')
    order = [one.name for one in ALL[ViewList.DESK].values()]
    sent = {"list": "desk", "query": "risk=yellow", "order": order, "columns": ["number", "wait", "clock", "source"]}
    moved = person.client.post("/columns/move", data={**sent, "move": "clock,up"}).get_data(as_text=True)
    assert moved.index('name="order" value="clock"') < moved.index('name="order" value="wait"')
    assert heads(person.get("/desk")) == usual, "moving keeps nothing"
    order = ["number", "source", "wait", "risk", "what", "stage", "clock", "type", "came"]
    once = person.client.post("/columns", data={**sent, "order": order, "how": "once"})
    assert once.location == "/desk?risk=yellow&tab=all&columns=number,source,wait,clock"
    kept = person.client.post("/columns", data={**sent, "order": order, "how": "keep"})
    assert kept.location == "/desk?risk=yellow&tab=all"
    assert heads(person.get("/desk")) == ["编号", "来源", "等谁办", "时限"]
    assert file_heads(person, "/desk/export.csv") == ["编号", "来源", "等谁办", "待办", "自何时", "时限", "到期"]
    assert heads(clerk("gu").get("/desk")) == usual, "everybody has their own"
    none = person.client.post("/columns", data={**sent, "columns": ["number"], "how": "keep"})
    assert none.status_code == 422
    assert "除编号外至少选一列" in none.get_data(as_text=True)
    person.client.post("/columns", data={**sent, "how": "reset"})
    assert heads(person.get("/desk")) == usual
    with pytest.raises(InvalidInput):
        services.keep_columns(ViewList.DESK, ["colour"], actor=waiting.actor("gaomou"))


def test_columns_by_machine_and_in_a_view(app: Flask, waiting: WaitingMatter, clerk: Clerks) -> None:
    machine = Machine(app.test_client(), waiting.actor("gaomou"))
    assert machine.get("/list-columns/orders")["chosen"] is False
    kept = machine.plain("/list-columns/orders", {"columns": ["wait", "urges"]})
    assert (kept["columns"], kept["chosen"]) == (["number", "wait", "urges"], True)
    waiting.dispatched()
    assert heads(clerk("gaomou").get("/orders")) == ["派遣单号", "等谁办", "催办次数"]
    assert machine.plain("/list-columns/orders/reset", {})["chosen"] is False
    made = machine.make("/saved-views", {"list": "desk", "name": "看板", "query": "as=board&columns=wait"})
    bar = clerk("gaomou").get("/views/bar?list=desk&query=as%3Dboard%26columns%3Dwait")
    assert made["name"] in bar
    assert "显示方式：看板，列：等谁办" in bar


def test_a_board_has_the_rows_of_the_list_by_stage(waiting: WaitingMatter, clerk: Clerks) -> None:
    person = clerk("gaomou")
    page = person.get("/desk?as=board&risk=yellow")
    lane = page[page.index('id="lane-to_dispatch"') :]
    assert '<span class="n">1</span>' in lane[: lane.index("</section>")]
    assert "等中心派单" in lane[: lane.index("</section>")]
    assert '<a href="/desk?risk=yellow&tab=to_dispatch">待派单</a>' in page
    assert "fq-stagecard" not in person.get("/desk?as=board&risk=red")
    orders = [waiting.order(one.id) for one in waiting.dispatched()]
    page = person.get("/orders?as=board")
    assert page.count("fq-stagecard") == len(orders)
    assert page.count("签收<small>自") == len(orders), "each waits for its unit"
    assert f'<span class="n">{len(orders)}</span>' in page
    assert "fq-stagecard" in clerk("he").get("/events?as=board")
    for path in ("/desk", "/events", "/orders"):
        with statements() as sent:
            person.get(f"{path}?as=board")
        assert len(sent) <= 12, (path, sent)


def test_each_row_says_whom_it_waits_for_and_since_when(waiting: WaitingMatter, clerk: Clerks) -> None:
    person, name = clerk("gaomou"), waiting.cast.unit("dept.rs").short_name

    def row(path: str = "/desk") -> str:
        page = person.get(path)
        return re.sub(r"<[^>]+>", " ", page[page.index('class="fq-await"') :].split("</td>")[0])

    assert "等中心派单" in row()
    assert "自" in row()
    order_id = waiting.dispatched()[0].id
    assert f"等{name}签收" in row()
    assert f"等{name}签收" in row("/events")
    dispatch.sign_order(order_id, actor=waiting.actor("he"))
    assert f"等{name}首次联系" in row()
    assert f"等{name}首次联系" in clerk("he").get("/mine")


def test_the_panel_stands_beside_any_row(waiting: WaitingMatter, clerk: Clerks) -> None:
    waiting.dispatched()
    person = clerk("gaomou")
    page = person.get("/desk")
    (address,) = set(re.findall(r'href="([^"]+)" data-peek', page))
    assert 'id="panel"' not in page
    beside = person.get(address)
    assert 'id="panel"' in beside
    assert "等谁办" in beside[beside.index('id="panel"') :]
