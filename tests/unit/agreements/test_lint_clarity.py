"""Family C: content that can be carried out as it stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.agreements.rules.lint.lexicon import vague_words
from app.agreements.types.clauses import Condition, FreeText, Instalment, PayInstalments
from app.agreements.types.content import Attachment
from app.agreements.types.enums import Liability, PaymentMethod
from app.agreements.types.linting import Case
from app.agreements.types.parties import Account
from app.core.money import capitals
from tests.support.agreement_cases import s01_case, s02_case
from tests.support.agreement_changes import clause, content, hits, plus, without

QUIET = tuple(f"C{number:02d}" for number in range(1, 20))


@pytest.mark.parametrize("number", QUIET)
def test_sound_agreements_pass(number: str) -> None:
    assert hits(s02_case(), number) == []
    assert hits(s01_case(), number) == []


def words(text: str, base: Case | None = None) -> Case:
    return plus(base or s02_case(), FreeText(key="x", text=text))


def test_agreement_without_any_duty_is_warned() -> None:
    assert hits(without(s02_case(), "works", "balance", "delay"), "C01")


@pytest.mark.parametrize("field", ["obligors", "obligees", "amount_fen", "due_on", "method"])
def test_payment_lacking_an_element_blocks(field: str) -> None:
    empty: object = () if field in ("obligors", "obligees") else None
    assert hits(clause(s02_case(), "balance", **{field: empty}), "C02")


def test_wrong_capitals_block_and_right_ones_pass() -> None:
    assert hits(clause(s02_case(), "balance", capitals="人民币贰万元整"), "C03")
    assert not hits(clause(s02_case(), "balance", capitals=capitals(2_760_000)), "C03")
    assert hits(clause(s02_case(), "balance", amount_fen=0), "C03")


def test_figures_and_capitals_in_free_text_are_compared() -> None:
    assert hits(words("另付1,200.00元（大写：人民币壹仟叁佰元整）"), "C03")
    assert not hits(words("另付1,200.00元（大写：人民币壹仟贰佰元整）"), "C03")


def instalments(*parts: tuple[date | None, int], total: int = 300) -> Case:
    rows = tuple(Instalment(no=no, due_on=due, amount_fen=fen) for no, (due, fen) in enumerate(parts, start=1))
    more = PayInstalments(
        key="parts",
        obligors=("owner",),
        obligees=("firm",),
        amount_fen=total,
        instalments=rows,
        method=PaymentMethod.CASH,
        missed_for_acceleration=2,
    )
    return plus(s02_case(), more)


def test_instalments_add_up_and_follow_each_other() -> None:
    first, second = date(2025, 10, 1), date(2025, 11, 1)
    assert not hits(instalments((first, 100), (second, 200)), "C04")
    assert hits(instalments((first, 100), (second, 100)), "C04")
    assert hits(instalments((second, 100), (first, 200)), "C04")
    assert hits(instalments((first, 100), (first, 200)), "C04")
    assert hits(instalments((None, 100), (second, 200)), "C04")
    assert hits(instalments((first, 300), (second, 0)), "C04")


def test_due_date_before_signing_or_on_a_rest_day_warns() -> None:
    assert hits(clause(s02_case(), "balance", due_on=date(2025, 8, 1)), "C05")
    resting = replace(s02_case(), is_rest_day=lambda day: day == date(2025, 10, 22))
    assert hits(resting, "C05")


@pytest.mark.parametrize(
    "text",
    [
        "尽快付款",
        "大约三千元",
        "三千元左右",
        "有钱时再付",
        "承担医疗费等。",
        "付若干元",
        "支付合理费用",
        "原则上不再追究",
        "另行协商",
    ],
)
def test_vague_words_block(text: str) -> None:
    assert hits(words(text), "C06")


@pytest.mark.parametrize(
    "text",
    [
        "双方平等自愿",
        "当事人应当适当履行",
        "依照《关于若干问题的规定》办理",
        "左右邻居互不妨碍",
        "协商解决不成的，可以起诉",
        "工资等级不变",
    ],
)
def test_words_that_only_look_vague_pass(text: str) -> None:
    assert vague_words(text) == ()


def test_condition_without_a_paper_to_prove_it_blocks() -> None:
    vague = Condition(text="整改完成")
    assert hits(clause(s02_case(), "balance", condition=vague), "C07")
    documented = Condition(text="整改完成", evidence_kind="街道验收单")
    assert not hits(clause(s02_case(), "balance", condition=documented), "C07")


@pytest.mark.parametrize("changes", [{"place": None}, {"acceptance": None}, {"result": None, "standard": None}])
def test_act_without_place_standard_or_acceptance_warns(changes: dict[str, None]) -> None:
    assert hits(clause(s02_case(), "works", **changes), "C08")


def test_account_of_somebody_else_blocks_unless_ordered_in_writing() -> None:
    other = Account(holder="包工头", bank="虚构银行", number="0000000000009902")
    assert hits(clause(s02_case(), "balance", account=other), "C09")
    assert not hits(clause(s02_case(), "balance", account=replace(other, order_ref="付款指示书")), "C09")
    assert hits(clause(s02_case(), "balance", account=None), "C09")


def test_delay_without_consequence_warns() -> None:
    assert len(hits(without(s02_case(), "delay"), "C10")) == 2


def test_instalments_without_acceleration_are_noted() -> None:
    case = clause(instalments((date(2025, 10, 1), 300)), "parts", missed_for_acceleration=None)
    assert hits(case, "C11")


def test_two_obligors_say_joint_or_by_shares() -> None:
    both = clause(s02_case(), "balance", obligors=("owner", "firm"))
    assert hits(both, "C12")
    assert not hits(clause(both, "balance", liability=Liability.JOINT), "C12")


def test_missing_release_warns() -> None:
    assert hits(without(s02_case(), "release"), "C13")


def test_wages_say_gross_or_net() -> None:
    assert hits(without(s01_case(), "tax"), "C14")


def test_broken_references_block() -> None:
    assert hits(clause(s02_case(), "delay", applies_to=("gone",)), "C15")
    assert hits(clause(s02_case(), "balance", obligees=("ghost",)), "C15")
    assert hits(content(s01_case(), annex=None), "C15")
    assert hits(content(s01_case(), attachments=(Attachment(no=1, title="债权明细表", signed=False),)), "C15")
    assert hits(plus(s02_case(), s02_case().content.clauses[0]), "C15")


@pytest.mark.parametrize("text", ["交还车辆一台", "腾退房屋", "归还承包地"])
def test_things_without_a_number_warn(text: str) -> None:
    assert hits(words(text), "C16")


def test_things_with_a_number_pass() -> None:
    assert not hits(words("交还车辆京A12345一台，腾退3号楼502室房屋，归还承包地3亩"), "C16")


@pytest.mark.parametrize("text", ["甲方____付款", "于××年付清", "示例条款"])
def test_blanks_and_sample_words_block(text: str) -> None:
    assert hits(words(text), "C17")


def test_copies_and_signing_day_are_stated() -> None:
    assert hits(without(s02_case(), "copies"), "C17")
    assert hits(content(s02_case(), signing_on=None), "C17")


def test_labour_agreement_mixing_in_the_end_of_the_relation_warns() -> None:
    assert hits(words("双方解除劳动关系", s01_case()), "C18")
    assert not hits(words("双方解除劳动关系"), "C18")


def test_wish_to_confirm_is_noted_when_missing() -> None:
    assert hits(without(s02_case(), "confirm"), "C19")
    assert not hits(clause(s02_case(), "confirm", wish=False, court=None), "C19")
