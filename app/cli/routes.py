"""The list of routes with what each asks for."""

from __future__ import annotations

import json

import click
from flask import current_app
from flask.cli import with_appcontext

from app.http.access import inventory


@click.command("routes-inventory")
@click.option("--json", "as_json", is_flag=True, help="Print the list for a machine.")
@with_appcontext
def routes_inventory(as_json: bool) -> None:
    """Print every route and who may use it."""
    rows = inventory(current_app)
    if as_json:
        click.echo(json.dumps(rows, indent=1))
        return
    for row in rows:
        click.echo(f"{row['method']:7}{row['path']:60}{row['access']}")
