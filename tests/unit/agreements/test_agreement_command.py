"""``flask agreement``: lint without a database, with exit codes a script can read."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.agreements.rules import codec
from app.agreements.types.linting import AgreementFile, Case
from app.cli.agreement import agreement
from tests.support.agreement_cases import s01_case, s02_case

ROOT = Path(__file__).parents[3]


def written(folder: Path, case: Case) -> Path:
    file = AgreementFile(agreement=case.content, circumstances=case.circumstances, on=case.on)
    path = folder / "agreement.json"
    path.write_text(json.dumps(codec.dump(file), ensure_ascii=False), encoding="utf-8")
    return path


def call(*words: str) -> Result:
    return CliRunner().invoke(agreement, list(words))


def test_planned_assignment_is_yellow(tmp_path: Path) -> None:
    result = call("lint", str(written(tmp_path, s01_case())), "--json")
    found = json.loads(result.output)
    assert result.exit_code == 10
    assert found["counts"] == {"block": 0, "warn": 2, "info": 8}
    assert found["disclaimer"] == "本检查为程序性提示，不代表法院审查结论。"
    assert {"id", "level", "subject_ref", "message", "basis", "evidence", "example"} <= set(found["findings"][0])


def test_sound_agreement_is_green(tmp_path: Path) -> None:
    assert call("lint", str(written(tmp_path, s02_case()))).exit_code == 0


def test_agreement_dated_too_early_is_red(tmp_path: Path) -> None:
    case = s01_case()
    early = replace(case, content=replace(case.content, signing_on=date(2025, 6, 9)))
    result = call("lint", str(written(tmp_path, early)))
    assert result.exit_code == 20
    assert "T01" in result.output


@pytest.mark.parametrize("raw", ["{", "[]", '{"agreement": 5}', '{"agreement": {"title": "x"}}', "\xff"])
def test_file_that_is_no_agreement_is_named_faulty(tmp_path: Path, raw: str) -> None:
    path = tmp_path / "broken.json"
    path.write_bytes(raw.encode("latin-1"))
    result = call("lint", str(path), "--json")
    assert result.exit_code == 65
    assert json.loads(result.output)["errors"]


def test_missing_file_has_its_own_code(tmp_path: Path) -> None:
    assert call("lint", str(tmp_path / "none.json")).exit_code == 66


def test_wrong_use_is_two(tmp_path: Path) -> None:
    assert call("lint", str(written(tmp_path, s02_case())), "--stage", "someday").exit_code == 2


def test_text_is_printed_from_the_content(tmp_path: Path) -> None:
    result = call("text", str(written(tmp_path, s01_case())))
    assert result.exit_code == 0
    assert result.output.startswith("三方债权转让调解协议书")


def test_schema_in_the_documentation_is_the_one_the_command_prints() -> None:
    printed = json.loads(call("schema").output)
    kept = json.loads((ROOT / "docs" / "reference" / "agreement.schema.json").read_text(encoding="utf-8"))
    assert printed == kept


def test_example_in_the_documentation_is_the_planned_assignment() -> None:
    kept = ROOT / "docs" / "reference" / "examples" / "s01-assignment.json"
    result = call("lint", str(kept), "--json")
    ids = {finding["id"] for finding in json.loads(result.output)["findings"]}
    assert ids == {"A08", "T22", "T09", "W11", "W15"}
