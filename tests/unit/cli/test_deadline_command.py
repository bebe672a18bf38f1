"""The command line tells a date and its reasons without a database."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from app.cli.deadline import deadline


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(deadline, list(words))
    return result.exit_code, result.output


def test_json_names_due_raw_provisional_and_because() -> None:
    code, output = run("--rule", "K01", "--from", "2026-01-20", "--json")
    found = json.loads(output)
    assert (code, found["due"], found["raw"], found["provisional"]) == (0, "2026-02-24", "2026-02-19", False)
    assert found["because"][0]["date"] == "2026-01-20"
    assert {"step", "date", "source", "is_law"} == set(found["because"][0])


def test_an_hour_clock_answers_with_its_hour() -> None:
    code, output = run("--rule", "P08", "--risk", "orange", "--from", "2025-06-18T12:20", "--json")
    assert (code, json.loads(output)["due"]) == (0, "2025-06-18T16:20+08:00")


def test_beyond_the_calendar_a_date_is_provisional() -> None:
    _, output = run("--rule", "K01", "--from", "2027-01-20", "--json")
    assert json.loads(output)["provisional"] is True
    assert "暂定" in run("--rule", "K01", "--from", "2027-01-20")[1]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--rule", "K01", "--from", "2026-09-31"), 2),
        (("--rule", "K01", "--from", "yesterday"), 2),
        (("--rule", "K01", "--from", "2026-01-20", "--risk", "green"), 2),
        (("--from", "2026-01-20"), 2),
        (("--rule", "K99", "--from", "2026-01-20"), 3),
        (("--rule", "K19", "--from", "2026-12-30"), 4),
        (("--rule", "P01", "--from", "2026-01-20"), 5),
        (("--rule", "K31b", "--from", "9999-12-31"), 5),
    ],
)
def test_what_cannot_be_computed_has_its_own_exit_code(words: tuple[str, ...], code: int) -> None:
    assert run(*words)[0] == code
    if code > 2:
        assert run(*words, "--json")[0] == code
        assert "code" in json.loads(run(*words, "--json")[1])
