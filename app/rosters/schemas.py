"""Shapes of duties for pages and the API."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from app.rosters.commands import HandoverText, NewDuty, NewExchange, NewNeed, NewSubstitution
from app.rosters.rules import span_of
from app.rosters.types import DutyKind, ExchangeKind

KIND = validate.OneOf([one.value for one in DutyKind])


class DutyOut(Schema):
    """One person on duty for one unit."""

    id = fields.UUID()
    unit_id = fields.UUID()
    user_id = fields.UUID()
    membership_id = fields.UUID()
    name = fields.String(attribute="user.display_name")
    kind = fields.String(validate=KIND)
    from_at = fields.AwareDateTime()
    until_at = fields.AwareDateTime()
    seat = fields.String()
    version = fields.Integer()


class DutyIn(Schema):
    """A duty by its two instants; without a unit it is for the person's own unit."""

    membership_id = fields.UUID(required=True)
    kind = fields.String(required=True, validate=KIND)
    from_at = fields.AwareDateTime(required=True)
    until_at = fields.AwareDateTime(required=True)
    unit_id = fields.UUID(load_default=None, allow_none=True)
    seat = fields.String(load_default="", validate=validate.Length(max=40))

    @post_load
    def command(self, given: dict[str, Any], **_: Any) -> NewDuty:
        """The fields as a command."""
        return NewDuty(**{**given, "kind": DutyKind(given["kind"])})


class DutyTyped(Schema):
    """A duty as a clerk writes it: a day and two times; one that ends no later than it begins ends on the next day."""

    membership_id = fields.UUID(required=True)
    unit_id = fields.UUID(required=True)
    kind = fields.String(required=True, validate=KIND)
    day = fields.Date(required=True)
    begins = fields.Time(required=True)
    ends = fields.Time(required=True)
    seat = fields.String(load_default="", validate=validate.Length(max=40))

    @post_load
    def command(self, typed: dict[str, Any], **_: Any) -> NewDuty:
        """The typed fields as a command."""
        from_at, until_at = span_of(typed.pop("day"), typed.pop("begins"), typed.pop("ends"))
        return NewDuty(**{**typed, "kind": DutyKind(typed["kind"])}, from_at=from_at, until_at=until_at)


class ExchangeIn(Schema):
    """A duty is to change hands: a swap names the other duty, a cover or a step-in the person."""

    duty_id = fields.UUID(required=True)
    kind = fields.String(required=True, validate=validate.OneOf([one.value for one in ExchangeKind]))
    taker_membership_id = fields.UUID(load_default=None, allow_none=True)
    other_duty_id = fields.UUID(load_default=None, allow_none=True)
    reason = fields.String(load_default="", validate=validate.Length(max=200))

    @post_load
    def command(self, given: dict[str, Any], **_: Any) -> NewExchange:
        """The fields as a command."""
        return NewExchange(**{**given, "kind": ExchangeKind(given["kind"])})


class DeclineIn(Schema):
    """Why not."""

    reason = fields.String(required=True, validate=validate.Length(2, 200))


class ExchangeOut(Schema):
    """A swap, a cover or a step-in: who gives which hours to whom, and what became of it."""

    id = fields.UUID()
    kind = fields.String()
    state = fields.String()
    unit_id = fields.UUID()
    duty_id = fields.UUID(allow_none=True)
    other_duty_id = fields.UUID(allow_none=True)
    holder_id = fields.UUID()
    holder = fields.String(attribute="holder.display_name")
    taker_id = fields.UUID()
    taker = fields.String(attribute="taker.display_name")
    answerer_id = fields.UUID(allow_none=True)
    seat = fields.String()
    from_at = fields.AwareDateTime()
    until_at = fields.AwareDateTime()
    other_from_at = fields.AwareDateTime(allow_none=True)
    other_until_at = fields.AwareDateTime(allow_none=True)
    reason = fields.String()
    answer = fields.String()
    decided_by = fields.String(allow_none=True)
    decided_at = fields.AwareDateTime(allow_none=True)
    version = fields.Integer()


class SubstitutionIn(Schema):
    """Whose post, who acts in it, and on which days, both included."""

    membership_id = fields.UUID(required=True)
    substitute_membership_id = fields.UUID(required=True)
    from_on = fields.Date(required=True)
    until_on = fields.Date(required=True)
    reason = fields.String(load_default="", validate=validate.Length(max=200))

    @post_load
    def command(self, given: dict[str, Any], **_: Any) -> NewSubstitution:
        """The fields as a command."""
        return NewSubstitution(**given)


