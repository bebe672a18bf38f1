"""The risk score against domain.md §8: points by group, caps, levels, vetoes, and the three scores of S01 (§0.1)."""

from __future__ import annotations

from typing import Any

import pytest

from app.intake.rules.risk import RiskScore, with_signal
from app.intake.rules.risk import suggest as suggest_by
from app.intake.rules.risk_words import PARTY_FLAGS, SIGNALS, VULNERABLE
from app.intake.rules.weights import shipped_weights
from app.intake.types import RiskLevel

S01: dict[str, Any] = {
    "people": 32,
    "unpaid_months": 2,
    "unpaid_total_fen": 26_130_575,
    "behaviour": ["gathering"],
    "sensitivity": ["nursing_home"],
    "vulnerable": ["elderly"],
}


def suggest(inputs: dict[str, Any]) -> RiskScore:
    return suggest_by(inputs, shipped_weights())


def points(**inputs: Any) -> int:
    return suggest(inputs).score


def test_the_wage_case_is_yellow_at_triage_and_orange_when_the_company_leaves_and_the_gate_is_threatened() -> None:
    at_triage = suggest(S01)
    left = with_signal(S01, "party_left")
    threatened = with_signal(left, "blocking")
    assert (at_triage.score, at_triage.level) == (47, RiskLevel.YELLOW)
    assert (suggest(left).score, suggest(left).level) == (53, RiskLevel.ORANGE)
    assert (suggest(threatened).score, suggest(threatened).level) == (58, RiskLevel.ORANGE)
    assert suggest(with_signal(threatened, "no_progress_7d")).score == 60


@pytest.mark.parametrize(("people", "expected"), [(1, 0), (2, 0), (3, 5), (9, 5), (10, 12), (29, 12), (30, 18)])
def test_people_weigh_by_steps(people: int, expected: int) -> None:
    assert points(people=people) == expected
    assert points(people=people, across_units=True) == min(20, expected + 2)


@pytest.mark.parametrize(("months", "expected"), [(0, 0), (1, 4), (2, 7), (3, 10), (40, 10)])
def test_unpaid_months_weigh_by_steps(months: int, expected: int) -> None:
    assert points(unpaid_months=months) == expected


def test_a_large_sum_and_a_family_emergency_add_up_to_the_group_s_cap() -> None:
    assert points(unpaid_total_fen=9_999_999) == 0
    assert points(unpaid_total_fen=10_000_000) == 3
    assert (
        points(unpaid_months=3, unpaid_total_fen=10_000_000, family_emergency=True) == shipped_weights().caps["money"]
    )


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (["argument"], 3),
        (["argument", "gathering"], 10),
        (["gathering", "blocking"], 15),
        (["threat"], 20),
        (["fight", "threat"], 22),
        (["not a behaviour"], 0),
    ],
)
def test_only_the_gravest_behaviour_counts(found: list[str], expected: int) -> None:
    assert points(behaviour=found) == expected
    assert points(behaviour=found, repeated_within_7d=True) == expected + 3


@pytest.mark.parametrize(("days", "expected"), [(30, 0), (31, 3), (90, 3), (91, 6), (365, 6), (366, 8)])
def test_time_weighs_by_steps(days: int, expected: int) -> None:
    assert points(quarrel_days=days) == expected


@pytest.mark.parametrize(("times", "expected"), [(0, 0), (1, 3), (2, 6), (3, 10), (9, 10)])
def test_earlier_reports_weigh_by_steps(times: int, expected: int) -> None:
    assert points(earlier_reports=times) == expected


def test_the_level_changes_exactly_at_thirty_fifty_and_seventy() -> None:
    thirty = {"people": 30, "unpaid_months": 2, "counterparty": [], "behaviour": [], "vulnerable": ["minor", "elderly"]}
    assert (suggest(thirty).score, suggest(thirty).level) == (30, RiskLevel.YELLOW)
    assert suggest({**thirty, "vulnerable": ["minor"]}).level is RiskLevel.BLUE
    fifty = {**S01, "quarrel_days": 31}
    assert (suggest(fifty).score, suggest(fifty).level) == (50, RiskLevel.ORANGE)
    most = {**S01, "behaviour": ["fight"], "counterparty": ["party_left"], "quarrel_days": 91}
    assert (suggest(most).score, suggest(most).level) == (71, RiskLevel.RED)


def test_a_veto_is_red_whatever_the_score() -> None:
    score = suggest(with_signal({"people": 1}, "self_harm"))
    assert (score.score, score.level, score.vetoes) == (0, RiskLevel.RED, ("self_harm",))


def test_fifty_people_gathered_are_red_and_forty_nine_are_not() -> None:
    assert suggest({"people": 50, "behaviour": ["gathering"]}).vetoes == ("mass_gathering",)
    assert suggest({"people": 50, "behaviour": ["argument"]}).vetoes == ()
    assert suggest({"people": 49, "behaviour": ["gathering"]}).vetoes == ()


def test_every_line_tells_its_reason_and_the_lines_make_up_the_score() -> None:
    score = suggest(S01)
    assert all(str(line.label) for line in score.lines)
    assert sum(line.points for line in score.lines) == score.score


@pytest.mark.parametrize("word", ["nationality", "religion", "relatives_record", "health", "mental_illness"])
def test_what_must_not_be_looked_at_changes_nothing(word: str) -> None:
    assert suggest({**S01, word: True, "vulnerable": ["elderly", word]}).score == suggest(S01).score


@pytest.mark.parametrize("kind", sorted(SIGNALS))
def test_a_signal_never_lowers_the_score(kind: str) -> None:
    before, after = suggest(S01), suggest(with_signal(S01, kind))
    assert after.score >= before.score
    assert set(before.vetoes) <= set(after.vetoes)


def test_what_is_noted_of_a_party_is_what_the_score_knows() -> None:
    assert set(PARTY_FLAGS) == set(VULNERABLE)
