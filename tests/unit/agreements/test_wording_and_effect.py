"""The rendered text, the effect date, and the independent recomputation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.agreements.rules.drafting import draft_assignment, with_annex
from app.agreements.rules.effect import effect_of, missing_hands
from app.agreements.rules.lint.engine import register, rules_at, run
from app.agreements.rules.lint.report import permits
from app.agreements.rules.recompute import recomputed_fen
from app.agreements.rules.wording import Names, article, render_text, rendered_types
from app.agreements.rules.wording.phrases import months, numeral, sum_of
from app.agreements.types.circumstances import SignatureFact
from app.agreements.types.clauses import Clause, FreeText
from app.agreements.types.content import CLAUSE_TYPES
from app.agreements.types.enums import AgreementForm, AgreementKind, SignerKind, SignMode
from app.agreements.types.linting import Override, Rule, Stage
from app.core.money import capitals, yuan
from tests.support.agreement_cases import annex, at, parties, s01_case, s01_content, s02_content, terms


def test_every_kind_of_clause_has_words() -> None:
    assert rendered_types() == frozenset(CLAUSE_TYPES)


@pytest.mark.parametrize("clause", CLAUSE_TYPES)
def test_unfinished_clause_renders_with_blanks(clause: type[Clause]) -> None:
    printed = article(clause(key="x"), Names(s02_content()))
    assert printed.heading
    assert all(printed.paragraphs)


def test_s01_says_sum_names_and_safeguards() -> None:
    text = render_text(s01_content())
    assert "261,305.75元（大写：人民币贰拾陆万壹仟叁佰零伍元柒角伍分）" in text
    assert "2025年4月、5月劳动报酬" in text
    assert "代付拖欠工资（2025年4-5月）" in text
    assert "自其足额收到价款之时起转移" in text
    assert "自2025年7月1日起失效" in text
    assert "________" not in text


def test_free_words_are_marked() -> None:
    printed = article(FreeText(key="x", text="一\n二"), Names(s02_content()))
    assert printed.free
    assert printed.paragraphs == ("一", "二")


@pytest.mark.parametrize(("number", "word"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (32, "三十二")])
def test_articles_are_numbered_in_chinese(number: int, word: str) -> None:
    assert numeral(number) == word


def test_months_over_two_years_name_both() -> None:
    assert months(("2024-11", "2024-12", "2025-01")) == "2024年11月、12月、2025年1月"


@given(st.integers(0, 10_000_000_000))
def test_sum_is_printed_in_figures_and_capitals(fen: int) -> None:
    assert sum_of(fen) == f"{yuan(fen)}元（大写：{capitals(fen)}）"


@given(st.sets(st.integers(1, 32), min_size=1))
@settings(max_examples=40, deadline=None)
def test_any_group_of_signers_has_one_sum_everywhere(numbers: set[int]) -> None:
    whole = annex()
    rows = tuple(row for row in whole.rows if row.no in numbers)
    part = replace(whole, rows=rows, total_fen=sum(row.verified_fen for row in rows))
    content = with_annex(s01_content(), part)
    named = {clause.amount_fen for clause in content.clauses if getattr(clause, "amount_fen", None) is not None}
    assert named == {part.total_fen}


def test_two_party_draft_has_no_acknowledgement_and_the_debtor_does_not_sign() -> None:
    draft = draft_assignment(AgreementKind.TWO_PARTY_ASSIGNMENT, parties(), annex(), terms())
    assert "acknowledgement" not in {clause.key for clause in draft.clauses}
    assert len(draft.signers) == 33


def test_schedule_of_s01_recomputes_to_its_rows_and_total() -> None:
    rows = annex().rows
    assert [recomputed_fen(row) for row in rows] == [row.verified_fen for row in rows]
    assert sum(recomputed_fen(row) for row in rows) == 26_130_575


def sign(signer: SignerKind, hour: int, party: str | None = None) -> SignatureFact:
    return SignatureFact(signer=signer, party=party, at=at(9, 1, hour), mode=SignMode.PEN)


def all_hands() -> tuple[SignatureFact, ...]:
    return (
        sign(SignerKind.PARTY, 10, "owner"),
        sign(SignerKind.PARTY, 12, "firm"),
        sign(SignerKind.MEDIATOR, 11),
        sign(SignerKind.ORGANISATION, 9),
    )


def test_written_agreement_takes_effect_with_the_last_hand() -> None:
    effect = effect_of(s02_content(), all_hands())
    assert effect.at == at(9, 1, 12)
    assert effect.because
    assert effect.missing == ()


@pytest.mark.parametrize("left_out", [0, 1, 2, 3])
def test_one_missing_hand_means_no_effect(left_out: int) -> None:
    hands = all_hands()
    some = hands[:left_out] + hands[left_out + 1 :]
    effect = effect_of(s02_content(), some)
    assert effect.at is None
    assert len(effect.missing) == 1
    assert missing_hands(s02_content(), some) == effect.missing


def test_oral_agreement_takes_effect_the_day_it_is_reached() -> None:
    oral = replace(s02_content(), form=AgreementForm.ORAL)
    assert effect_of(oral, ()).at is None
    assert effect_of(oral, (), agreed_at=at(1, 20, 10, year=2026)).at == at(1, 20, 10, year=2026)


def test_registering_two_rules_under_one_number_is_refused() -> None:
    known = rules_at(Stage.APPLY)[0]
    with pytest.raises(ValueError, match="registered"):
        register(Stage.APPLY, Rule(**{**known.__dict__, "check": lambda case: ()}))


def test_papers_of_the_application_are_quiet_until_then() -> None:
    live = {rule.id for rule in rules_at(Stage.DRAFT)}
    late = {rule.id for rule in rules_at(Stage.APPLY)}
    assert not {number for number in live if number.startswith("M")}
    assert {"M02", "M03", "M04", "M05", "M06", "M07", "M09", "M10", "M11"} <= late
    assert {rule.id for rule in rules_at(Stage.FREEZE)} == live


def test_every_rule_explains_itself() -> None:
    for rule in rules_at(Stage.APPLY):
        assert rule.check.__doc__
        assert str(rule.basis)
        assert str(rule.title)


def test_signing_day_falls_back_to_the_day_of_the_check() -> None:
    case = s01_case()
    assert replace(case, content=replace(case.content, signing_on=None)).signing_on == date(2025, 6, 20)


def test_every_number_of_the_table_is_registered_once() -> None:
    sizes = {"A": 17, "M": 12, "V": 17, "C": 19, "W": 18, "T": 25}
    table = {f"{family}{number:02d}" for family, size in sizes.items() for number in range(1, size + 1)}
    assert {rule.id for rule in rules_at(Stage.APPLY)} == table


def test_what_the_director_let_pass_is_printed_with_finding_basis_and_reason() -> None:
    case = s01_case()
    early = replace(case, content=replace(case.content, signing_on=date(2025, 6, 9)))
    let_pass = Override(rule_id="T01", reason="双方同意等到发薪日再签。", by="顾某", on=date(2025, 6, 8))
    idle = Override(rule_id="C06", reason="没有这样的问题。", by="顾某", on=date(2025, 6, 8))
    (permit,) = permits(run(early, (let_pass, idle)))
    assert permit["rule"] == "T01"
    assert len(permit["findings"]) == 32
    assert permit["basis"] == "民法典第五百四十五条"
    assert (permit["reason"], permit["by"], permit["permitted_on"]) == (
        "双方同意等到发薪日再签。",
        "顾某",
        "2025-06-08",
    )
