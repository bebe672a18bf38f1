"""``token``: make a key to the API for a person's post, printed once.

Exit codes: 0 made · 1 refused (the reason is printed) · 2 unreadable words.
"""

from __future__ import annotations

import click

from app.accounts import queries, services
from app.accounts.commands import NewToken
from app.accounts.errors import NoMembership
from app.accounts.types import Colleague
from app.cli.answers import refusals_told, told
from app.core.permissions import Actor


@click.group("token")
def token() -> None:
    """Keys to the API."""


@token.command("create")
@click.argument("login")
@click.option("--scope", "scopes", multiple=True, required=True, help="*, *:*:read, dispatch:* or an exact permission")
@click.option("--days", default=30, show_default=True, help="days until it ends, at most 366")
@click.option("--unit", "unit_code", help="code of the unit, where the person has several posts")
@click.option("--name", default="command line", show_default=True, help="what the key is for")
@click.option("--json", "as_json", is_flag=True, help="answer as JSON")
@refusals_told
def create(login: str, scopes: tuple[str, ...], days: int, unit_code: str | None, name: str, as_json: bool) -> None:
    """Make a key for a person's post and print it; it is not kept and cannot be shown again."""
    post = _post(login, unit_code)
    command = NewToken(membership_id=post.membership_id, name=name, scopes=scopes, days=days)
    made = services.make_token(command, actor=Actor.system("command line"))
    answer = {
        "token": made.secret,
        "expires_at": made.row.expires_at.isoformat(),
        "scopes": made.row.scopes,
        "unit": post.unit_name,
        "role": post.role.value,
    }
    told(answer, made.secret, as_json=as_json)


def _post(login: str, unit_code: str | None) -> Colleague:
    posts = queries.memberships_of(queries.user_by_login(login).id)
    chosen = [one for one in posts if unit_code is None or one.unit_code == unit_code]
    if not chosen:
        raise NoMembership()
    return chosen[0]
