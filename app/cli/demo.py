"""``demo``: plant the fictional centre and print whom one may sign in as.

The past year is the longer half of it: ``--beside`` lets a second process tell it meanwhile.
Exit codes: 0 planted, or already there · 1 refused, because this is a centre at work, or the second process failed.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask import current_app

from app.cli.answers import refusals_told, told
from app.demo.at_work import AtWork
from app.demo.centre import plant_centre
from app.demo.disputes import plant_disputes, plant_history, plant_law
from app.demo.duties import plant_absence, plant_handover
from app.demo.following import follow_events
from app.demo.ledger import plant_ledger
from app.demo.messages import plant_drill, plant_messages
from app.demo.people import demo_password, shown_people
from app.demo.routing_rules import plant_routing
from app.demo.views import plant_views, urge_together
from app.organisations import queries as organisations
from config import ROOT


@click.command("demo")
@click.option("--every", type=click.IntRange(1, 60), default=1, help="only every n-th of the invented disputes")
@click.option("--beside", is_flag=True, help="tell the past year in a second process meanwhile")
@click.option("--past", "only_past", is_flag=True, help="tell the past year alone, at a centre that is planted")
@click.option("--json", "as_json", is_flag=True, help="answer as JSON")
@refusals_told
def demo(every: int, beside: bool, only_past: bool, as_json: bool) -> None:
    """Plant the demo centre and its disputes where they are missing, print the sign-ins; a centre at work refuses."""
    if current_app.config["ENV_NAME"] == "production":
        click.echo("the demo is not for a centre at work", err=True)
        sys.exit(1)
    password = demo_password(Path(current_app.config["DATA_DIR"]), current_app.config["DEMO_PASSWORD"])
    plant_law()
    at_work = AtWork(plant_centre(password))
    if only_past:
        told({"disputes": plant_history(at_work, every)}, "", as_json=as_json)
        return
    with _past_told_beside(every) if beside else _past_told_here(at_work, every):
        told_now = plant_disputes(at_work, every)
        plant_ledger(at_work, every)
        plant_absence(at_work)
        plant_handover(at_work)
        plant_views(at_work)
        plant_routing(at_work)
    urge_together(at_work)
    follow_events()
    plant_messages()
    plant_drill(at_work)
    units = {unit.code: unit.short_name or unit.name for unit in organisations.units()}
    people = [
        {"login": one.login, "name": one.name, "role": str(one.role.label), "unit": units[one.unit]}
        for one in shown_people()
    ]
    lines = "\n".join(f"  {one['login']:<12}{one['name']}\t{one['role']}\t{one['unit']}" for one in people)
    answer = {"password": password, "people": people, "disputes": told_now}
    told(answer, f"{lines}\n  password  {password}", as_json=as_json)


@contextmanager
def _past_told_here(at_work: AtWork, every: int) -> Iterator[None]:
    plant_history(at_work, every)
    yield


@contextmanager
def _past_told_beside(every: int) -> Iterator[None]:
    command = [sys.executable, "-m", "flask", "--app", "wsgi:app", "demo", "--past", f"--every={every}"]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=ROOT, stdin=quiet, stdout=quiet) as meanwhile:  # noqa: S603 - our own command
        yield
        code = meanwhile.wait()
    if code != 0:
        click.echo("the past year could not be told; the reason is above", err=True)
        sys.exit(1)
