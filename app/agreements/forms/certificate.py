"""D41 certificate of voluntary performance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from app.agreements.forms.parts import printed_party
from app.agreements.types.parties import Party
from app.rendering.shapes.closure import PerformanceCertificate


@dataclass(frozen=True, kw_only=True)
class Proof:
    """What was performed by whom: the agreement, or the verified schedule where none was signed; amounts in fen."""

    basis: Literal["agreement", "schedule"]
    title: str
    number: str
    digest: str | None
    amount_fen: int
    performed_on: date
    obligor: Party
    obligees: str
    dispute: str
    receipts: int
    agreement_id: UUID | None = None
    schedule_id: UUID | None = None


def certificate_form(proof: Proof, number: str, issuer: str, issued_on: date) -> PerformanceCertificate:
    """The data of D41."""
    return {
        "number": number,
        "issuer": issuer,
        "obligor": printed_party(proof.obligor, "履行义务人"),
        "obligees": proof.obligees,
        "dispute": proof.dispute,
        "basis": proof.basis,
        "basis_title": proof.title,
        "basis_number": proof.number,
        "basis_hash": proof.digest,
        "amount_fen": proof.amount_fen,
        "performed_on": proof.performed_on,
        "manner": "银行转账至每名劳动者本人账户" if proof.basis == "schedule" else "按协议约定的方式",
        "receipts": proof.receipts,
        "issued_on": issued_on,
    }
