"""``deadline``: the day a clock runs out, and why, from the shipped tables; no database is asked.

Exit codes: 0 computed · 2 a word or a date that cannot be read · 3 no such rule · 4 the calendar of a needed year is
not loaded · 5 the rule needs a risk colour, or the start lies outside 1900 to 2200.
"""

from __future__ import annotations

import json as json_text
import sys
from datetime import date, datetime
from typing import NoReturn

import click

from app.clocks.errors import CalendarNotLoaded, UnknownRule
from app.clocks.queries import answer, shipped_deadline
from app.clocks.types import Risk, Terms
from app.core.clock import SHANGHAI
from app.core.errors import FengqiaoError, InvalidInput
from app.core.text import msg

EXIT_CODES: dict[type[FengqiaoError], int] = {UnknownRule: 3, CalendarNotLoaded: 4, InvalidInput: 5}


class Start(click.ParamType):
    """A day (2026-01-20) or a day with its hour (2026-01-20T10:30, Shanghai time)."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date | datetime:
        """Read the day, refuse what the calendar does not have."""
        text = str(value)
        try:
            if len(text) <= len("2026-01-20"):
                return date.fromisoformat(text)
            moment = datetime.fromisoformat(text)
        except ValueError:
            self.fail(str(msg("“{text}”不是日期，应写成2026-01-20或2026-01-20T10:30。", text=text)), param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)


@click.command("deadline")
@click.option("--rule", "rule_id", required=True, help="rule id, K01 to K36 or P01 to P31")
@click.option("--from", "start", required=True, type=Start(), help="start: 2026-01-20 or 2026-01-20T10:30")
@click.option("--risk", type=click.Choice([risk.value for risk in Risk]), help="risk colour, for product clocks")
@click.option("--json", "as_json", is_flag=True, help="answer as JSON: due, raw, provisional, because")
def deadline(rule_id: str, start: date | datetime, risk: str | None, as_json: bool) -> None:
    """Print the due date of a rule and the reasons for it.

    Exit codes: 0 computed, 2 unreadable input, 3 unknown rule, 4 calendar year not loaded, 5 risk colour missing or
    start outside 1900-2200.
    """
    try:
        found = answer(shipped_deadline(rule_id, start, Terms(risk=Risk(risk) if risk else None)))
    except FengqiaoError as refusal:
        _refuse(refusal, as_json=as_json)
    if as_json:
        click.echo(json_text.dumps(found, ensure_ascii=False, indent=2))
        return
    note = msg("（暂定）") if found["provisional"] else ""
    click.echo(msg("{rule}：{due}{note}", rule=found["rule"], due=found["due"], note=note))
    for number, reason in enumerate(found["because"], start=1):
        click.echo(f"{number}. {reason['step']}  {reason['source']}")


def _refuse(refusal: FengqiaoError, *, as_json: bool) -> NoReturn:
    sentences = [str(text) for texts in refusal.fields.values() for text in texts] or [str(refusal.message)]
    if as_json:
        click.echo(json_text.dumps({"code": refusal.code, "detail": " ".join(sentences)}, ensure_ascii=False))
    else:
        click.echo(" ".join(sentences), err=True)
    sys.exit(next((code for kind, code in EXIT_CODES.items() if isinstance(refusal, kind)), 1))


if __name__ == "__main__":
    deadline(prog_name="deadline")
