"""Staff look up the calendar and the rules; only the system administrator loads a year."""

from __future__ import annotations

import io
from typing import Any

import pytest
from flask.testing import FlaskClient

from app.accounts import services as accounts
from app.accounts.commands import SignIn
from app.clocks import queries
from app.clocks.queries import year_csv
from app.core.db import db
from tests.support.people import PASSWORD, Cast


@pytest.fixture
def enter(client: FlaskClient, cast: Cast) -> Any:
    """Sign somebody in."""

    def admit(login: str) -> FlaskClient:
        signed_in = accounts.sign_in(SignIn(login_name=login, password=PASSWORD))
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = signed_in.token, True
        return client

    return admit


def text_of(response: Any, status: int = 200) -> str:
    assert response.status_code == status, response.get_data(as_text=True)[:500]
    return str(response.get_data(as_text=True))


def next_year() -> bytes:
    return year_csv(2026).replace("2026-", "2027-").replace("调休上班", "放假").encode("utf-8-sig")


def test_nobody_without_an_account_sees_the_calendar(client: FlaskClient) -> None:
    assert client.get("/clocks").status_code in {302, 303, 401}


@pytest.mark.parametrize("login", ["gaomou", "ding", "meng", "police", "sysadmin"])
def test_every_member_of_staff_reads_calendar_and_rules(enter: Any, login: str) -> None:
    client = enter(login)
    assert "国庆节、中秋节" in text_of(client.get("/clocks?year=2025"))
    law = text_of(client.get("/clocks?tab=law"))
    assert "《民事诉讼法》第二百零五条" in law
    assert "申请司法确认" in law
    product = text_of(client.get("/clocks?tab=product"))
    assert "本中心设置" in product
    assert "30分钟" in product


def test_a_date_is_worked_out_with_its_reasons(enter: Any) -> None:
    page = text_of(enter("ding").get("/clocks?tab=compute&rule=K01&from=2026.1.20"))
    assert "fq-shell" in page
    for words in ("2026年2月24日", "当日不计", "第30日是2月19日", "调休放假", "请在2026年2月19日前提交", "法定期限"):
        assert words in page


def test_a_product_clock_is_named_a_setting_and_needs_a_colour(enter: Any) -> None:
    client = enter("ding")
    assert "请指明风险等级" in text_of(client.get("/clocks?tab=compute&rule=P08&from=2025-06-18"))
    page = text_of(client.get("/clocks?tab=compute&rule=P08&from=2025-06-18&at=12:20&risk=orange"))
    assert "16:20" in page
    assert "本中心设置，不是法定期限" in page


@pytest.mark.parametrize(
    "query", ["rule=K01&from=9月31日", "rule=K01&from=", "rule=Z9&from=2025-06-18", "rule=K19&from=2026-12-30"]
)
def test_what_cannot_be_worked_out_says_why(enter: Any, query: str) -> None:
    page = text_of(enter("ding").get(f"/clocks?tab=compute&{query}"))
    assert "fq-err" in page


def test_an_unknown_year_or_tab_shows_the_usual_page(enter: Any) -> None:
    client = enter("ding")
    assert "元旦" in text_of(client.get("/clocks?year=1871&tab=nothing"))
    assert client.get("/clocks/years/1871.csv").status_code == 409


def test_only_the_system_administrator_loads_a_year(enter: Any) -> None:
    client = enter("gaomou")
    assert client.get("/clocks/years/new").status_code == 403
    assert client.post("/clocks/years", data={"year": "2027"}).status_code == 403


def test_a_year_is_loaded_from_a_file(enter: Any) -> None:
    client = enter("sysadmin")
    assert "载入年度放假安排" in text_of(client.get("/clocks/years/new"))
    form = {"year": "2027", "source": "关于2027年部分节假日安排的通知", "file": (io.BytesIO(next_year()), "2027.csv")}
    response = client.post("/clocks/years", data=form, content_type="multipart/form-data")
    assert response.status_code == 303
    assert "2027年" in text_of(client.get(response.headers["Location"]))
    db.session.commit()
    assert queries.calendar().last_year == 2027


def test_a_year_that_cannot_be_comes_back_with_every_line_named(enter: Any) -> None:
    client = enter("sysadmin")
    lines = "日期,类别,节日\n2027-02-30,放假,\n2027-13-01,放假,"
    page = text_of(client.post("/clocks/years", data={"year": "2027", "source": "通知", "days": lines}), 422)
    assert "第2行" in page
    assert "第3行" in page
    assert "2027-02-30,放假" in page
    page = text_of(client.post("/clocks/years", data={"year": "2027", "source": ""}), 422)
    assert "请填写" in page
