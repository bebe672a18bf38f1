"""The weights are data (domain.md §8): what keeps a table from being used, and what holds under each that passes."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.intake.rules.risk import level_of, standing_facts, suggest, with_signal, without_facts
from app.intake.rules.risk_words import ADDED, FOUND, GROUPS, SIGNALS, STEPS, VETOES
from app.intake.rules.weights import Weights, faults_of, shipped_content, shipped_weights, weights_of

ORDER = ("blue", "yellow", "orange", "red")


def changed(change: Callable[[dict[str, Any]], Any]) -> list[str]:
    content = copy.deepcopy(dict(shipped_content()))
    change(content)
    return [str(fault) for fault in faults_of(content)]


def test_the_shipped_table_passes_and_names_everything_the_score_looks_at() -> None:
    assert faults_of(dict(shipped_content())) == []
    weights = shipped_weights()
    assert (set(weights.caps), set(weights.steps), set(weights.added)) == (set(GROUPS), set(STEPS), set(ADDED))
    assert {group: set(table) for group, table in weights.found.items()} == {
        group: set(table) for group, table in FOUND.items()
    }


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda t: t.update(version="next"), "version"),
        (lambda t: t.update(valid_from="2026-02-30"), "valid_from"),
        (lambda t: t.update(mass_gathering=0), "mass_gathering"),
        (lambda t: t.update(nationality=5), "nationality"),
        (lambda t: t["caps"].update(health=5), "caps"),
        (lambda t: t["caps"].pop("money"), "caps"),
        (lambda t: t["caps"].update(behaviour=1), "caps"),
        (lambda t: t["caps"].update(behaviour=51), "caps.behaviour"),
        (lambda t: t["added"].update(large_sum=-1), "added.large_sum"),
        (lambda t: t["added"].update(large_sum=16), "added.large_sum"),
        (lambda t: t["found"]["behaviour"].update(fight=26), "found.behaviour.fight"),
        (lambda t: t["found"]["behaviour"].update(fight=True), "found.behaviour.fight"),
        (lambda t: t["steps"].update(people=[[3, 5], [10, 12]]), "steps.people"),
        (lambda t: t["steps"].update(people=[[30, 5], [10, 12]]), "steps.people"),
        (lambda t: t["steps"].update(people=[[30, 21]]), "steps.people"),
        (lambda t: t["steps"].update(people="30"), "steps.people"),
        (lambda t: t["levels"].update(orange=70), "levels"),
        (lambda t: t["levels"].update(red=101), "levels"),
    ],
)
def test_a_table_that_cannot_be_says_where(change: Callable[[dict[str, Any]], Any], place: str) -> None:
    assert any(fault.startswith(f"{place}：") for fault in changed(change))


def test_what_is_no_table_is_told_so() -> None:
    assert [str(fault) for fault in faults_of([])] == ["权重表应是一个JSON对象。"]


@st.composite
def tables(draw: st.DrawFn) -> Weights:
    """A table that passes."""
    content = copy.deepcopy(dict(shipped_content()))
    content["steps"]["people"][0][1] = 15
    for group in GROUPS:
        content["caps"][group] = draw(st.integers(15, 18))
    for group, table in content["found"].items():
        for code in table:
            table[code] = draw(st.integers(0, content["caps"][group]))
    for code, group in ADDED.items():
        content["added"][code] = draw(st.integers(0, content["caps"][group]))
    yellow = draw(st.integers(1, 40))
    orange = draw(st.integers(yellow + 1, 70))
    content["levels"] = {"yellow": yellow, "orange": orange, "red": draw(st.integers(orange + 1, 100))}
    assert faults_of(content) == []
    return weights_of(content)


def inputs() -> st.SearchStrategy[dict[str, Any]]:
    listed = {name: st.lists(st.sampled_from(sorted(table)), max_size=4) for name, table in FOUND.items()}
    return st.fixed_dictionaries(
        {
            "people": st.integers(1, 200),
            "unpaid_months": st.integers(0, 24),
            "unpaid_total_fen": st.integers(0, 10**9),
            "quarrel_days": st.integers(0, 800),
            "earlier_reports": st.integers(0, 9),
            "vetoes": st.lists(st.sampled_from(sorted(VETOES)), max_size=2),
            **listed,
        }
    )


@given(inputs(), st.sampled_from(sorted(SIGNALS)), tables())
def test_a_signal_never_lowers_score_or_level_under_any_table(
    found: dict[str, Any], kind: str, weights: Weights
) -> None:
    before, after = suggest(found, weights), suggest(with_signal(found, kind), weights)
    assert 0 <= before.score <= after.score <= 100
    assert ORDER.index(before.level) <= ORDER.index(after.level)
    assert set(before.vetoes) <= set(after.vetoes)


@given(inputs(), st.integers(0, 100), tables())
def test_more_of_a_figure_never_weighs_less(found: dict[str, Any], more: int, weights: Weights) -> None:
    for name in STEPS:
        larger = {**found, name: found[name] + more}
        assert suggest(larger, weights).score >= suggest(found, weights).score


@given(st.integers(0, 100), st.integers(0, 100), tables())
def test_levels_rise_with_the_score(one: int, other: int, weights: Weights) -> None:
    low, high = sorted((one, other))
    assert ORDER.index(level_of(low, weights)) <= ORDER.index(level_of(high, weights))


@given(inputs(), tables())
def test_facts_that_ended_leave_and_nothing_else_does(found: dict[str, Any], weights: Weights) -> None:
    standing = standing_facts(found)
    over = without_facts(found, standing)
    assert standing_facts(over) == {}
    assert over["vulnerable"] == found["vulnerable"]
    assert suggest(over, weights).score <= suggest(found, weights).score
    assert without_facts(found, []) == {**found}


@given(inputs(), tables(), tables())
def test_a_score_depends_on_nothing_but_its_inputs_and_its_own_table(
    found: dict[str, Any], mine: Weights, other: Weights
) -> None:
    first = suggest(found, mine)
    suggest(found, other)
    assert suggest(found, mine) == first
