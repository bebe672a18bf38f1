"""``events import``: bring an old ledger or 12345 work orders in from a file, in one go, as a person in a post.

Exit codes: 0 every row is a matter, or was one already · 65 rows have to be mended (see ``--bad-rows``) · 66 no such
file · 1 refused (the reason is printed) · 2 wrong use.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from app.accounts import queries as accounts
from app.accounts import services as posts
from app.accounts.errors import NoMembership
from app.cli.answers import refusals_told, told
from app.core.errors import InvalidInput
from app.core.permissions import Actor
from app.core.text import msg
from app.intake import queries, services
from app.intake.commands import ImportRequest, MappingChoice
from app.intake.models import EventImport
from app.intake.types import ImportKind, RowOutcome, Source
from app.organisations import queries as organisations

DATA_ERROR, NO_INPUT = 65, 66


@click.group("events")
def events() -> None:
    """Events."""


@events.command("import")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--as", "login", required=True, help="the person who imports: a dispatcher or the director of a centre")
@click.option("--kind", type=click.Choice([one.value for one in ImportKind]), default="ledger", show_default=True)
@click.option("--source", type=click.Choice([one.value for one in Source]), default="walk_in", show_default=True)
@click.option("--unit", "unit_code", help="code of the unit the matters belong to; the person's own when left out")
@click.option("--mapping", help="name of a remembered mapping; the heads decide when left out")
@click.option("--place", default="", help="the place of rows that name none")
@click.option("--keep-rest", is_flag=True, help="write columns without a counterpart into the facts")
@click.option("--dry-run", is_flag=True, help="check every row and store nothing")
@click.option("--bad-rows", type=click.Path(dir_okay=False, path_type=Path), help="write the rows to mend to this file")
@click.option("--json", "as_json", is_flag=True, help="answer as JSON")
@click.pass_context
@refusals_told
def import_file(ctx: click.Context, **said: Any) -> None:
    """Import FILE (.xlsx or .csv): match columns by their heads, check, store the rows without a fault."""
    file: Path = said["file"]
    if not file.is_file():
        click.echo(f"{file}: not found", err=True)
        ctx.exit(NO_INPUT)
    actor = _actor(said["login"], said["unit_code"])
    found = _checked(file, said, actor)
    if said["bad_rows"] is not None:
        said["bad_rows"].write_bytes(queries.bad_rows_file(found))
    if said["dry_run"]:
        services.drop_import(found.id, actor=actor)
    elif queries.outcome_counts([found.id])[found.id].get(RowOutcome.FRESH):
        services.begin_import(found.id, actor=actor)
        services.store_import(found.id, whole=True)
    counts = queries.outcome_counts([found.id])[found.id]
    answer = {"id": str(found.id), "rows": found.total, "twins": found.twins, **counts}
    told(answer, "  ".join(f"{name} {count}" for name, count in answer.items()), as_json=said["as_json"])
    ctx.exit(DATA_ERROR if counts.get(RowOutcome.BAD) else 0)


def _actor(login: str, unit_code: str | None) -> Actor:
    """The person in a post that may import, best the one in the named unit."""
    held = accounts.memberships_of(accounts.user_by_login(login).id)
    if not held:
        raise NoMembership()
    chosen = next((one for one in held if one.unit_code == unit_code), held[0])
    return posts.actor_in_post(chosen.membership_id)


def _checked(file: Path, said: dict[str, Any], actor: Actor) -> EventImport:
    """The list handed in, matched and checked."""
    unit = organisations.unit_by_code(said["unit_code"]) if said["unit_code"] else None
    unit_id = unit.id if unit is not None else actor.unit_id
    assert unit_id is not None
    request = ImportRequest(kind=said["kind"], unit_id=unit_id, source=_source(said))
    import_id = services.hand_in_list(request, file.name, file.read_bytes(), actor=actor)
    found = queries.get_import(actor, import_id)
    services.match_columns(import_id, _choice(found, said), actor=actor)
    services.check_import(import_id)
    return queries.get_import(actor, import_id)


def _source(said: dict[str, Any]) -> str:
    return Source.HOTLINE_12345.value if said["kind"] == ImportKind.WORK_ORDERS else said["source"]


def _choice(found: EventImport, said: dict[str, Any]) -> MappingChoice:
    if said["mapping"]:
        named = [one for one in queries.mappings_for(found) if one.name == said["mapping"]]
        if not named:
            raise InvalidInput({"mapping": [msg("没有叫这个名称、标题也相同的对应。")]})
        return MappingChoice(**{**named[0].mapping, "columns": tuple(named[0].mapping["columns"]), "name": ""})
    suggested = queries.choice_of(found)
    return replace(suggested, place=said["place"], keep_rest=said["keep_rest"])
