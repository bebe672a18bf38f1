"""Content from the matter: parties as registered, the annex as the frozen copy of a claim schedule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from app.agreements.types.claims import Annex, ClaimMonth, ClaimRow, Deduction
from app.agreements.types.enums import AgentCategory, PartyKind, PartyRole, Standing
from app.agreements.types.parties import Account, Agent, Party
from app.claims import queries as claims
from app.claims.models import ScheduleEdition
from app.core.identity import check_id_number
from app.intake.models import Agent as MatterAgent
from app.intake.models import MatterParty

ANNEX_NO = 1
ANNEX_TITLE = "债权明细表"
BASIS = "近12个月工资流水、考勤记录"
_SEXES = {"1": "male", "2": "female"}
_CIVIL_REGISTRY = "5"


def party_key(party_id: UUID) -> str:
    """How clauses refer to a party of the matter; the same in every version."""
    return f"p{party_id.hex[-12:]}"


def composed_party(row: MatterParty, standing: Standing | None, on: date) -> Party:
    """A party as the agreement prints it."""
    person = row.kind == "person"
    known = check_id_number(row.id_number, on) if row.id_number else None
    flags = set(row.flags or ())
    return Party(
        key=party_key(row.id),
        name=row.name,
        role=PartyRole(row.role),
        kind=PartyKind.NATURAL if person else _organisation_kind(row.uscc),
        standing=standing,
        id_number=row.id_number or row.uscc,
        sex=_SEXES.get(row.sex or ""),
        birth_on=row.birth_date or (known.birth_on if known else None),
        occupation=row.occupation,
        address=row.address,
        phone=row.phone,
        representative=None if person else row.legal_representative,
        agents=tuple(_agent(agent) for agent in row.agents if agent.kind in ("statutory_agent", "entrusted_agent")),
        reads_unaided="illiterate" not in flags,
        needs_interpreter="interpreter" in flags,
        matter_party_id=str(row.id),
    )


def _organisation_kind(uscc: str | None) -> PartyKind:
    return PartyKind.OTHER if uscc and uscc.startswith(_CIVIL_REGISTRY) else PartyKind.LEGAL


def _agent(row: MatterAgent) -> Agent:
    known = row.category in set(AgentCategory)
    return Agent(
        name=row.name,
        id_number=row.id_number,
        category=AgentCategory(row.category) if known and row.category else None,
        statutory=row.kind == "statutory_agent",
        scope=tuple(str(power) for power in row.scope),
    )


def composed_annex(edition: ScheduleEdition, parties: Sequence[MatterParty]) -> Annex:
    """The frozen copy of a schedule, by edition and digest; each row points to its worker among the parties."""
    frozen = claims.frozen_content(edition)
    rows = tuple(_row(source, frozen, parties) for source in frozen["rows"])
    return Annex(
        no=ANNEX_NO,
        title=ANNEX_TITLE,
        rows=rows,
        total_fen=frozen["verified_fen"],
        schedule_id=str(edition.schedule_id),
        schedule_version=edition.number,
        schedule_hash=edition.digest,
        entered_by=frozen["entered_by"],
        verified_by=frozen["verified_by"],
        second_checked_by=frozen["second_checked_by"],
    )


def worker_of(source: Mapping[str, Any], parties: Sequence[MatterParty]) -> MatterParty | None:
    """The party a row of the schedule speaks of: by its id, else by the identity number."""
    by_id = next((party for party in parties if str(party.id) == source["party_id"]), None)
    return by_id or next((party for party in parties if party.id_number == source["id_number"]), None)


def _row(source: Mapping[str, Any], frozen: Mapping[str, Any], parties: Sequence[MatterParty]) -> ClaimRow:
    worker = worker_of(source, parties)
    employer = next((party for party in parties if str(party.id) == frozen["employer_party_id"]), None)
    report = source["report"]
    months = tuple(_month(flow, source, report) for flow in source["flow"] if _is_claimed(flow, report))
    gaps = report.get("gap_months", [])
    return ClaimRow(
        no=source["number"],
        key=party_key(worker.id) if worker else f"row{source['number']}",
        name=source["name"],
        employer=party_key(employer.id) if employer else frozen["employer"],
        months=months,
        claimed_fen=source["claimed_fen"],
        verified_fen=source["verified_fen"],
        basis=BASIS,
        claim_id=source["row_id"],
        id_number=source["id_number"],
        post=source["job"],
        deductions=_deductions(source, months),
        ended_on=_day(source["left_on"]),
        worker_accepts_on=_day((source["accepted_at"] or "")[:10]),
        evidence_kinds=tuple(frozen["evidence_kinds"]),
        attendance_both_sides=frozen["attendance_by_both"],
        flow_months=report.get("flow_months"),
        gap_months=len(gaps),
        gap_reason=_gap_reason(report),
        mean_paid_fen=_mean_paid(source, months),
        account=_account(source),
        remark="；".join(_notes(source, months)),
    )


def _is_claimed(flow: Mapping[str, Any], report: Mapping[str, Any]) -> bool:
    claimed = set(report.get("arrears_months", ())) | set(report.get("not_due_months", ()))
    return flow["month"] in claimed


def _month(flow: Mapping[str, Any], source: Mapping[str, Any], report: Mapping[str, Any]) -> ClaimMonth:
    known = next(month for month in report["months"] if month["month"] == flow["month"])
    part = known["employment"] == "part"
    attended = Decimal(flow["attendance_days"] or "0")
    paid_days = attended + Decimal(flow["paid_statutory_days"])
    return ClaimMonth(
        month=flow["month"],
        due_on=_day(known["due_on"]),
        salary_fen=source["monthly_wage_fen"],
        paid_days=f"{paid_days.normalize():f}" if part else None,
        leave_days=flow["unpaid_leave_days"],
        holiday_days=flow["holiday_overtime_days"],
        paid_fen=flow["paid_fen"],
        deduction_fen=flow["deduction_fen"],
        attendance_days=flow["attendance_days"],
    )


def _deductions(source: Mapping[str, Any], months: tuple[ClaimMonth, ...]) -> tuple[Deduction, ...]:
    notes = {flow["month"]: flow["note"] for flow in source["flow"]}
    return tuple(
        Deduction(amount_fen=month.deduction_fen, kind="advance", basis=notes.get(month.month) or None)
        for month in months
        if month.deduction_fen
    )


def _gap_reason(report: Mapping[str, Any]) -> str | None:
    excused = report.get("excused_months", ())
    return f"{'、'.join(excused)}不在职" if excused and not report.get("gap_months") else None


def _mean_paid(source: Mapping[str, Any], claimed: tuple[ClaimMonth, ...]) -> int | None:
    open_months = {month.month for month in claimed}
    paid = [flow["paid_fen"] for flow in source["flow"] if flow["month"] not in open_months and flow["paid_fen"]]
    return sum(paid) // len(paid) if paid else None


def _account(source: Mapping[str, Any]) -> Account | None:
    if not source["account"]:
        return None
    return Account(
        holder=source["account_name"] or source["name"], bank=source.get("bank") or "", number=source["account"]
    )


def _notes(source: Mapping[str, Any], months: tuple[ClaimMonth, ...]) -> list[str]:
    claimed = {month.month for month in months}
    return [flow["note"] for flow in source["flow"] if flow["month"] in claimed and flow["note"]]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
