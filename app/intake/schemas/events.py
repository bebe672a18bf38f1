"""What pages and API hand in and get back for events and parties."""

from __future__ import annotations

from typing import Any

from marshmallow import EXCLUDE, Schema, fields, post_load, validate

from app.core import identity
from app.core.text import msg
from app.intake.commands import (
    AgentDetails,
    ConsentGiven,
    EventDetails,
    ImportRequest,
    MappingChoice,
    PartyDetails,
    RosterMove,
    TriageDecision,
)
from app.intake.rules.risk_words import BEHAVIOUR, COUNTERPARTY, PARTY_FLAGS, SENSITIVITY, VULNERABLE
from app.intake.types import (
    LEFT_OUT,
    REST,
    AgentKind,
    ConsentChannel,
    DisputeType,
    ImportField,
    ImportKind,
    PartyKind,
    PartyRole,
    Pathway,
    RiskLevel,
    Scale,
    Source,
)

WORDS = msg("请填写此项。")
TOO_LONG = msg("内容过长，请精简。")


def _text(most: int, *, least: int = 0, **more: Any) -> fields.String:
    return fields.String(validate=validate.Length(least, most, error=str(TOO_LONG)), **more)


def _one_of(kinds: Any, **more: Any) -> fields.String:
    return fields.String(validate=validate.OneOf([kind.value for kind in kinds]), **more)


class RiskInputsIn(Schema):
    """What the score looks at, as the person who files it saw it."""

    class Meta:
        unknown = EXCLUDE

    across_units = fields.Boolean(load_default=False)
    unpaid_months = fields.Integer(load_default=0, validate=validate.Range(0, 240))
    unpaid_total_fen = fields.Integer(load_default=0, strict=True, validate=validate.Range(0, 10**13))
    family_emergency = fields.Boolean(load_default=False)
    behaviour = fields.List(fields.String(validate=validate.OneOf(list(BEHAVIOUR))), load_default=list)
    repeated_within_7d = fields.Boolean(load_default=False)
    quarrel_days = fields.Integer(load_default=0, validate=validate.Range(0, 36500))
    earlier_reports = fields.Integer(load_default=0, validate=validate.Range(0, 1000))
    sensitivity = fields.List(fields.String(validate=validate.OneOf(list(SENSITIVITY))), load_default=list)
    counterparty = fields.List(fields.String(validate=validate.OneOf(list(COUNTERPARTY))), load_default=list)
    vulnerable = fields.List(fields.String(validate=validate.OneOf(list(VULNERABLE))), load_default=list)


class AgentIn(Schema):
    """Somebody who acts for a party."""

    class Meta:
        unknown = EXCLUDE

    kind = _one_of(AgentKind, required=True)
    name = _text(80, least=1, required=True)
    id_number = fields.String(load_default=None, allow_none=True, metadata={"code": True})
    phone = fields.String(load_default=None, allow_none=True, metadata={"code": True})
    category = _text(24, load_default=None, allow_none=True)
    scope = fields.List(fields.String(validate=validate.Length(1, 20)), load_default=list)
    note = _text(500, load_default="")

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> AgentDetails:
        """The frozen value services take."""
        return AgentDetails(**{**given, "scope": tuple(given["scope"])})


class PartyIn(Schema):
    """A party."""

    class Meta:
        unknown = EXCLUDE

    role = _one_of(PartyRole, required=True)
    kind = _one_of(PartyKind, load_default=PartyKind.PERSON.value)
    name = _text(120, least=1, required=True)
    side = _text(40, load_default="")
    id_number = fields.String(load_default=None, allow_none=True, metadata={"code": True})
    phone = fields.String(load_default=None, allow_none=True, metadata={"code": True})
    address = _text(200, load_default=None, allow_none=True)
    uscc = fields.String(load_default=None, allow_none=True, metadata={"code": True})
    legal_representative = _text(80, load_default=None, allow_none=True)
    occupation = _text(80, load_default=None, allow_none=True)
    flags = fields.List(fields.String(validate=validate.OneOf(list(PARTY_FLAGS))), load_default=list)
    agents = fields.List(fields.Nested(AgentIn), load_default=list)

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> PartyDetails:
        """The frozen value services take; empty boxes are absent."""
        given = {key: (None if value == "" and key != "side" else value) for key, value in given.items()}
        return PartyDetails(**{**given, "flags": tuple(given["flags"]), "agents": tuple(given["agents"])})


