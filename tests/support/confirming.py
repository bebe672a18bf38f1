"""An agreement in effect, and its joint application taken step by step to the ruling.

The fixture ``confirming`` is a ``Confirming``; effect is on 23 June 2025, so the thirtieth day is 23 July.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from uuid import UUID

from app.agreements import services as agreements
from app.confirmation import queries, services
from app.confirmation.commands import SupplementDetails, VerificationDetails, WillDetails
from app.confirmation.models import Application
from app.confirmation.rules.questions import QUESTIONS
from app.core import clock
from app.core.db import db
from app.core.permissions import Actor, Position, Role
from tests.support.agreement_matters import MORNING, AssignmentMatter
from tests.support.people import actor_for, join, make_person
from tests.support.stage import scene

EFFECT, LAST = date(2025, 6, 23), date(2025, 7, 23)
APPLIED = date(2025, 6, 26)


class Confirming:
    """Three workers, the home and the company; the mediator prepares, the court decides."""

    application_id: UUID

    def __init__(self, matter: AssignmentMatter) -> None:
        """Sign the agreement."""
        self.matter, self.cast = matter, matter.cast
        self.agreement_id = matter.draft()
        agreements.freeze_agreement(self.agreement_id, actor=self.ding)
        matter.sign_all(self.agreement_id)

    @property
    def ding(self) -> Actor:
        """The mediator, who prepares."""
        return self.cast.actor("ding")

    @property
    def liang(self) -> Actor:
        """The confirmation judge."""
        return self.cast.actor("liang")

    def guiding_judge(self) -> Actor:
        """The duty judge in a second post at the court, on record as having guided the mediation."""
        self.row.guided_by = [str(self.cast.user("meng").id)]
        db.session.flush()
        return actor_for(join(self.cast.user("meng"), self.cast.unit("court"), Role.CONFIRMATION_JUDGE))

    def other_court(self) -> Actor:
        """A judge of a court that did not receive the application."""
        unit = self.cast.unit("org.labor")
        return actor_for(make_person("faraway", "远某", unit, Role.CONFIRMATION_JUDGE, Position.OFFICER))

    @property
    def row(self) -> Application:
        """The application, fresh."""
        db.session.expire_all()
        return db.session.get_one(Application, self.application_id)

    @property
    def signers(self) -> tuple[UUID, ...]:
        """Parties who apply together."""
        return tuple(will.party_id for will in self.row.wills)

    @contextmanager
    def on(self, day: date, hour: int = 10) -> Iterator[None]:
        """Let it be a day."""
        with clock.frozen(clock.at(day, hour)):
            yield

    def draft(self, day: date = APPLIED) -> UUID:
        """The application is prepared."""
        with self.on(day, 9):
            self.application_id = services.draft_application(self.agreement_id, actor=self.ding)
        return self.application_id

    def ready(self) -> None:
        """Prepared and printed."""
        self.draft()
        with self.on(APPLIED):
            services.make_ready(self.application_id, actor=self.ding)

    def join(self, *party_ids: UUID, **changes: bool) -> None:
        """Parties sign together; all of them unless some are named."""
        with self.on(APPLIED):
            details = WillDetails(party_ids=party_ids or self.signers, joined_at=clock.now(), **changes)
            services.record_wills(self.application_id, details, actor=self.ding)

    def tick(self, *kinds: str) -> None:
        """The papers that people bring."""
        with self.on(APPLIED):
            for kind in kinds or ("identity", "address_confirmation"):
                services.tick_material(self.application_id, kind, original_seen=True, actor=self.ding)

    def submit(self, day: date = APPLIED) -> None:
        """To the court, whatever is there."""
        with self.on(day, 11):
            services.submit(self.application_id, actor=self.ding)

    def submitted(self) -> None:
        """Complete and at the court."""
        self.ready()
        self.join()
        self.tick()
        self.submit()

    def accept(self, actor: Actor | None = None) -> str:
        """The court takes it."""
        with self.on(APPLIED, 14):
            return services.accept(self.application_id, actor=actor or self.liang)

    def verify(self, *present: UUID, answers: dict[str, str] | None = None) -> None:
        """The court meets the parties."""
        with self.on(APPLIED, 15):
            details = VerificationDetails(
                mode="on_site",
                held_at=clock.now(),
                present=present or self.signers,
                answers=dict.fromkeys(QUESTIONS, "均表示清楚、自愿。") if answers is None else answers,
            )
            services.verify(self.application_id, details, actor=self.liang)

    def verified(self) -> None:
        """Accepted and verified."""
        self.submitted()
        self.accept()
        self.verify()

    def demand(self) -> None:
        """The court asks for a paper."""
        details = SupplementDetails(note="请补充养老院的内部决议。", until=date(2025, 7, 3))
        with self.on(APPLIED, 12):
            services.demand_supplement(self.application_id, details, actor=self.liang)

    def blocks(self) -> list[str]:
        """Rules that block the application today."""
        return queries.blocking_rules(queries.apply_report(queries.agreement_of(self.row), self.row))


@scene(at=MORNING)
def confirming(small: AssignmentMatter) -> Confirming:
    """The agreement in effect."""
    return Confirming(small)
