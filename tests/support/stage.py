"""The stage: what many tests of a module begin from is planted once, and undone after each test to just that.

``@scene()`` makes a fixture of a function that plants something; its one parameter, if any, is the scene it is built
on. The first test of a module that asks for a scene plants it; the tests after it find it on the same connection, in a
savepoint of their own that is rolled back, with an object of their own (a copy, ``Cast`` read anew). A test that asks
for two scenes of which none is built on the other gets what both share from the stage and plants the rest itself.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from types import ModuleType
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Connection, NestedTransaction

from app.core import clock
from app.core.db import db
from tests.support.database import as_engine


@dataclass(frozen=True)
class Scene:
    """What to plant, upon which other scene, and where the clock stands for it and for the test."""

    plant: Callable[..., Any]
    at: datetime | None

    @property
    def name(self) -> str:
        """The name of its fixture."""
        return self.plant.__name__

    @property
    def base(self) -> str | None:
        """The name of the scene it is built on."""
        return next(iter(inspect.signature(self.plant).parameters), None)

    def clock(self) -> AbstractContextManager[None]:
        """The clock of the scene."""
        return clock.frozen(self.at) if self.at else nullcontext()

    def planted_on(self, base: Any) -> Any:
        """Plant it, with what it is built on."""
        with self.clock():
            made = self.plant(*([base] if self.base else []))
            db.session.commit()
            return made


#: Scenes by the module that declares them and their name; those of ``tests.support`` are known to all.
_scenes: dict[tuple[str, str], Scene] = {}


def scene(*, at: datetime | None = None) -> Callable[[Callable[..., Any]], Any]:
    """Make a fixture that hands out what the function planted; ``at`` freezes the clock."""

    def make(plant: Callable[..., Any]) -> Any:
        declared = Scene(plant, at)
        _scenes[_place(plant.__module__), plant.__name__] = declared

        @pytest.fixture(name=plant.__name__)
        def fixture(shown: Shown) -> Iterator[Any]:
            with declared.clock():
                yield shown.value(plant.__name__)

        fixture.__doc__ = plant.__doc__
        return fixture

    return make


def _place(module: str) -> str:
    return "" if module.startswith("tests.support.") else module


def _scene_called(name: str, module: str) -> Scene | None:
    """The scene a test of a module means by a name: its own, its package's, or everybody's."""
    packages = module.split(".")[:-1]
    above = [".".join([*packages[:depth], "conftest"]) for depth in range(len(packages), 0, -1)]
    return next((_scenes[one, name] for one in (module, *above, "") if (one, name) in _scenes), None)


def _path(name: str, module: str) -> list[Scene]:
    """A scene and all it is built on, the lowest first; nothing for a name that is none."""
    found = _scene_called(name, module)
    if found is None:
        return []
    return [*(_path(found.base, module) if found.base else []), found]


def _shared(paths: Sequence[list[Scene]]) -> list[Scene]:
    """The longest path when all others lie on it, else what all have in common."""
    longest: list[Scene] = max(paths, key=len, default=[])
    if all(path == longest[: len(path)] for path in paths):
        return longest
    return reduce(_shared_beginning, paths)


@dataclass
class Shown:
    """What one test finds on the stage, and what it plants beyond that."""

    module: str
    values: dict[Scene, Any]

    def value(self, name: str) -> Any:
        """What a scene planted; planted now, for this test, where the stage does not hold it."""
        known = _scene_called(name, self.module)
        assert known is not None, name
        if known not in self.values:
            self.values[known] = known.planted_on(self.value(known.base) if known.base else None)
        return self.values[known]


class Stage:
    """One connection for the tests of a module: scenes lie upon each other in savepoints, the test's comes last."""

    def __init__(self, app: Flask, connection: Connection) -> None:
        """Begin empty."""
        self._app, self._connection = app, connection
        self._levels: list[tuple[Scene, Any, NestedTransaction]] = []

    @contextmanager
    def showing(self, names: Sequence[str], module: ModuleType) -> Iterator[Shown]:
        """Let a test that asks for these fixtures work in an application context of its own, and undo what it did."""
        paths = [path for path in (_path(name, module.__name__) for name in names) if path]
        with as_engine(self._app, self._connection):
            self._set(_shared(paths))
            point = self._connection.begin_nested()
            with self._app.app_context():
                try:
                    yield Shown(module.__name__, self._handed_out())
                finally:
                    db.session.remove()
                    _undo(point)

    def _set(self, wanted: list[Scene]) -> None:
        standing = [level[0] for level in self._levels]
        kept = len(_shared_beginning(standing, wanted))
        while len(self._levels) > kept:
            _undo(self._levels.pop()[2])
        for one in wanted[kept:]:
            point = self._connection.begin_nested()
            with self._app.app_context():
                try:
                    base = list(self._handed_out().values())
                    made = one.planted_on(base[-1] if base else None)
                except BaseException:
                    db.session.remove()
                    _undo(point)
                    raise
                db.session.remove()
            self._levels.append((one, made, point))

    def _handed_out(self) -> dict[Scene, Any]:
        """A copy of each planted object that knows the copies of those before it."""
        values: dict[Scene, Any] = {}
        known: dict[type, Any] = {}
        for one, made, _ in self._levels:
            values[one] = known[type(made)] = _again(made, known)
        return values


def _shared_beginning(one: Sequence[Scene], other: Sequence[Scene]) -> list[Scene]:
    kept = []
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        kept.append(mine)
    return kept


def _undo(point: NestedTransaction) -> None:
    if point.is_active:
        point.rollback()


def _again(made: Any, known: dict[type, Any]) -> Any:
    """The object for one more test: rows are read anew, all else is copied as it was planted."""
    if hasattr(made, "standing"):
        return type(made).standing()
    parents = [value for value in getattr(made, "__dict__", {}).values() if type(value) in known]
    return deepcopy(made, {id(value): known[type(value)] for value in parents})