class EventIn(Schema):
    """An event as it is filed."""

    class Meta:
        unknown = EXCLUDE

    source = _one_of(Source, required=True)
    title = _text(100, least=2, required=True)
    summary = _text(5000, least=4, required=True)
    demand = _text(2000, load_default="")
    occurred_at = fields.AwareDateTime(required=True, format="iso")
    region_code = fields.String(
        required=True, validate=validate.Regexp(r"\d{6}(\d{3}(\d{3})?)?$"), metadata={"code": True}
    )
    place = _text(200, least=2, required=True)
    involved_count = fields.Integer(required=True, validate=validate.Range(1, 100_000))
    scale = _one_of(Scale, load_default=None, allow_none=True)
    outside_number = _text(64, load_default=None, allow_none=True, metadata={"code": True})
    involved_units = _text(500, load_default="")
    type_hint = _one_of(DisputeType, load_default=None, allow_none=True)
    parties_unknown = fields.Boolean(load_default=False)
    risk_inputs = fields.Nested(RiskInputsIn, load_default=dict)
    parties = fields.List(fields.Nested(PartyIn), load_default=list, validate=validate.Length(max=5000))

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> EventDetails:
        """The frozen value services take."""
        given["outside_number"] = given["outside_number"] or None
        return EventDetails(**{**given, "parties": tuple(given["parties"])})


class TriageIn(Schema):
    """What the dispatcher decides at triage."""

    class Meta:
        unknown = EXCLUDE

    pathway = _one_of(Pathway, required=True)
    dispute_type = _one_of(DisputeType, load_default=None, allow_none=True)
    cause_code = _text(12, load_default=None, allow_none=True, metadata={"code": True})
    cause_list_version = fields.String(load_default=None, allow_none=True, validate=validate.OneOf(["2020", "2025"]))
    risk_level = _one_of(RiskLevel, load_default=None, allow_none=True)
    risk_reason = _text(500, load_default="")
    notice = _text(2000, load_default="")
    emergency_note = _text(500, load_default="")

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> TriageDecision:
        """The frozen value services take."""
        return TriageDecision(**given)


class ReasonIn(Schema):
    """A reason."""

    reason = _text(2000, load_default="")


class EvidenceIn(Schema):
    """A stored file as evidence: what it is and what it is to prove."""

    file_id = fields.UUID(required=True)
    name = _text(120, load_default="")
    purpose = _text(500, load_default="")


class EvidenceOut(Schema):
    """One piece of evidence on a matter's list."""

    id = fields.UUID(required=True)
    matter_id = fields.UUID(required=True)
    file_id = fields.UUID(required=True)
    name = fields.String(required=True)
    purpose = fields.String(required=True)
    handed_in_by = fields.String(required=True)
    created_at = fields.AwareDateTime(required=True)


def import_request(given: dict[str, Any]) -> ImportRequest:
    """The frozen value services take; work orders come from 12345 whatever is said."""
    orders = given["kind"] == ImportKind.WORK_ORDERS
    return ImportRequest(**{**given, "source": Source.HOTLINE_12345.value if orders else given["source"]})


class ImportIn(Schema):
    """What a list is and whose its matters are; a ledger says from where they came, work orders come from 12345."""

    class Meta:
        unknown = EXCLUDE

    kind = _one_of(ImportKind, required=True)
    unit_id = fields.UUID(required=True)
    source = _one_of(Source, load_default=Source.WALK_IN.value)

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> ImportRequest:
        """The frozen value services take."""
        return import_request(given)


class MappingIn(Schema):
    """A field for each column of the list, in order; ``rest`` and ``left_out`` where there is none."""

    class Meta:
        unknown = EXCLUDE

    columns = fields.List(
        fields.String(validate=validate.OneOf([*(one.value for one in ImportField), REST, LEFT_OUT])),
        required=True,
        validate=validate.Length(1, 60),
    )
    keep_rest = fields.Boolean(load_default=False)
    place = _text(200, load_default="")
    parties_unknown = fields.Boolean(load_default=False)
    finished = fields.Boolean(load_default=False)
    name = _text(40, load_default="")

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> MappingChoice:
        """The frozen value services take."""
        return MappingChoice(**{**given, "columns": tuple(given["columns"]), "name": given["name"].strip()})


