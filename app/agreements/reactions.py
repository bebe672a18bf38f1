"""What agreements do in the same transaction on an earlier context's event."""

from __future__ import annotations

from app.agreements.permissions import PERFORM
from app.agreements.queries import agreement_in_force
from app.agreements.services.performing import allocate_receipts, release_receipt
from app.agreements.services.taking_effect import register_oral
from app.agreements.workflow import IN_FORCE
from app.claims.events import ReceiptRecorded, ReceiptVoided
from app.core.permissions import Actor
from app.mediation.events import MediationAgreed


def count_new_receipt(event: ReceiptRecorded, actor: Actor) -> None:
    """Money that came in for an agreement in force is counted towards its duties at once."""
    if event.matter_id is None:
        return
    row = agreement_in_force(event.matter_id)
    if row is not None and row.state in IN_FORCE:
        allocate_receipts(row.id, actor=actor if actor.may(PERFORM) else Actor.system())


def register_oral_agreement(event: MediationAgreed, actor: Actor) -> None:
    """An oral agreement has its register entry and its clock, whichever way it was recorded."""
    if event.form == "oral" and event.matter_id is not None:
        register_oral(event.matter_id, event.subject_id, actor=actor)


def release_voided_receipt(event: ReceiptVoided, actor: Actor) -> None:
    """Money struck out is owed again."""
    release_receipt(event.subject_id, actor=Actor.system())
