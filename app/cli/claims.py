"""``claims``: check a wage schedule in a spreadsheet without a database; write the template and a fictional sample.

Exit codes of ``claims verify``: 0 every row stands · 1 read, but something stops the schedule (a month not yet due,
attendance missing) · 2 wrong use · 65 cells are wrong, see the list · 66 the file cannot be read.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from app.claims.queries.reports import schedule_report
from app.claims.services.spreadsheet import check_spreadsheet, sample_spreadsheet, template_spreadsheet
from app.claims.types import Level, Month
from app.clocks.queries import shipped_calendar
from app.core import clock

BLOCKED, DATA_ERROR, NO_INPUT = 1, 65, 66


@click.group()
def claims() -> None:
    """Wage schedules in spreadsheets."""


@claims.command("verify")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="print one JSON object")
@click.option("--on", "on", type=click.DateTime(["%Y-%m-%d"]), help="verify as of this day; today when left out")
@click.pass_context
def verify(ctx: click.Context, file: Path, *, as_json: bool, on: datetime | None) -> None:
    """Recompute every worker of FILE; exits 0, 1 (stopped), 65 (wrong cells) or 66 (no such file)."""
    if not file.is_file():
        click.echo(f"{file}: not found", err=True)
        ctx.exit(NO_INPUT)
    day: date = on.date() if on else clock.today()
    report = schedule_report(check_spreadsheet(file.read_bytes(), day, shipped_calendar()), day)
    click.echo(json.dumps(report, ensure_ascii=False, indent=2) if as_json else as_text(report))
    if report["errors"]:
        ctx.exit(DATA_ERROR)
    ctx.exit(BLOCKED if report["blocked"] else 0)


@claims.command("template")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
def template(out: Path) -> None:
    """Write the empty template."""
    out.write_bytes(template_spreadsheet())


@claims.command("sample")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--last-month", default="2025-05", show_default=True, help="the last unpaid month")
def sample(out: Path, last_month: str) -> None:
    """Write the fictional roster of thirty-two workers and twelve months."""
    month = Month.parse(last_month)
    if month is None:
        raise click.BadParameter("write the month as 2025-05", param_hint="--last-month")
    out.write_bytes(sample_spreadsheet(month, shipped_calendar()))


def as_text(report: dict[str, Any]) -> str:
    """The report as lines for a terminal."""
    lines = [f"{error['sheet']}!{error['column']}{error['row']}  {error['message']}" for error in report["errors"]]
    for worker in report["workers"]:
        notes = [*worker["explanations"], *(found["message"] for found in worker["findings"] if _stops(found))]
        amounts = f"{worker['claimed']:>14} {worker['verified']:>14} {worker['difference']:>12}"
        lines.append(f"{worker['number']:>4} {worker['name']} {amounts}  {' '.join(notes)}".rstrip())
    totals = report["totals"]
    if totals:
        lines.append(f"{totals['workers']} {totals['claimed']} {totals['verified']} {totals['difference']}")
        lines.append(totals["verified_capitals"])
    return "\n".join(lines)


def _stops(found: dict[str, Any]) -> bool:
    return bool(found["level"] == Level.BLOCK.value)
