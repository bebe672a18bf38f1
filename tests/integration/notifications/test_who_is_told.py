"""Events of agreement, confirmation and closure reach the people they concern, and nobody without a grant."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from app.core import clock
from app.core.db import db
from app.core.events import StoredEvent
from app.core.ids import new_id
from app.core.models import RecordedEvent
from app.core.permissions import Position, Role
from app.intake import services as intake
from app.intake.commands import GrantRequest
from app.notifications.models import Notice
from app.notifications.subscribers import notify
from tests.support.agreement_matters import AssignmentMatter
from tests.support.people import join, make_person
from tests.support.sign_in import sign_in

MEDIATOR, DESK, DIRECTOR, REPORTER, COURT = {"ding"}, {"gaomou"}, {"gu"}, {"police"}, {"liang"}
TOLD: dict[str, set[str]] = {
    "LintOverridden": MEDIATOR,
    "AgreementTookEffect": MEDIATOR | DESK,
    "PerformanceOverdue": MEDIATOR | DESK,
    "AgreementPerformed": MEDIATOR | DESK,
    "AgreementLapsed": MEDIATOR | DESK,
    "AgreementMoved": MEDIATOR,
    "ApplicationSubmitted": COURT,
    "SupplementDemanded": MEDIATOR,
    "SupplementHandedIn": COURT,
    "ApplicationAccepted": MEDIATOR,
    "ApplicationNotAccepted": MEDIATOR | DESK,
    "AgreementConfirmed": MEDIATOR | DESK,
    "ApplicationRejected": MEDIATOR | DESK,
    "ApplicationWithdrawn": MEDIATOR,
    "VisitPassed": DESK,
    "VisitFoundProblem": MEDIATOR,
    "DossierFiled": DESK,
    "DossierArchived": MEDIATOR,
    "EventResolved": DESK,
    "EventClosed": DIRECTOR | REPORTER | MEDIATOR,
}


def happens(matter: AssignmentMatter, name: str, kind: str = "event", subject: UUID | None = None) -> set[str]:
    """Record the event, let the notices be made, and tell who got one."""
    payload: dict[str, Any] = {
        "court_id": str(matter.cast.unit("court").id),
        "unit_id": str(matter.cast.unit("dept.mz").id),
    }
    row = RecordedEvent(
        id=new_id(), name=name, matter_id=matter.matter_id, subject_kind=kind, subject_id=subject or matter.matter_id,
        payload=payload, recorded_at=clock.now(),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    notify(StoredEvent(row.id, name, row.matter_id, kind, row.subject_id, payload))
    names = {membership.user_id: login for login, membership in matter.cast.memberships.items()}
    return {names[one.user_id] for one in db.session.query(Notice).filter(Notice.event_id == row.id)}


def grant(matter: AssignmentMatter, code: str) -> None:
    request = GrantRequest(matter_id=matter.matter_id, ground="confirms", unit_id=matter.cast.unit(code).id)
    intake.grant(request, actor=matter.cast.actor("gaomou"))


def test_each_event_is_told_to_the_people_it_concerns(small: AssignmentMatter) -> None:
    grant(small, "court")
    assert {name: happens(small, name) for name in TOLD} == TOLD


def test_a_court_without_a_grant_hears_nothing(small: AssignmentMatter) -> None:
    assert happens(small, "ApplicationSubmitted") == set()
    grant(small, "court")
    assert happens(small, "ApplicationSubmitted") == COURT


def test_administrators_of_a_unit_are_not_told_of_its_matters(small: AssignmentMatter) -> None:
    grant(small, "court")
    unit = small.cast.unit("court")
    small.cast.memberships["itadmin"] = make_person("itadmin", "程某", unit, Role.SYSTEM_ADMIN)
    small.cast.memberships["reader"] = make_person("reader", "查某", unit, Role.REVIEWER)
    assert happens(small, "ApplicationSubmitted") == COURT


def test_a_unit_is_told_that_its_order_was_withdrawn_but_nothing_after(small: AssignmentMatter) -> None:
    request = GrantRequest(matter_id=small.matter_id, ground="dispatched", unit_id=small.cast.unit("dept.mz").id)
    intake.grant(request, actor=small.cast.actor("gaomou"))
    unit_id = small.cast.unit("dept.mz").id
    intake.end_grant(small.matter_id, "dispatched", unit_id=unit_id, actor=small.cast.actor("gaomou"))
    assert happens(small, "DispatchOrderWithdrawn") == {"civil"}
    assert happens(small, "DispatchOrderExtended") == set()


def test_a_unit_that_never_had_the_matter_hears_of_no_withdrawal(small: AssignmentMatter) -> None:
    assert happens(small, "DispatchOrderWithdrawn") == set()


def test_nobody_is_told_twice_of_one_event(small: AssignmentMatter) -> None:
    join(small.cast.user("ding"), small.cast.unit("center"), Role.DISPATCHER, Position.OFFICER)
    assert happens(small, "AgreementPerformed") == MEDIATOR | DESK
    told = db.session.query(Notice).filter(
        Notice.kind == "AgreementPerformed", Notice.user_id == small.cast.user("ding").id
    )
    assert told.count() == 1


def test_a_sentence_tells_the_number_and_nobody_by_name(small: AssignmentMatter) -> None:
    happens(small, "PerformanceOverdue")
    rows = db.session.query(Notice).filter(Notice.kind == "PerformanceOverdue").all()
    for row in rows:
        assert set(row.sentence["params"]) == {"number"}
        said = row.sentence["text"].format(**row.sentence["params"])
        assert not [party.name for party in small.parties if party.name in said]


@pytest.mark.parametrize(
    ("name", "kind", "place"),
    [
        ("AgreementTookEffect", "agreement", "/agreements/{subject}"),
        ("ApplicationAccepted", "confirmation", "/confirmation/{subject}"),
        ("VisitFoundProblem", "return_visit", "/events/{matter}/closure"),
        ("DossierArchived", "dossier", "/events/{matter}/closure"),
        ("EventClosed", "event", "/events/{matter}"),
    ],
)
def test_a_notice_leads_to_the_page_of_its_subject(
    small: AssignmentMatter, app: Flask, name: str, kind: str, place: str
) -> None:
    subject = new_id()
    happens(small, name, kind, subject)
    db.session.commit()
    client = app.test_client()
    sign_in(client, "ding")
    notice = db.session.query(Notice).filter(Notice.kind == name, Notice.user_id == small.cast.user("ding").id).one()
    opened = client.post(f"/notices/{notice.id}/open")
    assert opened.location == place.format(subject=subject, matter=small.matter_id)
