"""A new agreement row, and the content of a draft whose clauses people write themselves."""

from __future__ import annotations

from uuid import UUID

from app.agreements.models import Agreement
from app.agreements.queries.composing import composed_party
from app.agreements.services.loading import put_content, put_noted
from app.agreements.types.circumstances import Circumstances
from app.agreements.types.clauses import ConfirmationWish, Copies
from app.agreements.types.content import AgreementContent
from app.agreements.types.enums import AgreementForm, AgreementKind
from app.agreements.workflow import AGREEMENT_WORKFLOW
from app.core import clock
from app.core.ids import new_id
from app.core.permissions import Actor
from app.core.workflow import start
from app.intake import queries as intake
from app.mediation.models import Mediation
from app.organisations import queries as organisations

WRITTEN_TITLE, ORAL_TITLE = "人民调解协议书", "人民调解口头协议"


def general_content(sitting: Mediation, *, oral: bool, title: str) -> AgreementContent:
    """Parties and head from the file; a written draft begins with the wish to confirm (no) and the copies."""
    parties = tuple(composed_party(row, None, clock.today()) for row in intake.parties_of(sitting.matter_id))
    closing = (
        ConfirmationWish(key="confirmation", wish=False),
        Copies(key="copies", count=len(parties) + 1, holders=("各方当事人", "调解组织")),
    )
    return AgreementContent(
        kind=AgreementKind.GENERAL,
        form=AgreementForm.ORAL if oral else AgreementForm.WRITTEN,
        title=title.strip() or (ORAL_TITLE if oral else WRITTEN_TITLE),
        dispute_type=dispute_type(sitting.matter_id),
        organisation=organisations.unit(sitting.org_id).name,
        parties=parties,
        clauses=() if oral else closing,
        number=sitting.number,
        mediators=(sitting.mediator_name,) if sitting.mediator_name else (),
        recorder=sitting.recorder_name,
        signing_on=clock.today(),
    )


def dispute_type(matter_id: UUID) -> str:
    """The kind of dispute triage found."""
    dispute = intake.dispute_of(matter_id)
    return dispute.dispute_type if dispute else "other"


def new_agreement(
    sitting: Mediation,
    content: AgreementContent,
    actor: Actor,
    *,
    schedule_id: UUID | None = None,
    replaces_id: UUID | None = None,
) -> Agreement:
    """A row in its first state with its content, not yet stored."""
    row = Agreement(
        id=new_id(),
        matter_id=sitting.matter_id,
        mediation_id=sitting.id,
        org_id=sitting.org_id,
        schedule_id=schedule_id,
        drafted_by=actor.name,
        replaces_id=replaces_id,
        edition=0,
        version=1,
    )
    start(AGREEMENT_WORKFLOW, row)
    put_content(row, content)
    put_noted(row, Circumstances())
    return row
