"""The data of forms D05, D06, D10, D19 and D37."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from app.clocks import queries as clocks
from app.core import clock
from app.core.errors import Refused
from app.core.permissions import Actor, authorise
from app.core.text import msg
from app.core.unit_of_work import unit_of_work
from app.intake import queries as intake
from app.intake.models import MatterParty
from app.mediation import permissions as may
from app.mediation.models import Mediation, Session
from app.mediation.queries import (
    body_data,
    consents_of,
    dispute_words,
    get_mediation,
    get_session,
    last_attendance,
    mediators_data,
    notices_of,
    representatives_of,
    sides,
    votes_of,
)
from app.mediation.types import Channel, SessionMode, SessionResult
from app.organisations import queries as organisations
from app.organisations.types import UnitKind
from app.rendering import services as rendering

OUTCOMES = {
    SessionResult.AGREED: "agreed",
    SessionResult.NOT_AGREED: "not_agreed",
    SessionResult.CONTINUE: "continued",
}
#: Why D37 is given, by the state the mediation ended in.
ENDED = {
    "failed": "经调解，各方未能达成协议，调解终止",
    "terminated_refused": "一方当事人明确表示不接受调解，调解终止",
    "not_accepted": "本纠纷不属于人民调解受理范围，不予受理",
}
SCOPE = ["代为陈述诉求、参加调解", "代为转达调解方案，由每名劳动者本人决定是否同意"]


def _roster(row: Mediation, group: list[MatterParty]) -> dict[str, Any] | None:
    if not group:
        return None
    chosen = {one.party_id for one in representatives_of(row.id)}
    names = [party.name for party in group if party.id in chosen]
    return intake.roster_data(f"{len(group)}名{group[0].side or '当事人'}", group, representatives=names or None)


def rights_data(row: Mediation, party: MatterParty | None, roster: dict[str, Any] | None) -> dict[str, Any]:
    """D05 for one party or one group."""
    center = intake.matter(row.matter_id).center_id
    court = organisations.ancestor(organisations.judge_studio_for(center).id, UnitKind.COURT)
    labour = intake.labour_dispute(row.matter_id)
    return {
        "number": row.number or "",
        "body": body_data(row.org_id),
        "mediators": mediators_data(row),
        "dispute": dispute_words(row.matter_id),
        "party": intake.party_data(party) if party is not None else None,
        "roster": roster,
        "court": court.name if court is not None else "",
        "arbitration_body": "有管辖权的劳动人事争议仲裁委员会" if labour else None,
        "complaint": intake.contact_of(center),
        "given_on": clock.today(),
    }


def consent_data(row: Mediation, party: MatterParty, opponents: list[str]) -> dict[str, Any]:
    """D06 for one party, with what was answered."""
    answer = consents_of(row.id).get(party.id)
    return {
        "number": row.number or "",
        "body": body_data(row.org_id),
        "dispute": dispute_words(row.matter_id),
        "party": intake.party_data(party),
        "opponents": opponents,
        "mediators": [{**one, "disclosure": row.disclosure} for one in mediators_data(row)],
        "channel": Channel(answer.channel).label.text if answer is not None else "",
        "asked_at": answer.answered_at if answer is not None else clock.now(),
        "asked_by": answer.recorded_by if answer is not None else (row.mediator_name or ""),
        "consents": None if answer is None else answer.answer == "consent",
        "public": row.open_to_public,
        "accepts_electronic_service": answer.e_service if answer is not None else None,
    }


def election_data(row: Mediation, group: list[MatterParty], respondents: list[str]) -> dict[str, Any]:
    """D10: who represents the group, signed by every member."""
    chosen = {one.party_id for one in representatives_of(row.id)}
    signed = votes_of(row.id)
    members = [party for party in group if party.id in signed]
    roster = intake.roster_data(f"{len(members)}名{members[0].side or '当事人'}" if members else "", members)
    representatives = [member for member, party in zip(roster["members"], members, strict=True) if party.id in chosen]
    return {
        "number": row.number or "",
        "body": body_data(row.org_id),
        "dispute": dispute_words(row.matter_id),
        "respondents": respondents,
        "roster": roster,
        "representatives": representatives,
        "scope": SCOPE,
        "elected_on": clock.today(),
        "place": organisations.unit(row.org_id).name,
        "witness": row.mediator_name,
        "shared_copy": False,
    }


def record_data(row: Mediation, session: Session) -> dict[str, Any]:
    """D19 for one sitting."""
    parties = list(intake.parties_of(row.matter_id))
    single, group = sides(parties)
    notices = notices_of(row.id).values()
    statements = [_statement(line) for line in session.record.splitlines() if line.strip()]
    left = [one for one in last_attendance(row.id).values() if one.left_at is not None]
    result = SessionResult(session.result or SessionResult.CONTINUE)
    return {
        "number": row.number or "",
        "session_no": session.position,
        "body": body_data(row.org_id),
        "dispute": dispute_words(row.matter_id),
        "started_at": session.started_at,
        "ended_at": session.ended_at or session.started_at,
        "place": session.place,
        "mode": SessionMode(session.mode).label.text,
        "public": row.open_to_public,
        "parties": [intake.party_data(party) for party in single],
        "roster": _roster(row, group),
        "participants": [],
        "mediators": mediators_data(row),
        "recorder": session.recorder_name,
        "rights_read_at": min((one.confirmed_at for one in notices), default=None),
        "statements": statements,
        "outcome": OUTCOMES[result],
        "outcome_note": "有当事人中途退出。" if left else result.label.text,
        "undisputed_facts": [],
    }


def _statement(line: str) -> dict[str, str]:
    speaker, separator, words = line.partition("：")
    return {"speaker": speaker, "text": words} if separator else {"speaker": "记录", "text": line}


def termination_data(row: Mediation, party: MatterParty) -> dict[str, Any]:
    """D37: why the mediation ended, and the other routes with their last days (人民调解法26)."""
    parties = intake.parties_of(row.matter_id)
    return {
        "number": row.number or "",
        "body": body_data(row.org_id),
        "addressee": intake.party_data(party),
        "parties": [one.name for one in parties],
        "dispute": dispute_words(row.matter_id),
        "accepted_on": clock.local(row.accepted_at or row.received_at).date(),
        "ended_on": row.ended_on or clock.today(),
        "reason_label": ENDED[row.state],
        "reason": row.outcome_note or "",
        "unresolved": [],
        "undisputed_facts": [line for line in (row.undisputed_facts or "").splitlines() if line.strip()],
        "routes": _routes(row),
        "mediators": mediators_data(row),
        "given_on": clock.today(),
    }


def _routes(row: Mediation) -> list[dict[str, Any]]:
    ended = row.ended_on or clock.today()
    routes = []
    if intake.labour_dispute(row.matter_id):
        limit = clocks.deadline_for("K13", ended)
        routes.append(
            {
                "route": "劳动仲裁",
                "body": "有管辖权的劳动人事争议仲裁委员会",
                "note": "在职期间的欠薪不受一年限制，劳动关系终止的自终止之日起算",
                "due_on": limit.due_on,
                "basis": "劳动争议调解仲裁法第二十七条",
            }
        )
    limit = clocks.deadline_for("K31", ended)
    routes.append(
        {
            "route": "诉讼",
            "body": "有管辖权的人民法院",
            "note": "自知道或者应当知道权利受损和义务人之日起算，此处按终止之日推算",
            "due_on": limit.due_on,
            "basis": "民法典第一百八十八条",
        }
    )
    return routes


def _issue(row: Mediation, form: str, data: dict[str, Any], actor: Actor, subject: tuple[str, UUID]) -> Any:
    return rendering.issue_document(
        form, data, matter_id=row.matter_id, subject_kind=subject[0], subject_id=subject[1], actor=actor
    )


def issue_rights_notices(mediation_id: UUID, *, actor: Actor) -> list[Any]:
    """D05 for each single party and one for the group."""
    authorise(actor, may.CONDUCT)
    with unit_of_work(actor):
        row = get_mediation(actor, mediation_id)
        single, group = sides(list(intake.parties_of(row.matter_id)))
        papers = [_issue(row, "D05", rights_data(row, party, None), actor, ("party", party.id)) for party in single]
        roster = _roster(row, group)
        if roster is not None:
            papers.append(_issue(row, "D05", rights_data(row, None, roster), actor, ("mediation", row.id)))
        return papers


def issue_consent_forms(mediation_id: UUID, *, actor: Actor) -> list[Any]:
    """D06 for each party that answered."""
    authorise(actor, may.CONDUCT)
    with unit_of_work(actor):
        row = get_mediation(actor, mediation_id)
        parties, answered = intake.parties_of(row.matter_id), consents_of(row.id)
        return [
            _issue(row, "D06", consent_data(row, party, _opponents(party, parties)), actor, ("party", party.id))
            for party in parties
            if party.id in answered
        ]


def _opponents(party: MatterParty, parties: Sequence[MatterParty]) -> list[str]:
    return [one.name for one in parties if one.role != party.role]


def issue_election(mediation_id: UUID, *, actor: Actor) -> Any:
    """D10 once representatives were chosen; raises ``Refused`` before."""
    authorise(actor, may.CONDUCT)
    row = get_mediation(actor, mediation_id)
    if not representatives_of(row.id):
        raise Refused(msg("尚未推选代表。"), code="no_representatives")
    single, group = sides(list(intake.parties_of(row.matter_id)))
    respondents = [party.name for party in single if party.role == "respondent"]
    return _issue(row, "D10", election_data(row, group, respondents), actor, ("mediation", row.id))


def issue_record(session_id: UUID, *, actor: Actor) -> Any:
    """D19 of one sitting; raises ``Refused`` while its record is not closed."""
    authorise(actor, may.CONDUCT)
    session = get_session(actor, session_id)
    if session.digest is None:
        raise Refused(msg("请先填写结束时间、笔录和结果。"), code="record_open")
    row = get_mediation(actor, session.mediation_id)
    return _issue(row, "D19", record_data(row, session), actor, ("session", session.id))


def issue_terminations(mediation_id: UUID, *, actor: Actor) -> list[Any]:
    """D37 for each party once the mediation ended without agreement; raises ``Refused`` before (人民调解法26)."""
    authorise(actor, may.CONDUCT)
    with unit_of_work(actor):
        row = get_mediation(actor, mediation_id)
        if row.state not in ENDED:
            raise Refused(msg("调解尚未终止。"), code="not_ended")
        return [
            _issue(row, "D37", termination_data(row, party), actor, ("party", party.id))
            for party in intake.parties_of(row.matter_id)
        ]
