"""The demo centre has its people, and planting it twice changes nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask

from app.accounts import queries, services
from app.accounts.commands import SignIn
from app.core.permissions import Role
from app.demo.centre import plant_centre
from app.demo.people import PEOPLE, demo_password
from app.role_catalogue import permissions_of
from app.rosters import queries as rosters
from tests.support.people import PASSWORD
from tests.support.stage import scene

ROOT = Path(__file__).parents[3]


@scene()
def units() -> Mapping[str, UUID]:
    """The demo centre; the ids of its units by code."""
    return plant_centre(PASSWORD)


@pytest.mark.usefixtures("units")
def test_everybody_of_the_story_signs_in_and_every_role_is_there() -> None:
    assert {person.role for person in PEOPLE} == set(Role) - {Role.PARTY, Role.SYSTEM}
    assert services.sign_in(SignIn(login_name="ding", password=PASSWORD)).memberships == 2
    noon = datetime(2025, 6, 18, 4, 20, tzinfo=UTC)
    assert [judge.name for judge in rosters.judges_on_duty(noon)] == ["孟某文"]
    assert rosters.judges_on_duty(), "a judge is on duty now, by day or by night"
    before = len(queries.colleagues())
    plant_centre(PASSWORD)
    assert len(queries.colleagues()) == before


def test_every_unit_that_may_be_dispatched_to_has_somebody_who_signs(units: Mapping[str, UUID]) -> None:
    """A duty judge signs no order (domain.md §5 row 9), so the studio needs a department officer (§4.2)."""
    table = json.loads((ROOT / "app" / "dispatch" / "tables" / "routing_rules.json").read_text(encoding="utf-8"))
    named = set(re.findall(r"'unit': '((?:court|dept|org)[^']*)'", str(table)))
    assert "court.studio" in named
    for code in named:
        people = queries.colleagues(unit_id=units[code])
        able = [one for one in people if "dispatch:order:sign" in permissions_of(one.role, one.position)]
        assert able, code
        assert Role.DUTY_JUDGE not in {one.role for one in able}


def test_the_demo_password_is_made_once_and_may_be_given(tmp_path: Path) -> None:
    made = demo_password(tmp_path, None)
    assert demo_password(tmp_path, None) == made
    assert demo_password(tmp_path, "given") == "given"
    assert (tmp_path / "demo-password.txt").stat().st_mode & 0o077 == 0


@pytest.mark.usefixtures("units")
def test_accounts_are_made_from_the_command_line(app: Flask) -> None:
    run = app.test_cli_runner().invoke
    added = run(args=["user", "add", "newone", "--name", "新某", "--unit", "dept.rs", "--role", "dept_officer"])
    assert added.exit_code == 0, added.output
    login, password = added.output.split()
    assert services.sign_in(SignIn(login_name=login, password=password)).must_change_password
    assert (
        run(args=["user", "add", "newone", "--name", "新某", "--unit", "dept.rs", "--role", "mediator"]).exit_code == 1
    )
    assert run(args=["user", "reset", "newone"]).exit_code == 0
    assert run(args=["user", "unlock", "nobody"]).exit_code == 1
    made = run(args=["token", "create", "newone", "--scope", "*:*:read", "--days", "7"])
    assert services.load_token(made.output.strip()).actor.name == "新某"
