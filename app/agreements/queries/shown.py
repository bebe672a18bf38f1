"""An agreement as other people may see it: identity numbers, telephones and accounts masked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.agreements.rules import codec
from app.agreements.types.claims import ClaimRow
from app.agreements.types.clauses import Clause, PayAtOnce, PayInstalments
from app.agreements.types.content import AgreementContent
from app.agreements.types.enums import PartyKind
from app.agreements.types.parties import Account, Agent, Party
from app.core.identity import mask_account, mask_id_number, mask_phone


def masked(content: AgreementContent) -> AgreementContent:
    """The content with personal numbers masked; names, sums and words stay."""
    annex = content.annex
    return replace(
        content,
        parties=tuple(_party(party) for party in content.parties),
        clauses=tuple(_clause(clause) for clause in content.clauses),
        annex=replace(annex, rows=tuple(_row(row) for row in annex.rows)) if annex else None,
    )


def masked_json(content: AgreementContent) -> dict[str, Any]:
    """The masked content as JSON types."""
    plain: dict[str, Any] = codec.dump(masked(content))
    return plain


def _party(party: Party) -> Party:
    person = party.kind is PartyKind.NATURAL
    return replace(
        party,
        id_number=mask_id_number(party.id_number) if person and party.id_number else party.id_number,
        birth_on=None if person else party.birth_on,
        address=None if person else party.address,
        phone=mask_phone(party.phone) if party.phone else None,
        agents=tuple(_agent(agent) for agent in party.agents),
    )


def _agent(agent: Agent) -> Agent:
    return replace(agent, id_number=mask_id_number(agent.id_number) if agent.id_number else None)


def _clause(clause: Clause) -> Clause:
    if isinstance(clause, PayAtOnce | PayInstalments) and clause.account:
        return replace(clause, account=_account(clause.account))
    return clause


def _row(row: ClaimRow) -> ClaimRow:
    return replace(
        row,
        id_number=mask_id_number(row.id_number) if row.id_number else None,
        account=_account(row.account) if row.account else None,
    )


def _account(account: Account) -> Account:
    return replace(account, number=mask_account(account.number) if account.number else "")