class SubstitutionOut(Schema):
    """Who acts for whom, and until when."""

    id = fields.UUID()
    membership_id = fields.UUID()
    unit_id = fields.UUID()
    holder_id = fields.UUID()
    holder = fields.String(attribute="holder.display_name")
    substitute_membership_id = fields.UUID()
    substitute_id = fields.UUID()
    substitute = fields.String(attribute="substitute.display_name")
    from_on = fields.Date()
    until_on = fields.Date()
    reason = fields.String()
    named_by = fields.String()
    ended_at = fields.AwareDateTime(allow_none=True)
    ended_by = fields.String(allow_none=True)
    version = fields.Integer()


class NeedIn(Schema):
    """What has to be staffed; a time no later than the beginning means the next day."""

    unit_id = fields.UUID(required=True)
    seat = fields.String(required=True, validate=validate.Length(1, 40))
    kind = fields.String(required=True, validate=KIND)
    weekdays = fields.List(fields.Integer(validate=validate.Range(0, 6)), load_default=list)
    begins = fields.Time(required=True)
    ends = fields.Time(required=True)
    rest_days = fields.Boolean(load_default=False)
    from_on = fields.Date(load_default=None, allow_none=True)

    @post_load
    def command(self, given: dict[str, Any], **_: Any) -> NewNeed:
        """The fields as a command."""
        return NewNeed(**{**given, "kind": DutyKind(given["kind"]), "weekdays": tuple(given["weekdays"])})


class NeedOut(Schema):
    """What has to be staffed."""

    id = fields.UUID()
    unit_id = fields.UUID()
    seat = fields.String()
    kind = fields.String()
    weekdays = fields.List(fields.Integer())
    begins = fields.Time()
    ends = fields.Time()
    rest_days = fields.Boolean()
    from_on = fields.Date()
    until_on = fields.Date(allow_none=True)
    version = fields.Integer()


class GapOut(Schema):
    """A stretch that nobody covers."""

    need = fields.Nested(NeedOut)
    from_at = fields.AwareDateTime()
    until_at = fields.AwareDateTime()


class FairShareOut(Schema):
    """What one person served."""

    user_id = fields.UUID()
    name = fields.String()
    duties = fields.Integer()
    hours = fields.Float()
    nights = fields.Integer()
    rest_days = fields.Integer()
    taken_over = fields.Integer()


class ThreeFactsOut(Schema):
    """On the roster, signed in, last act."""

    user_id = fields.UUID()
    name = fields.String()
    unit_id = fields.UUID()
    on_duty_until = fields.AwareDateTime(attribute="duty.until_at", allow_none=True)
    signed_in_at = fields.AwareDateTime(allow_none=True)
    acted_at = fields.AwareDateTime(allow_none=True)


class HandoverIn(Schema):
    """For which duty a list is prepared."""

    duty_id = fields.UUID(required=True)


class HandoverTextIn(Schema):
    """What the giver writes: a general note, remarks by line, lines of their own."""

    note = fields.String(load_default="")
    remarks = fields.Dict(keys=fields.UUID(), values=fields.String(), load_default=dict)
    free_lines = fields.List(fields.String(), load_default=list)

    @post_load
    def command(self, given: dict[str, Any], **_: Any) -> HandoverText:
        """The fields as a command."""
        return HandoverText(**given)


class TakeOverIn(Schema):
    """What the one who takes over adds."""

    remark = fields.String(load_default="")


class TakerIn(Schema):
    """Who takes over, by the post."""

    membership_id = fields.UUID(required=True)


class HandoverLineOut(Schema):
    """One thing that is open; a free line has its words in ``title`` alone."""

    id = fields.UUID()
    kind = fields.String()
    subject_id = fields.UUID(allow_none=True)
    matter_id = fields.UUID(allow_none=True)
    number = fields.String()
    title = fields.String()
    waits = fields.String()
    due_at = fields.AwareDateTime(allow_none=True)
    remark = fields.String()


class HandoverOut(Schema):
    """A hand-over list: whose duty, who takes over, and where it stands."""

    id = fields.UUID()
    duty_id = fields.UUID()
    unit_id = fields.UUID()
    kind = fields.String(validate=KIND)
    seat = fields.String()
    from_at = fields.AwareDateTime()
    until_at = fields.AwareDateTime()
    giver_id = fields.UUID()
    giver = fields.String(attribute="giver.display_name")
    taker_id = fields.UUID(attribute="taker.id", allow_none=True, dump_default=None)
    taker = fields.String(attribute="taker.display_name", allow_none=True, dump_default=None)
    next_from_at = fields.AwareDateTime(allow_none=True)
    state = fields.String()
    edition = fields.Integer()
    note = fields.String()
    listed_at = fields.AwareDateTime()
    left_out = fields.Integer()
    handed_at = fields.AwareDateTime(allow_none=True)
    handed_by = fields.String(allow_none=True)
    signed_at = fields.AwareDateTime(allow_none=True)
    signed_by = fields.String(allow_none=True)
    signed_for = fields.String(allow_none=True)
    remark = fields.String()
    version = fields.Integer()
