"""``audit``: check every chain of the trail, and write the day's anchor.

Exit codes of ``audit verify``: 0 every chain and every anchor stands · 1 something was altered, deleted or moved.
"""

from __future__ import annotations

import json
from uuid import UUID

import click

from app.audit import queries, services
from app.audit.jobs import anchor_folder

BROKEN = 1

KINDS = {
    "altered": "row was altered",
    "deleted": "row is missing",
    "moved_or_inserted": "row was moved or put in",
    "head_missing": "head of the chain is missing",
}


@click.group()
def audit() -> None:
    """The trail."""


@audit.command()
@click.option("--matter", "matter_id", type=click.UUID, default=None, help="Check one matter only.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def verify(matter_id: UUID | None, as_json: bool) -> None:
    """Recompute every chain and compare the anchors; name what is wrong."""
    chains, broken = queries.verify(matter_id)
    anchors = [] if matter_id is not None else queries.altered_anchors(anchor_folder())
    if as_json:
        rows = [{"chain": one.chain, "sequence": one.sequence, "kind": one.kind} for one in broken]
        click.echo(json.dumps({"chains": chains, "broken": rows, "altered_anchors": anchors}))
    else:
        for one in broken:
            click.echo(f"{one.chain} #{one.sequence}: {KINDS[one.kind]}")
        for name in anchors:
            click.echo(f"{name}: anchor file is gone or was altered")
        click.echo(f"{chains} chains checked, {len(broken)} breaks, {len(anchors)} altered anchors")
    if broken or anchors:
        raise SystemExit(BROKEN)


@audit.command()
def anchor() -> None:
    """Write today's heads of all chains to a file; a second call today changes nothing."""
    row = services.anchor(anchor_folder())
    click.echo(f"{row.path}: {row.chains} chains")
