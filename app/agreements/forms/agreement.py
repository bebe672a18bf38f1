"""D24 for the three-party assignment, D23 for every other written agreement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.agreements.forms.parts import PLACES, ROLES, body, claim_lines, mediators, printed_party, roster
from app.agreements.rules.wording import articles_of, recitals_of
from app.agreements.types.clauses import Copies
from app.agreements.types.content import AgreementContent
from app.agreements.types.enums import AgreementKind, Standing
from app.organisations.models import Unit
from app.rendering.shapes.agreements import AssignmentAgreement, Clause
from app.rendering.shapes.parts import Signing

BLANK_PLACE = "调解室"


def form_of(content: AgreementContent) -> str:
    """The code of the form an agreement is printed on."""
    return "D24" if content.kind is AgreementKind.TRI_PARTY_ASSIGNMENT else "D23"


def agreement_form(
    content: AgreementContent,
    unit: Unit,
    *,
    representatives: Sequence[str] = (),
    signings: Mapping[str, Signing] | None = None,
    effective_on: date | None = None,
    shared_copy: bool = False,
) -> dict[str, Any]:
    """The data of the agreement's form; ID and account numbers are masked on a shared copy."""
    common: dict[str, Any] = {
        "number": content.number or "",
        "body": body(unit),
        "mediators": mediators(content),
        "recorder": content.recorder or "",
        "place": content.signing_place or unit.address or BLANK_PLACE,
        "mediated_on": content.signing_on or date.min,
        "recitals": list(recitals_of(content)),
        "facts": [text for text in (content.facts, content.responsibility) if text],
        "disputes": [content.disputed] if content.disputed else [],
        "clauses": printed_clauses(content),
        "copies": next((clause.count or 0 for clause in content.of_type(Copies)), 0),
        "effective_on": effective_on,
        "shared_copy": shared_copy,
        "signings": dict(signings) if signings else None,
    }
    if content.kind is AgreementKind.TRI_PARTY_ASSIGNMENT:
        return {**common, **_assignment_parts(content, representatives)}
    return {**common, **_other_parts(content)}


def printed_clauses(content: AgreementContent) -> list[Clause]:
    """The articles; the parties' own words are marked in the heading."""
    return [
        {"heading": f"{one.heading}（当事人自行约定）" if one.free else one.heading, "paragraphs": list(one.paragraphs)}
        for one in articles_of(content)
    ]


def _assignment_parts(content: AgreementContent, representatives: Sequence[str]) -> dict[str, Any]:
    annex = content.annex
    if annex is None:
        raise ValueError("an assignment carries its annex")
    assignee, debtor = content.with_standing(Standing.ASSIGNEE)[0], content.with_standing(Standing.DEBTOR)[0]
    return {
        "assignors": roster(content, representatives),
        "assignee": printed_party(assignee, PLACES[Standing.ASSIGNEE]),
        "debtor": printed_party(debtor, PLACES[Standing.DEBTOR]),
        "claims": claim_lines(annex),
        "claimed_total_fen": sum(row.claimed_fen for row in annex.rows),
        "verified_total_fen": annex.total_fen,
        "schedule_version": annex.schedule_version or 0,
        "schedule_hash": annex.schedule_hash or "",
        "verified_by": annex.verified_by or "",
        "second_checked_by": annex.second_checked_by or "",
    }


def _other_parts(content: AgreementContent) -> dict[str, Any]:
    names = PLACES if content.kind is AgreementKind.TWO_PARTY_ASSIGNMENT else {}
    return {
        "title": content.title,
        "parties": [
            printed_party(party, names[party.standing] if party.standing in names else ROLES[party.role.value])
            for party in content.parties
        ],
        "non_signing": [party.name for party in content.parties if party not in content.signers],
        "claims": claim_lines(content.annex) if content.annex else [],
        "verified_total_fen": content.annex.total_fen if content.annex else 0,
    }


__all__ = ["AssignmentAgreement", "agreement_form", "form_of", "printed_clauses"]
