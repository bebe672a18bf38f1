"""The command line: each module one word or group of words, thin over services and queries.

``register`` puts every ``click`` command defined in a module of this package on the application. Commands take
``--json`` where a machine may read the answer. They decide nothing: what a command does, a service does.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from types import ModuleType

import click
from flask import Flask


def register(app: Flask) -> None:
    """Put all commands on the application."""
    for found in pkgutil.iter_modules(__path__):
        for command in own_commands(import_module(f"{__name__}.{found.name}")):
            app.cli.add_command(command)


def own_commands(module: ModuleType) -> list[click.Command]:
    """The commands a module offers at the top: those inside a group come with their group."""
    all_commands = [value for value in vars(module).values() if isinstance(value, click.Command)]
    inside = {id(part) for group in all_commands if isinstance(group, click.Group) for part in group.commands.values()}
    return [command for command in all_commands if id(command) not in inside]
