"""``clocks drill``: replay a month against every clock rule and say which are dumb and which are too loud.

Exit codes: 0 done · 1 refused (the reason is printed) · 2 unreadable words.
"""

from __future__ import annotations

import json as json_text
from datetime import date
from typing import Any

import click

from app.cli.answers import refusals_told
from app.core.permissions import Actor
from app.core.text import msg
from app.notifications import queries, services
from app.notifications.rules.drill import POSTS
from app.notifications.schemas import DrillOut, month_of
from app.notifications.types import Verdict

VERDICTS = {one.value: one.label for one in Verdict}
POST_WORDS = {audience.value: label for audience, label in POSTS.items()}


class Month(click.ParamType):
    """A month as 2026-10."""

    name = "month"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the month."""
        if isinstance(value, date):
            return value
        try:
            return month_of(str(value))
        except ValueError:
            self.fail(str(msg("“{text}”不是月份，应写成2026-10。", text=str(value))), param, ctx)


@click.group("clocks")
def clocks() -> None:
    """Clocks and their rules."""


@clocks.command("drill")
@click.option("--month", type=Month(), help="the month to replay, as 2026-10; the month before this one when left out")
@click.option("--json", "as_json", is_flag=True, help="answer as JSON")
@refusals_told
def drill(month: date | None, as_json: bool) -> None:
    """Replay a month against every rule: who would have been told, which rules are dumb, which are too loud.

    Clocks are only read: no date moves and nobody is told. The result is kept and stands on the page 时限演练.
    """
    found = services.drill_now(month or queries.last_month(), actor=Actor.system("command line"))
    if as_json:
        click.echo(json_text.dumps(DrillOut().dump(found), ensure_ascii=False))
        return
    for row in found.rows:
        click.echo(line_of(row))


def line_of(row: dict[str, Any]) -> str:
    """One rule on one line: clocks, alerts by rung, told (in hours/held/at night), to which posts, findings."""
    alerts = "/".join(str(one) for one in row["alerts"].values())
    told = f"{row['told']} ({row['in_hours']}/{row['held']}/{row['at_night']})"
    posts = "、".join(str(POST_WORDS[one]) for one in row["posts"]) or "—"
    findings = "；".join(str(VERDICTS[one]) for one in row["verdicts"])
    return f"{row['rule_id']:<5}{row['clocks']:>5}  {alerts:<14} {told:<14} {posts}  {findings}".rstrip()
