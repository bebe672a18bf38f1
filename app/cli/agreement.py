"""``agreement``: lint an agreement file without a database, print its text, print the JSON Schema of such files.

Exit codes of ``agreement lint``: 0 green (notes at most) · 10 yellow (a warning) · 20 red (something blocks) · 2 wrong
use · 65 the file is no agreement, see the list · 66 the file cannot be read.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from app.agreements.services.checking import agreement_schema, as_json, check_file, file_text, read_file
from app.agreements.types.linting import AgreementFile, Colour, Stage
from app.clocks.queries import shipped_calendar
from app.core import clock
from app.core.errors import InvalidInput
from app.core.text import msg

DATA_ERROR, NO_INPUT = 65, 66
EXIT_CODES = {Colour.GREEN: 0, Colour.YELLOW: 10, Colour.RED: 20}


@click.group()
def agreement() -> None:
    """Agreement files."""


@agreement.command("lint")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--json", "as_object", is_flag=True, help="print one JSON object")
@click.option("--stage", type=click.Choice([stage.value for stage in Stage]), default="freeze", show_default=True)
@click.option("--on", "on", type=click.DateTime(["%Y-%m-%d"]), help="check as of this day; today when left out")
@click.pass_context
def lint(ctx: click.Context, file: Path, *, as_object: bool, stage: str, on: datetime | None) -> None:
    """Check FILE rule by rule; exits 0 green, 10 yellow, 20 red, 65 no agreement, 66 no file."""
    agreement_file = _read(ctx, file, as_object=as_object)
    day = on.date() if on else clock.today()
    report = check_file(agreement_file, stage=Stage(stage), on=day, calendar=shipped_calendar())
    found = as_json(report)
    click.echo(json.dumps(found, ensure_ascii=False, indent=2) if as_object else as_text(found))
    ctx.exit(EXIT_CODES[report.colour])


@agreement.command("text")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_context
def text(ctx: click.Context, file: Path) -> None:
    """Print the Chinese text rendered from FILE."""
    click.echo(file_text(_read(ctx, file, as_object=False)), nl=False)


@agreement.command("schema")
def schema() -> None:
    """Print the JSON Schema of an agreement file."""
    click.echo(json.dumps(agreement_schema(), ensure_ascii=False, indent=2))


def _read(ctx: click.Context, file: Path, *, as_object: bool) -> AgreementFile:
    try:
        raw = file.read_bytes()
    except OSError:
        click.echo(str(msg("读不到文件：{file}。", file=file)), err=True)
        ctx.exit(NO_INPUT)
    try:
        return read_file(json.loads(raw))
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError):
        problems = {"$": [str(msg("文件不是JSON。"))]}
    except InvalidInput as refusal:
        problems = {place: [str(one) for one in found] for place, found in refusal.fields.items()}
    if as_object:
        click.echo(json.dumps({"code": "invalid_input", "errors": problems}, ensure_ascii=False, indent=2))
    else:
        for place, found in problems.items():
            click.echo(f"{place}  {' '.join(found)}", err=True)
    ctx.exit(DATA_ERROR)
    raise AssertionError


def as_text(found: dict[str, Any]) -> str:
    """The report as lines for a terminal."""
    lines = []
    for one in found["findings"]:
        lines.append(f"{one['id']} {one['level_word']}  {one['message']}  [{one['basis']}]")
        lines.extend(f"      {evidence}" for evidence in one["evidence"])
        if one["example"]:
            lines.append(f"      → {one['example']}")
    counts = found["counts"]
    lines.append(f"{found['colour']}: BLOCK {counts['block']} · WARN {counts['warn']} · INFO {counts['info']}")
    lines.append(found["disclaimer"])
    return "\n".join(lines)
