"""Registry of the renderers, one per kind of clause."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from app.agreements.rules.wording.phrases import Names
from app.agreements.types.clauses import Clause

ClauseT = TypeVar("ClauseT", bound=Clause)


@dataclass(frozen=True)
class Article:
    """One numbered article as printed; `free` marks the parties' own words."""

    heading: str
    paragraphs: tuple[str, ...]
    free: bool = False


Renderer = Callable[[Any, Names], Article]
_renderers: dict[type[Clause], Renderer] = {}


def renders(
    kind: type[ClauseT],
) -> Callable[[Callable[[ClauseT, Names], Article]], Callable[[ClauseT, Names], Article]]:
    """Register the renderer of one kind of clause."""

    def register(renderer: Callable[[ClauseT, Names], Article]) -> Callable[[ClauseT, Names], Article]:
        _renderers[kind] = renderer
        return renderer

    return register


def article(clause: Clause, names: Names) -> Article:
    """The printed article of a clause."""
    return _renderers[type(clause)](clause, names)


def rendered_types() -> frozenset[type[Clause]]:
    """Kinds of clauses that have a renderer."""
    return frozenset(_renderers)
