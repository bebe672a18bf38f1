"""How commands answer: for a person or for a machine, and how a refusal is told."""

from __future__ import annotations

import json as json_text
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec

import click

from app.core.errors import FengqiaoError

Words = ParamSpec("Words")


def refusals_told(act: Callable[Words, None]) -> Callable[Words, None]:
    """Print a refusal with its fields to the error stream and leave with 1."""

    @wraps(act)
    def tell(*args: Words.args, **kwargs: Words.kwargs) -> None:
        try:
            act(*args, **kwargs)
        except FengqiaoError as refusal:
            click.echo(str(refusal.message), err=True)
            for name, found in refusal.fields.items():
                click.echo(f"  {name}: " + " ".join(str(one) for one in found), err=True)
            sys.exit(1)

    return tell


def told(answer: dict[str, Any], line: str, *, as_json: bool) -> None:
    """Print an answer for a machine or for a person."""
    click.echo(json_text.dumps(answer, ensure_ascii=False) if as_json else line)
