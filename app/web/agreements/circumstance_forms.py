"""The form of what people note around an agreement, to and from the record the lint reads."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from marshmallow import EXCLUDE, Schema, validate
from marshmallow import fields as boxes

from app.agreements.types.circumstances import Circumstances, InsolvencyCheck, Paper, Proceeding, SettlementConsent
from app.agreements.types.content import AgreementContent
from app.agreements.types.enums import PaperKind, PartyKind, Standing

TICKS = ("assignment_banned", "debtor_insolvency_near", "unlawful_subject", "foreign_element")


class CircumstancesIn(Schema):
    """Look-ups, papers, consents and absences as the page holds them."""

    class Meta:
        """Fields of the page itself are left aside."""

        unknown = EXCLUDE

    checked_on = boxes.Date(load_default=None, allow_none=True)
    solvent = boxes.List(boxes.String(), load_default=list)
    insolvent = boxes.List(boxes.String(), load_default=list)
    approval = boxes.Boolean(load_default=False)
    representatives_paper = boxes.Boolean(load_default=False)
    pre_litigation_number = boxes.String(load_default=None, allow_none=True, validate=validate.Length(max=60))
    other_proceeding = boxes.String(load_default=None, allow_none=True, validate=validate.Length(max=120))
    consented = boxes.List(boxes.String(), load_default=list)
    consented_on = boxes.Date(load_default=None, allow_none=True)
    unavailable = boxes.List(boxes.String(), load_default=list)
    refusing = boxes.List(boxes.String(), load_default=list)
    facts_match = boxes.Boolean(load_default=False)
    assignment_banned = boxes.Boolean(load_default=False)
    debtor_insolvency_near = boxes.Boolean(load_default=False)
    unlawful_subject = boxes.Boolean(load_default=False)
    foreign_element = boxes.Boolean(load_default=False)


def circumstances_from(given: dict[str, Any], noted: Circumstances, content: AgreementContent) -> dict[str, Any]:
    """The parts of the circumstances the form holds, joined with what was noted before."""
    keys = {party.key for party in content.parties}
    checked = [
        InsolvencyCheck(party=key, insolvent=key in given["insolvent"], checked_on=given["checked_on"])
        for key in dict.fromkeys([*given["solvent"], *given["insolvent"]])
        if key in keys and given["checked_on"]
    ]
    renewed = {check.party for check in checked}
    earlier = {one.party: one for one in noted.settlement_consents if one.party in given["consented"]}
    consents = tuple(
        earlier.get(key) or SettlementConsent(party=key, on=given["consented_on"])
        for key in given["consented"]
        if key in keys and (key in earlier or given["consented_on"])
    )
    return {
        "insolvency_checks": (*(one for one in noted.insolvency_checks if one.party not in renewed), *checked),
        "papers": _papers(given, noted, content),
        "court": replace(noted.court, pre_litigation_number=given["pre_litigation_number"] or None),
        "proceedings": _proceedings(given, noted),
        "settlement_consents": consents,
        "unavailable": tuple(key for key in given["unavailable"] if key in keys),
        "refusing": tuple(key for key in given["refusing"] if key in keys),
        "facts_match_evidence": given["facts_match"],
        **{name: given[name] for name in TICKS},
    }


def _papers(given: dict[str, Any], noted: Circumstances, content: AgreementContent) -> tuple[Paper, ...]:
    ours = (PaperKind.ASSIGNEE_APPROVAL, PaperKind.GROUP_REPRESENTATIVES)
    kept = [paper for paper in noted.papers if paper.kind not in ours]
    if given["approval"]:
        kept += [
            Paper(kind=PaperKind.ASSIGNEE_APPROVAL, party=party.key)
            for party in content.with_standing(Standing.ASSIGNEE)
        ]
    if given["representatives_paper"]:
        kept.append(Paper(kind=PaperKind.GROUP_REPRESENTATIVES))
    return tuple(kept)


def _proceedings(given: dict[str, Any], noted: Circumstances) -> tuple[Proceeding, ...]:
    text = (given["other_proceeding"] or "").strip()
    return (Proceeding(kind="other", number=text),) if text else ()


def shown_circumstances(noted: Circumstances, content: AgreementContent) -> dict[str, Any]:
    """What the form shows of the notes."""
    firms = [party.key for party in content.parties if party.kind is not PartyKind.NATURAL]
    checks = {one.party: one for one in noted.insolvency_checks}
    return {
        "checked_on": max((one.checked_on for one in noted.insolvency_checks), default=None),
        "solvent": [key for key in firms if key in checks and not checks[key].insolvent],
        "insolvent": [key for key in firms if key in checks and checks[key].insolvent],
        "approval": noted.has_paper(PaperKind.ASSIGNEE_APPROVAL),
        "representatives_paper": noted.has_paper(PaperKind.GROUP_REPRESENTATIVES),
        "pre_litigation_number": noted.court.pre_litigation_number,
        "other_proceeding": noted.proceedings[0].number if noted.proceedings else None,
        "consented": [one.party for one in noted.settlement_consents],
        "consented_on": max((one.on for one in noted.settlement_consents), default=None),
        "unavailable": list(noted.unavailable),
        "refusing": list(noted.refusing),
        "facts_match": bool(noted.facts_match_evidence),
        **{name: getattr(noted, name) for name in TICKS},
    }
