"""D24 for the three-party assignment, D23 for every other written agreement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.agreements.forms.parts import PLACES, ROLES, body, claim_lines, mediators, printed_party, roster
from app.agreements.rules.wording import articles_of, recitals_of
from app.agreements.types.clauses import Copies
from app.agreements.types.content import AgreementContent
from app.agreements.types.enums import AgreementKind, PartyKind, Standing
from app.agreements.types.parties import Party
from app.organisations.models import Unit
from app.rendering.shapes.agreements import Clause, SignatureLine
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
    assigned = content.kind is AgreementKind.TWO_PARTY_ASSIGNMENT
    annex = content.annex
    return {
        "subtitle": "债权转让" if assigned else None,
        "parties": [printed_party(party, _word(party, assigned)) for party in content.parties],
        "signers": [
            _line(content, party, assigned) for party in content.signers if _signs_on_the_face(party, assigned)
        ],
        "claims": claim_lines(annex) if annex else [],
        "claimed_total_fen": sum(row.claimed_fen for row in annex.rows) if annex else 0,
        "verified_total_fen": annex.total_fen if annex else 0,
        "debtor": next((party.name for party in content.with_standing(Standing.DEBTOR)), None),
        "assignee": next((party.name for party in content.with_standing(Standing.ASSIGNEE)), None),
        "schedule_version": annex.schedule_version if annex else None,
        "schedule_hash": annex.schedule_hash if annex else None,
        "verified_by": annex.verified_by if annex else None,
        "second_checked_by": annex.second_checked_by if annex else None,
    }


def _word(party: Party, assigned: bool) -> str:
    return PLACES[party.standing] if assigned and party.standing else ROLES[party.role.value]


def _signs_on_the_face(party: Party, assigned: bool) -> bool:
    """Workers of an assignment sign in the annex, everybody else on the last page."""
    return not (assigned and party.standing is Standing.ASSIGNOR)


def _line(content: AgreementContent, party: Party, assigned: bool) -> SignatureLine:
    """A person signs under the own name; an organisation under its side, by name only where several stand on it."""
    word = _word(party, assigned)
    key = party.standing.value if assigned and party.standing else party.key
    if party.kind is PartyKind.NATURAL:
        return {"key": key, "label": f"{word}{party.name}（签名）"}
    alone = sum(1 for other in content.signers if _word(other, assigned) == word) == 1
    return {"key": key, "label": f"{word if alone else party.name}（盖章）"}
