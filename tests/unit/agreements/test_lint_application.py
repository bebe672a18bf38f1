"""The application itself: each rule is quiet on a sound joint application and speaks on a broken one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.agreements.rules.lint import run
from app.agreements.rules.lint.application import CONDITIONS, NEAR
from app.agreements.types.applying import JointApplication
from app.agreements.types.circumstances import SignatureFact
from app.agreements.types.enums import SignerKind, SignMode
from app.agreements.types.linting import Case, Level, Stage
from tests.support.agreement_cases import COURT, at, s01_case, s02_case
from tests.support.agreement_changes import facts, hits

EFFECT, LAST = date(2025, 9, 1), date(2025, 10, 9)
BOTH = ("owner", "firm")
JOINED = JointApplication(
    court=COURT,
    competent_courts=(COURT,),
    applicants=BOTH,
    application_signed_by=BOTH,
    commitment_signed_by=BOTH,
    effective_on=EFFECT,
    last_day_on=LAST,
    unaltered=True,
)


def applying(on: date = EFFECT, **changes: object) -> Case:
    application = replace(JOINED, **changes)  # type: ignore[arg-type]
    return replace(s02_case(), stage=Stage.APPLY, on=on, application=application)


def signed(*, seal: bool = True) -> Case:
    """S02 with every signature of its effect, and the seal unless it is left out."""
    hands = [SignatureFact(signer=SignerKind.PARTY, party=key, at=at(9, 1, 11), mode=SignMode.PEN) for key in BOTH]
    hands.append(SignatureFact(signer=SignerKind.MEDIATOR, at=at(9, 1, 11, 5), mode=SignMode.PEN))
    if seal:
        hands.append(SignatureFact(signer=SignerKind.ORGANISATION, at=at(9, 2, 9), mode=SignMode.SEAL))
    return facts(applying(effective_on=None), signatures=tuple(hands))


@pytest.mark.parametrize("number", sorted(CONDITIONS | {"M12"}))
def test_sound_application_passes(number: str) -> None:
    assert hits(applying(), number) == []


@pytest.mark.parametrize(
    ("left", "level"), [(NEAR + 1, "quiet"), (NEAR, Level.WARN), (0, Level.WARN), (-1, None), (-400, None)]
)
def test_the_thirty_days_warn_in_the_last_week_and_then_block(left: int, level: object) -> None:
    found = hits(applying(on=LAST - timedelta(days=left)), "A01")
    assert [hit.level for hit in found] == ([] if level == "quiet" else [level])


def test_no_thirty_days_run_before_effect() -> None:
    assert hits(applying(effective_on=None, on=date(2026, 9, 1)), "A01") == []


def test_agreement_not_in_effect_blocks_and_names_whose_hand_is_missing() -> None:
    assert hits(signed(), "A02") == []
    (hit,) = hits(signed(seal=False), "A02")
    assert [str(one) for one in hit.evidence] == ["调解组织盖章"]


def test_court_has_to_be_chosen_and_to_be_competent() -> None:
    assert hits(applying(court=None), "A06")
    assert hits(applying(court="虚构区人民法院"), "A06")[0].evidence == (COURT,)


def test_second_court_blocks() -> None:
    assert "虚构区人民法院" in str(hits(applying(open_elsewhere=("虚构区人民法院",)), "A07")[0].message)


@pytest.mark.parametrize(
    ("number", "names"),
    [("A14", "applicants"), ("M01", "application_signed_by"), ("M08", "commitment_signed_by")],
)
def test_one_party_missing_blocks_and_is_named(number: str, names: str) -> None:
    (hit,) = hits(applying(**{names: ("firm",)}), number)
    assert hit.level is None
    assert hit.evidence == ("周某禾",)


def test_debtor_who_only_is_notified_need_not_apply() -> None:
    case = applying(applicants=("owner",))
    content = replace(case.content, non_signing=("firm",))
    assert hits(replace(case, content=content), "A14") == []


def test_altered_file_blocks_and_an_uncompared_one_does_not() -> None:
    assert hits(applying(unaltered=False), "M12")
    assert not hits(applying(unaltered=None), "M12")


def test_rules_of_the_application_are_silent_while_drafting() -> None:
    asked = {finding.rule_id for finding in run(replace(s01_case(), application=JointApplication())).findings}
    assert not asked & (CONDITIONS | {"M12"})


def test_only_the_rules_named_are_asked() -> None:
    report = run(replace(applying(), application=JointApplication(effective_on=EFFECT)), only=CONDITIONS)
    assert set(report.checked) == CONDITIONS
    assert {finding.rule_id for finding in report.blocking} == {"A06", "A14", "M01", "M08"}
