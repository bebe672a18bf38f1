"""`claims verify` gives, without a database, what the pages give."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from app.claims.samples import VERIFIED
from app.claims.services.spreadsheet import sample_spreadsheet
from app.claims.types import Month
from app.cli.claims import claims
from app.clocks.queries import shipped_calendar

SAMPLE = sample_spreadsheet(Month(2025, 5), shipped_calendar())


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "s01.xlsx"
    path.write_bytes(SAMPLE)
    return path


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(claims, list(arguments))
    return result.exit_code, result.stdout


def test_verify_gives_every_worker_and_the_totals(workbook: Path) -> None:
    code, out = run("verify", str(workbook), "--json", "--on", "2025-06-20")
    report = json.loads(out)
    assert code == 0
    assert report["errors"] == []
    assert {worker["number"]: worker["verified_fen"] for worker in report["workers"]} == VERIFIED
    assert report["totals"] == {
        "workers": 32,
        "claimed_fen": 26577931,
        "claimed": "265,779.31",
        "verified_fen": 26130575,
        "verified": "261,305.75",
        "difference_fen": -447356,
        "difference": "−4,473.56",
        "verified_capitals": "人民币贰拾陆万壹仟叁佰零伍元柒角伍分",
    }


def test_every_sum_comes_with_its_trace(workbook: Path) -> None:
    report = json.loads(run("verify", str(workbook), "--json", "--on", "2025-06-20")[1])
    fourth = report["workers"][3]
    assert fourth["trace"]["shown"] == "6,868.97"
    assert fourth["trace"]["inputs"][1]["inputs"][0]["formula"].startswith("3,600.00 − 2 × 3,600.00 ÷ 21.75")
    assert fourth["flow_months"] == 12
    assert fourth["arrears_months"] == ["2025-04", "2025-05"]


def test_a_month_not_yet_due_stops_the_schedule_with_exit_code_1(workbook: Path) -> None:
    code, out = run("verify", str(workbook), "--json", "--on", "2025-06-09")
    report = json.loads(out)
    assert code == 1
    assert report["blocked"]
    assert report["not_due_months"] == ["2025-05"]
    assert {found["code"] for found in report["workers"][3]["findings"]} == {"wage_not_due"}


def test_wrong_cells_end_with_exit_code_65(workbook: Path) -> None:
    book = load_workbook(io.BytesIO(SAMPLE))
    book["花名册"]["F5"] = "=7000+200"
    book.save(workbook)
    code, out = run("verify", str(workbook), "--json", "--on", "2025-06-20")
    report = json.loads(out)
    assert code == 65
    assert [(error["sheet"], error["row"], error["column"], error["code"]) for error in report["errors"]] == [
        ("花名册", 5, "F", "cell_formula")
    ]
    assert len(report["workers"]) == 31


def test_no_file_ends_with_exit_code_66_and_wrong_use_with_2(tmp_path: Path) -> None:
    assert run("verify", str(tmp_path / "none.xlsx"))[0] == 66
    assert run("verify")[0] == 2
    assert run("sample", "--out", str(tmp_path / "s.xlsx"), "--last-month", "May")[0] == 2


def test_the_terminal_shows_rows_totals_and_capitals(workbook: Path) -> None:
    code, out = run("verify", str(workbook), "--on", "2025-06-20")
    assert code == 0
    assert "李某丁" in out
    assert "6,868.97" in out
    assert "人民币贰拾陆万壹仟叁佰零伍元柒角伍分" in out


def test_template_and_sample_are_written(tmp_path: Path) -> None:
    assert run("template", "--out", str(tmp_path / "t.xlsx"))[0] == 0
    assert run("sample", "--out", str(tmp_path / "s.xlsx"), "--last-month", "2026-05")[0] == 0
    code, out = run("verify", str(tmp_path / "s.xlsx"), "--on", "2026-06-20", "--json")
    assert code == 0
    assert json.loads(out)["claimed_months"] == ["2026-04", "2026-05"]
    assert run("verify", str(tmp_path / "t.xlsx"), "--on", "2026-06-20")[0] == 65
