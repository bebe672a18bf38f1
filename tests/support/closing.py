"""A small matter in handling, from there to its dossier: two parties, a lead at work, a mediator where asked.

The fixture ``closing`` is a ``Closing``; its clock stands on 18 June 2025 and ``on(days)`` moves it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

from app.closure import queries, services
from app.closure.commands import PartyAnswer, VisitDetails
from app.closure.models import Dossier, ReturnVisit
from app.core import clock
from app.core.db import db
from app.core.permissions import Actor
from app.dispatch import services as dispatch
from app.intake import queries as matters
from app.intake import services as intake
from app.intake.commands import GrantRequest, PartyDetails
from app.intake.models import Event
from app.mediation import services as mediation
from app.mediation.commands import Application, ConsentDetails
from tests.support.dispatching import DAY, WaitingMatter, contact
from tests.support.stage import scene

PRIVATE = "12"


class Closing:
    """The matter of ``waiting`` with two parties, dispatched and signed for."""

    def __init__(self, waiting: WaitingMatter) -> None:
        """Two parties, one lead at work."""
        self.waiting, self.matter_id = waiting, waiting.matter_id
        for name, role in (("赵某甲", "applicant"), ("钱某乙", "respondent")):
            details = PartyDetails(role=role, kind="person", name=name)
            intake.add_party(self.matter_id, details, actor=self.desk)
        self.order_id = waiting.dispatched()[0].id
        dispatch.sign_order(self.order_id, actor=waiting.actor("he"))
        dispatch.start_order(self.order_id, contact(), actor=waiting.actor("he"))

    @property
    def desk(self) -> Actor:
        """The dispatcher."""
        return self.waiting.actor("gaomou")

    def actor(self, login: str) -> Actor:
        """Somebody of the cast."""
        return self.waiting.actor(login)

    @contextmanager
    def on(self, days: int, hour: int = 10) -> Iterator[None]:
        """Let it be so many days after the report."""
        with clock.frozen(clock.at(DAY + timedelta(days=days), hour)):
            yield

    @property
    def event(self) -> Event:
        """The event, fresh."""
        db.session.expire_all()
        return matters.matter(self.matter_id)

    @property
    def visit(self) -> ReturnVisit:
        """The latest visit, fresh."""
        db.session.expire_all()
        return queries.visits_of(self.matter_id)[-1]

    @property
    def dossier(self) -> Dossier:
        """The dossier, fresh."""
        db.session.expire_all()
        found = queries.dossier_of(self.matter_id)
        assert found is not None
        return found

    def mediate(self, *, until_end: bool = True) -> UUID:
        """The mediator of the file accepts it; the parties settle by themselves."""
        ding, everybody = self.actor("ding"), tuple(one.id for one in matters.parties_of(self.matter_id))
        org = self.waiting.unit_id("org.labor")
        intake.grant(GrantRequest(matter_id=self.matter_id, ground="dispatched", unit_id=org), actor=self.desk)
        opened = mediation.open_mediation(
            Application(matter_id=self.matter_id, org_id=org, origin="written"), actor=ding
        )
        mediation.check_scope(opened, actor=ding)
        consent = ConsentDetails(party_ids=everybody, answer="consent", channel="phone", answered_at=clock.now())
        mediation.record_consent(opened, consent, actor=ding)
        mediation.accept(opened, actor=ding)
        mediation.assign(opened, "与各方当事人没有利害关系", actor=ding)
        if until_end:
            mediation.settle_privately(opened, "双方自行和解，当场履行完毕。", actor=ding)
        return opened

    def resolve(self, login: str = "gaomou", method: str = PRIVATE) -> None:
        """The conflict is declared solved on the third day."""
        with self.on(3):
            services.resolve(self.matter_id, method, "双方确认已经付清，没有争议。", actor=self.actor(login))

    def answers(self, *answers: PartyAnswer, login: str = "gaomou", **more: str) -> None:
        """What the parties answered, all content unless told otherwise."""
        given = answers or tuple(self.content(one.id) for one in matters.parties_of(self.matter_id))
        with self.on(10):
            services.record_answers(self.visit.id, VisitDetails(answers=given, **more), actor=self.actor(login))

    @staticmethod
    def content(party_id: UUID, **changes: object) -> PartyAnswer:
        """One party reached by phone, all performed, content."""
        plain: dict[str, object] = {"reached": True, "channel": "phone", "performed": True, "satisfaction": 5}
        return PartyAnswer(party_id=party_id, **{**plain, **changes})  # type: ignore[arg-type]

    def passed(self) -> None:
        """Resolved, visited, all settled."""
        self.resolve()
        self.answers()
        with self.on(10, 11):
            services.pass_visit(self.visit.id, actor=self.desk)

    def closed(self) -> None:
        """Closed with an open dossier."""
        self.passed()
        with self.on(10, 12):
            services.close(self.matter_id, actor=self.desk)

    def explain(self, *forms: str) -> None:
        """Say why papers are not there."""
        for form in forms:
            services.explain(self.dossier.id, form, "本事项由双方自行和解，没有该项材料。", actor=self.desk)

    def filed(self) -> None:
        """The dossier put together."""
        self.closed()
        self.explain("D01", "D05", "D19", "D40")
        with self.on(11):
            services.file_dossier(self.dossier.id, actor=self.desk)


@scene(at=clock.at(DAY, 9, 5))
def closing(waiting: WaitingMatter) -> Closing:
    """The matter in handling."""
    return Closing(waiting)


@scene(at=clock.at(DAY, 9, 5))
def filed_away(closing: Closing) -> Closing:
    """The matter closed, its dossier put together by the dispatcher."""
    closing.filed()
    return closing
