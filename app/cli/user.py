"""``user``: enter people, give them posts, reset passwords and unlock, from the machine itself.

Exit codes: 0 done · 1 refused (the reason is printed) · 2 unreadable words.
"""

from __future__ import annotations

from typing import Any

import click

from app.accounts import queries, services
from app.accounts.commands import NewMembership, NewUser
from app.accounts.types import MediatorKind
from app.cli.answers import refusals_told, told
from app.core.permissions import Actor, Position, Role
from app.organisations import queries as organisations

ROLES = [role.value for role in Role if role not in (Role.PARTY, Role.SYSTEM)]


@click.group("user")
def user() -> None:
    """People who sign in."""


@user.command("add")
@click.argument("login")
@click.option("--name", required=True, help="the person's name")
@click.option("--unit", "unit_code", required=True, help="code of the unit, such as center or dept.rs")
@click.option("--role", required=True, type=click.Choice(ROLES))
@click.option("--position", default="officer", show_default=True, type=click.Choice([one.value for one in Position]))
@click.option("--mediator-kind", type=click.Choice([one.value for one in MediatorKind]))
@click.option("--json", "as_json", is_flag=True, help="answer as JSON")
@refusals_told
def add(**words: Any) -> None:
    """Enter a person with one post; the password is printed once and must be changed at the first sign-in."""
    unit = organisations.unit_by_code(words["unit_code"])
    person, password = services.admit_user(
        NewUser(login_name=words["login"], display_name=words["name"]), actor=Actor.system("command line")
    )
    role, kind = Role(words["role"]), words["mediator_kind"]
    services.add_membership(
        NewMembership(
            user_id=person.id,
            unit_id=unit.id,
            role=role,
            position=Position(words["position"]),
            mediator_kind=MediatorKind(kind) if kind else None,
            on_roster=role is Role.MEDIATOR,
        ),
        actor=Actor.system("command line"),
    )
    answer = {"login": person.login_name, "password": password, "unit": unit.code, "role": role.value}
    told(answer, f"{person.login_name}  {password}", as_json=words["as_json"])


@user.command("reset")
@click.argument("login")
@click.option("--json", "as_json", is_flag=True, help="answer as JSON")
@refusals_told
def reset(login: str, as_json: bool) -> None:
    """Set a random password, printed once; all sessions end and it must be changed at the next sign-in."""
    person = queries.user_by_login(login)
    password = services.reset_password(person.id, actor=Actor.system("command line"))
    told({"login": person.login_name, "password": password}, f"{person.login_name}  {password}", as_json=as_json)


@user.command("unlock")
@click.argument("login")
@click.option("--json", "as_json", is_flag=True, help="answer as JSON")
@refusals_told
def unlock(login: str, as_json: bool) -> None:
    """Let a person try again at once."""
    person = queries.user_by_login(login)
    services.unlock_user(person.id, actor=Actor.system("command line"))
    told({"login": person.login_name, "unlocked": True}, f"{person.login_name} unlocked", as_json=as_json)
