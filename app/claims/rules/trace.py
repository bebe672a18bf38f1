"""A figure that can explain itself: a tree from the result down to the inputs, each step with formula and source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from app.core import canonical_json
from app.core.money import half_up, yuan
from app.core.text import Message


class Unit(StrEnum):
    """What a traced value counts."""

    FEN = "fen"
    DAYS = "days"
    TIMES = "times"


@dataclass(frozen=True, slots=True)
class Trace:
    """One step of a calculation. `value` is exact; `formula` shows it in figures; a step without inputs is an input."""

    label: Message
    value: Fraction
    unit: Unit
    formula: str = ""
    inputs: tuple[Trace, ...] = ()
    article: str = ""

    @property
    def shown(self) -> str:
        """The value as people read it: yuan to the fen, days without needless zeros."""
        return yuan(half_up(self.value)) if self.unit is Unit.FEN else plain_number(self.value)

    @property
    def is_input(self) -> bool:
        """Whether the step is taken from the record and not computed."""
        return not self.inputs

    def walk(self) -> Iterator[Trace]:
        """This step and all below it, from the top down."""
        yield self
        for step in self.inputs:
            yield from step.walk()

    def as_dict(self) -> dict[str, Any]:
        """The tree as JSON types; the exact value is written as a fraction."""
        return {
            "label": canonical_json.plain(self.label),
            "value": str(self.value),
            "shown": self.shown,
            "unit": self.unit.value,
            "formula": self.formula,
            "article": self.article,
            "inputs": [step.as_dict() for step in self.inputs],
        }


def trace_from(stored: dict[str, Any]) -> Trace:
    """Rebuild a tree from its stored form."""
    return Trace(
        label=message_from(stored["label"]),
        value=Fraction(stored["value"]),
        unit=Unit(stored["unit"]),
        formula=stored["formula"],
        inputs=tuple(trace_from(step) for step in stored["inputs"]),
        article=stored["article"],
    )


def message_from(stored: dict[str, Any]) -> Message:
    """Rebuild a sentence, and sentences inside it, from the stored form."""
    params = {
        name: message_from(value) if isinstance(value, dict) else value for name, value in stored["params"].items()
    }
    return Message(stored["text"], params)


def plain_number(value: Fraction) -> str:
    """A number of days or times without needless zeros, to four decimals: 2, 0.5, 21.75."""
    scaled = half_up(value * 10_000)
    whole, part = divmod(abs(scaled), 10_000)
    decimals = f"{part:04d}".rstrip("0")
    return f"{'−' if scaled < 0 else ''}{whole}{'.' + decimals if decimals else ''}"
