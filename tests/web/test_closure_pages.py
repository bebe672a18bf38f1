"""The end of a matter through the pages' own forms: solved, visited, closed, filed, checked by another, archived."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from app.closure.models import Dossier
from app.core import clock
from app.core.db import db
from app.core.permissions import Position, Role
from app.mediation import services as mediation
from tests.support.page_forms import Clerk
from tests.support.people import Cast, make_person
from tests.support.stage import scene
from tests.support.story import BEGIN, Story

Enter = Callable[[str], Clerk]


@scene(at=BEGIN)
def story(cast: Cast) -> Story:
    """Three workers whose talks ended with a settlement among themselves; an archivist is there."""
    cast.memberships["archive"] = make_person(
        "archive", "卫某", cast.unit("center"), Role.DISPATCHER, Position.ASSISTANT
    )
    told = Story(cast, workers=3).mediating()
    reason = "各方自行和解，工资已当场付清。"
    mediation.settle_privately(told.mediation_id, reason, actor=told.act("ding"))
    return told


def said(story: Story, **more: str) -> dict[str, str]:
    """Everybody was reached, has what was promised and is content."""
    rows = range(len(story.parties))
    told = {
        f"answers.{row}.{name}": value for row in rows for name, value in (("performed", "1"), ("satisfaction", "4"))
    }
    return {**told, **more}


def page(story: Story) -> str:
    return f"/events/{story.matter_id}/closure"


def state(story: Story) -> str:
    db.session.expire_all()
    return story.event.state


def test_from_solved_to_archived(story: Story, clerk: Enter) -> None:
    desk, at = clerk("gaomou"), page(story)
    desk.fill(at, "/resolve", {"note": "短"}, status=422)
    desk.fill(at, "/resolve", {"method": "05", "note": "三名劳动者收款回单齐全，无其他争议。"})
    assert state(story) == "resolved"
    with clock.frozen(BEGIN + timedelta(days=7)):
        desk = clerk("gaomou")
        desk.fill(at, "/answers", said(story))
        desk.fill(at, "/record")
        desk.fill(at, "/pass")
        desk.fill(at, "/close")
        assert state(story) == "closed"
    with clock.frozen(BEGIN + timedelta(days=8)):
        ding = clerk("ding")
        missing = ding.fill(at, "/file", status=409).get_data(as_text=True)
        assert "卷宗缺少" in missing
        for paper in ("D01", "D05", "D19", "D40"):
            ding.fill(at, "/explain", {"paper": paper, "words": "原件另存，已核对。"})
        ding.fill(at, "/file")
        archivist = clerk("archive")
        archivist.fill(at, "/refile", {"reason": "目录页码需要更正。"})
        ding.fill(at, "/file")
        archivist.fill(at, "/archive")
        assert state(story) == "archived"
        dossier = db.session.query(Dossier).one()
        opened = archivist.client.get(f"/dossiers/{dossier.id}.pdf")
        assert opened.data.startswith(b"%PDF")


def test_a_problem_found_on_the_visit_brings_the_matter_back(story: Story, clerk: Enter) -> None:
    desk, at = clerk("gaomou"), page(story)
    desk.fill(at, "/resolve", {"method": "05", "note": "三名劳动者收款回单齐全，无其他争议。"})
    with clock.frozen(BEGIN + timedelta(days=7)):
        desk = clerk("gaomou")
        desk.fill(at, "/answers", said(story, **{"answers.0.performed": "0"}))
        desk.fill(at, "/problem", {"reason": "一名劳动者称仍有五月工资未到账。"})
    assert state(story) == "handling"


def test_three_tries_before_nobody_could_be_reached(story: Story, clerk: Enter) -> None:
    desk, at = clerk("gaomou"), page(story)
    desk.fill(at, "/resolve", {"method": "05", "note": "三名劳动者收款回单齐全，无其他争议。"})
    for day in (7, 8, 9):
        with clock.frozen(BEGIN + timedelta(days=day)):
            desk = clerk("gaomou")
            assert not desk.offers(at, "/unreachable")
            desk.fill(at, "/try")
    with clock.frozen(BEGIN + timedelta(days=9, hours=1)):
        clerk("gaomou").fill(at, "/unreachable")
