"""The dossier: complete or explained, in its order, filed by one person and archived by another (domain.md §4.10)."""

from __future__ import annotations

import io
from itertools import pairwise

import pikepdf
import pytest

from app.closure import forms as printed
from app.closure import queries, services
from app.closure.rules import ORDER, REQUIRED, missing_papers
from app.core.errors import Conflict, Forbidden, InvalidInput, NotFound, Refused
from app.dispatch import forms as dispatch_forms
from app.files import services as files
from app.intake import forms as intake_forms
from tests.support.closing import Closing


def refused(code: str) -> pytest.RaisesExc[Refused]:
    return pytest.raises(Refused, check=lambda refusal: refusal.code == code)


def test_required_papers_are_there_or_explained() -> None:
    assert missing_papers(set(), set()) == list(REQUIRED)
    assert missing_papers({"D01", "D40"}, {"D05"}) == ["D19"]
    assert missing_papers(set(REQUIRED), set()) == []


def test_dossier_with_a_gap_is_not_filed_and_names_it(closing: Closing) -> None:
    closing.closed()
    closing.explain("D01", "D05")
    with pytest.raises(Refused) as refusal:
        services.file_dossier(closing.dossier.id, actor=closing.desk)
    assert refusal.value.code == "papers_missing"
    assert "调解记录、回访记录" in str(refusal.value.message)
    assert (closing.dossier.state, closing.dossier.file_id) == ("open", None)


def test_papers_lie_in_the_order_of_a_dossier_under_running_page_numbers(closing: Closing) -> None:
    closing.closed()
    printed.issue_visit_record(closing.visit.id, actor=closing.desk)
    intake_forms.issue_receipt(closing.matter_id, actor=closing.desk)
    dispatch_forms.issue_notice(closing.order_id, actor=closing.desk)
    closing.explain("D05", "D19")
    with closing.on(11):
        services.file_dossier(closing.dossier.id, actor=closing.desk)
    dossier = closing.dossier
    forms = [line["form"] for line in dossier.contents]
    assert forms == sorted(forms, key=lambda form: ORDER[form])
    assert {"D01", "D11", "D40", "D43"} <= set(forms)
    assert forms[0] == "D01"
    assert forms[-1] == "D43"
    pages = [(line["first_page"], line["last_page"]) for line in dossier.contents]
    assert pages[0][0] == 1
    assert all(later[0] == earlier[1] + 1 for earlier, later in pairwise(pages))
    assert dossier.pages == pages[-1][1]
    whole = files.open_file(dossier.file_id, actor=closing.desk).path.read_bytes()
    with pikepdf.open(io.BytesIO(whole)) as opened:
        assert len(opened.pages) > dossier.pages


def test_only_those_who_may_file_do_and_nothing_is_explained_afterwards(filed_away: Closing) -> None:
    assert (filed_away.dossier.state, filed_away.dossier.filed_by_name) == ("filed", "高某")
    with pytest.raises(Conflict):
        filed_away.explain("D19")
    with pytest.raises(Forbidden):
        services.file_dossier(filed_away.dossier.id, actor=filed_away.actor("gu"))


def test_filer_does_not_check_the_own_dossier(filed_away: Closing) -> None:
    with refused("same_person"):
        services.archive(filed_away.dossier.id, actor=filed_away.desk)
    services.archive(filed_away.dossier.id, actor=filed_away.actor("gu"))
    assert (filed_away.dossier.state, filed_away.dossier.checked_by_name) == ("archived", "顾某")
    assert filed_away.event.state == "archived"


def test_checker_sends_the_dossier_back_with_a_reason(filed_away: Closing) -> None:
    director = filed_away.actor("gu")
    with pytest.raises(InvalidInput):
        services.refile(filed_away.dossier.id, "乱", actor=director)
    services.refile(filed_away.dossier.id, "目录与材料顺序不一致。", actor=director)
    assert filed_away.dossier.state == "open"
    with refused("wrong_state"):
        services.archive(filed_away.dossier.id, actor=director)


def test_dossier_is_not_archived_before_it_is_filed(closing: Closing) -> None:
    closing.closed()
    with refused("wrong_state"):
        services.archive(closing.dossier.id, actor=closing.actor("gu"))


@pytest.mark.parametrize("login", ["he", "ding", "liang", "review"])
def test_only_the_centre_checks_dossiers(filed_away: Closing, login: str) -> None:
    with pytest.raises((Forbidden, NotFound)):
        services.archive(filed_away.dossier.id, actor=filed_away.actor(login))


def test_dossier_of_a_foreign_matter_is_unknown(closing: Closing) -> None:
    closing.closed()
    with pytest.raises(NotFound):
        queries.get_dossier(closing.actor("ding"), closing.dossier.id)
