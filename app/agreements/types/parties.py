"""Who is bound by an agreement, and through whom they act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.agreements.types.enums import AgentCategory, Capacity, PartyKind, PartyRole, Standing

ALL_WITH_STANDING = "all:"


@dataclass(frozen=True, kw_only=True)
class Account:
    """A bank account that receives money; `order_ref` names the written order when the holder is not the creditor."""

    holder: str
    bank: str = ""
    number: str = ""
    order_ref: str | None = None


@dataclass(frozen=True, kw_only=True)
class Agent:
    """Somebody who acts for a party; `scope` lists the special powers given."""

    name: str
    id_number: str | None = None
    category: AgentCategory | None = None
    statutory: bool = False
    scope: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Party:
    """One party, as printed in the agreement; `key` is how clauses refer to it."""

    key: str
    name: str
    role: PartyRole
    kind: PartyKind = PartyKind.NATURAL
    standing: Standing | None = None
    id_number: str | None = None
    sex: str | None = None
    birth_on: date | None = None
    nation: str | None = None
    occupation: str | None = None
    address: str | None = None
    phone: str | None = None
    representative: str | None = None
    representative_post: str | None = None
    capacity: Capacity = Capacity.FULL
    agents: tuple[Agent, ...] = ()
    reads_unaided: bool = True
    needs_interpreter: bool = False
    matter_party_id: str | None = None

    @property
    def statutory_agents(self) -> tuple[Agent, ...]:
        """Guardians who act for the party by law."""
        return tuple(agent for agent in self.agents if agent.statutory)
