"""Shapes of units, authority-list entries and court policies for pages and API."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from marshmallow import Schema, fields, post_load, validate

from app.core.text import msg
from app.organisations.commands import CourtPolicyFields, UnitFields
from app.organisations.types import EntryRole, OrgKind, SameJudge, StationingMode, UnitKind, UnitStatus

CODE = validate.Regexp(r"^[a-z0-9]+(\.[a-z0-9]+)*\Z", error=str(msg("代码只用小写字母、数字和点。")))


def _values(kinds: type[StrEnum]) -> list[str]:
    return [str(kind.value) for kind in kinds]


class UnitIn(Schema):
    """What an administrator enters of a unit."""

    code = fields.String(required=True, validate=[validate.Length(1, 40), CODE])
    kind = fields.String(required=True, validate=validate.OneOf(_values(UnitKind)))
    name = fields.String(required=True, validate=validate.Length(1, 120))
    short_name = fields.String(required=True, validate=validate.Length(1, 40))
    region_code = fields.String(required=True, validate=validate.Regexp(r"^[0-9]{6,12}\Z"))
    parent_id = fields.UUID(load_default=None, allow_none=True)
    stationing_mode = fields.String(
        load_default=None, allow_none=True, validate=validate.OneOf(_values(StationingMode))
    )
    status = fields.String(load_default=UnitStatus.ACTIVE.value, validate=validate.OneOf(_values(UnitStatus)))
    phone = fields.String(load_default="", validate=validate.Length(max=40))
    address = fields.String(load_default="", validate=validate.Length(max=200))
    position = fields.Integer(load_default=0, validate=validate.Range(0, 100_000))
    org_kind = fields.String(load_default=None, allow_none=True, validate=validate.OneOf(_values(OrgKind)))
    established_on = fields.Date(load_default=None, allow_none=True)
    filed_on = fields.Date(load_default=None, allow_none=True)
    notified_court = fields.Boolean(load_default=False)
    registration_no = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=40))
    seal_name = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=120))
    number_prefix = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=20))
    court_code = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=20))

    @post_load
    def command(self, typed: dict[str, Any], **_: Any) -> UnitFields:
        """The typed fields as a command."""
        return UnitFields(**typed)


class CourtPolicyIn(Schema):
    """What a court told the centre it accepts."""

    accepts_self_mediated = fields.Boolean(load_default=None, allow_none=True)
    accepts_administrative_alone = fields.Boolean(load_default=None, allow_none=True)
    asks_pre_litigation_number = fields.Boolean(load_default=None, allow_none=True)
    accepts_online_filing = fields.Boolean(load_default=None, allow_none=True)
    guiding_judge_confirms = fields.String(
        load_default=SameJudge.WARN.value, validate=validate.OneOf(_values(SameJudge))
    )
    note = fields.String(load_default="", validate=validate.Length(max=2000))

    @post_load
    def command(self, typed: dict[str, Any], **_: Any) -> CourtPolicyFields:
        """The typed fields as a command."""
        return CourtPolicyFields(**typed)


class UnitOut(Schema):
    """A unit as lists and the API show it."""

    id = fields.UUID()
    code = fields.String()
    kind = fields.String(validate=validate.OneOf(_values(UnitKind)))
    parent_id = fields.UUID(allow_none=True)
    region_code = fields.String()
    name = fields.String()
    short_name = fields.String()
    stationing_mode = fields.String(allow_none=True, validate=validate.OneOf(_values(StationingMode)))
    status = fields.String(validate=validate.OneOf(_values(UnitStatus)))
    phone = fields.String()
    org_kind = fields.String(allow_none=True, validate=validate.OneOf(_values(OrgKind)))
    filed_on = fields.Date(allow_none=True)
    notified_court = fields.Boolean()
    court_code = fields.String(allow_none=True)
    version = fields.Integer()
    updated_at = fields.DateTime()


class AuthorityEntryOut(Schema):
    """An item of the authority list as lists and the API show it."""

    id = fields.UUID()
    code = fields.String()
    unit_id = fields.UUID()
    role = fields.String(validate=validate.OneOf(_values(EntryRole)))
    dispute_types = fields.List(fields.String())
    keywords = fields.List(fields.String())
    text = fields.String()
    legal_basis = fields.String()
    valid_from = fields.Date()
    valid_to = fields.Date(allow_none=True)