class ImportOut(Schema):
    """An import with its progress; ``mapping`` is empty until the columns are matched."""

    id = fields.UUID(required=True)
    state = fields.String(required=True)
    version = fields.Integer(required=True)
    kind = fields.String(required=True)
    source = fields.String(required=True)
    unit_id = fields.UUID(required=True)
    file_name = fields.String(required=True)
    heads = fields.List(fields.String(), required=True)
    mapping = fields.Dict(required=True)
    total = fields.Integer(required=True)
    done = fields.Integer(required=True, metadata={"description": "Rows the present job has gone through."})
    twins = fields.Integer(required=True, metadata={"description": "Rows that may be a matter there already is."})
    made_by_name = fields.String(required=True)
    created_at = fields.AwareDateTime(required=True)
    finished_at = fields.AwareDateTime(allow_none=True, required=True)


class RegisterIn(Schema):
    """Whether the clerk saw the possible twins."""

    twins_seen = fields.Boolean(load_default=False)


class MergeIn(Schema):
    """Into which event, and why."""

    into_id = fields.UUID(required=True)
    reason = _text(2000, load_default="")


class DeclareIn(Schema):
    """Why a matter is handled for many claimants together."""

    reason = _text(2000, load_default="")


class LinkIn(Schema):
    """With which other matter, and why."""

    other_id = fields.UUID(required=True)
    why = _text(500, load_default="")


class RosterMoveIn(Schema):
    """One act on claimants."""

    class Meta:
        unknown = EXCLUDE

    act = _text(20, required=True)
    party_ids = fields.List(fields.UUID(), load_default=list, validate=validate.Length(max=500))
    reason = _text(2000, load_default="")

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> RosterMove:
        """The frozen value services take."""
        return RosterMove(**{**given, "party_ids": tuple(given["party_ids"])})


class ConsentsIn(Schema):
    """Claimants who agreed, how, on which day and on which paper."""

    class Meta:
        unknown = EXCLUDE

    party_ids = fields.List(fields.UUID(), load_default=list, validate=validate.Length(max=500))
    channel = _one_of(ConsentChannel, required=True)
    paper = _text(120, required=True)
    given_on = fields.Date(required=True)

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> ConsentGiven:
        """The frozen value services take."""
        return ConsentGiven(**{**given, "party_ids": tuple(given["party_ids"])})


class PartyOut(Schema):
    """A party, masked; the full number needs a stated reason."""

    id = fields.UUID()
    matter_id = fields.UUID()
    version = fields.Integer()
    role = fields.String()
    kind = fields.String()
    side = fields.String()
    name = fields.String()
    id_number = fields.Function(lambda row: identity.mask_id_number(row.id_number) if row.id_number else None)
    phone = fields.Function(lambda row: identity.mask_phone(row.phone) if row.phone else None)
    uscc = fields.String(allow_none=True)
    legal_representative = fields.String(allow_none=True)
    occupation = fields.String(allow_none=True)
    flags = fields.List(fields.String())


class DisputeOut(Schema):
    """The dispute triage made of an event."""

    dispute_type = fields.String()
    cause_code = fields.String(allow_none=True)
    cause_list_version = fields.String(allow_none=True)
    triaged_by_name = fields.String()
    triaged_at = fields.AwareDateTime()


class EventOut(Schema):
    """An event as lists and details show it."""

    id = fields.UUID()
    number = fields.String(allow_none=True)
    state = fields.String()
    stage = fields.String()
    version = fields.Integer()
    source = fields.String()
    outside_number = fields.String(allow_none=True)
    title = fields.String()
    summary = fields.String()
    demand = fields.String()
    occurred_at = fields.AwareDateTime()
    region_code = fields.String()
    place = fields.String()
    scale = fields.String()
    involved_count = fields.Integer()
    risk_level = fields.String(allow_none=True)
    risk_score = fields.Integer(allow_none=True)
    risk_pending = fields.String(
        allow_none=True, metadata={"description": "A graver level that waits for a person to confirm it."}
    )
    pathway = fields.String(allow_none=True)
    due_at = fields.AwareDateTime(allow_none=True)
    created_at = fields.AwareDateTime()
    updated_at = fields.AwareDateTime()
    dispute = fields.Nested(DisputeOut, allow_none=True)
