"""The table of roles and permissions is complete, and administrators stay out of the business (domain.md §5, §5.1)."""

from __future__ import annotations

import pytest
from flask import Flask

from app.core.permissions import Position, Role, declared
from app.role_catalogue import ADDED, ADMINISTRATORS, HELD, SYSTEM_ONLY, WITHHELD, permissions_of

#: What an administrator may touch: accounts, units, rules as read, and the technical log.
OUTSIDE_BUSINESS = (
    "accounts:",
    "organisations:",
    "clocks:",
    "intake:weights:",
    "notifications:",
    "audit:technical:",
    "audit:chain:",
)


def _named() -> set[str]:
    added = {name for names in ADDED.values() for name in names}
    return {*HELD, *added, *SYSTEM_ONLY}


def test_every_declared_permission_is_held_by_a_role_or_belongs_to_the_system(app: Flask) -> None:
    assert sorted(set(declared()) - _named()) == []


def test_the_table_names_no_permission_that_is_not_declared(app: Flask) -> None:
    assert sorted(_named() - set(declared())) == []


def test_no_permission_is_held_by_nobody() -> None:
    assert [name for name, roles in HELD.items() if not roles] == []
    assert not SYSTEM_ONLY & set(HELD)


@pytest.mark.parametrize("role", ADMINISTRATORS)
def test_an_administrator_holds_no_business_permission(role: Role) -> None:
    for position in Position:
        held = permissions_of(role, position)
        assert [name for name in sorted(held) if not name.startswith(OUTSIDE_BUSINESS)] == []


def test_the_three_administrators_share_nothing_that_changes_anything() -> None:
    held = [permissions_of(role, Position.OFFICER) for role in ADMINISTRATORS]
    changing = [{name for name in names if not name.endswith(":read")} for names in held]
    own = {"accounts:profile:edit", "accounts:token:make", "notifications:choice:edit"}
    assert changing[0] & changing[1] == changing[1] & changing[2] == changing[0] & changing[2] == own


@pytest.mark.parametrize("role", [Role.PARTY, Role.SYSTEM])
def test_parties_and_the_system_hold_nothing_through_the_table(role: Role) -> None:
    assert permissions_of(role, Position.OFFICER) == frozenset()


def test_only_the_centre_dispatches_and_only_the_director_lowers_red() -> None:
    def holders(name: str) -> set[Role]:
        return set(HELD[name])

    assert holders("intake:event:triage") == {Role.DISPATCHER, Role.DIRECTOR}
    assert holders("intake:risk:lower_red") == {Role.DIRECTOR}


def test_a_court_assistant_prepares_and_does_not_decide() -> None:
    judge = permissions_of(Role.CONFIRMATION_JUDGE, Position.OFFICER)
    assistant = permissions_of(Role.CONFIRMATION_JUDGE, Position.JUDGE_ASSISTANT)
    assert judge - assistant == {"confirmation:docket:decide"}
    assert "confirmation:docket:supplement" in assistant


def test_whatever_the_table_withholds_is_not_held() -> None:
    for (role, position), names in WITHHELD.items():
        assert not permissions_of(role, position) & set(names), (role, position)
