"""Shapes of runs over many rows for pages and the API."""

from __future__ import annotations

from typing import Any

from marshmallow import EXCLUDE, Schema, fields, post_load, validate

from app.bulk.commands import BulkInputs, ChosenRow
from app.bulk.types import MOST_ROWS, MOST_WORDS, BulkAct, Outcome
from app.core.pagination import GREATEST_INTEGER
from app.core.text import msg, sentence

TOO_LONG = msg("内容过长，请精简。")


class ChosenRowIn(Schema):
    """A row, and the version of it that was seen."""

    id = fields.UUID(required=True, metadata={"description": "An order or an event, as the act asks."})
    version = fields.Integer(required=True, strict=True, validate=validate.Range(1, GREATEST_INTEGER))

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> ChosenRow:
        """The frozen value services take."""
        return ChosenRow(**given)


class InputsIn(Schema):
    """What goes with every row."""

    class Meta:
        unknown = EXCLUDE

    words = fields.String(
        load_default="",
        validate=validate.Length(max=MOST_WORDS, error=str(TOO_LONG)),
        metadata={"description": "`urge`: the reminder; `copy`: its purpose."},
    )
    unit_id = fields.UUID(
        load_default=None, allow_none=True, metadata={"description": "`copy`: the unit that may read the matters."}
    )

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> BulkInputs:
        """The frozen value services take."""
        return BulkInputs(words=given["words"], unit_id=given["unit_id"])


class BulkRunIn(Schema):
    """An act on many rows."""

    act = fields.String(required=True, validate=validate.OneOf([one.value for one in BulkAct]))
    rows = fields.List(fields.Nested(ChosenRowIn), required=True, validate=validate.Length(1, MOST_ROWS))
    words = fields.String(load_default="", validate=validate.Length(max=MOST_WORDS))
    unit_id = fields.UUID(load_default=None, allow_none=True)


class BulkRowOut(Schema):
    """What one row will get, or what became of it."""

    row = fields.Integer(attribute="position", metadata={"description": "Its place in what was sent, from 0."})
    id = fields.UUID(attribute="subject_id")
    matter_id = fields.UUID(allow_none=True)
    number = fields.String()
    seen = fields.Integer(metadata={"description": "The version that was seen; another one is refused."})
    outcome = fields.String(validate=validate.OneOf([one.value for one in Outcome]))
    detail = fields.Function(lambda row: str(sentence(row.told)), metadata={"type": "string"})
    plan = fields.Dict(allow_none=True, metadata={"description": "`dispatch`: the units the orders go to."})
    done_at = fields.AwareDateTime(allow_none=True)


class BulkRunBriefOut(Schema):
    """A run without its rows."""

    id = fields.UUID()
    act = fields.String(validate=validate.OneOf([one.value for one in BulkAct]))
    words = fields.String()
    unit_id = fields.UUID(attribute="target_unit_id", allow_none=True)
    foreseen_at = fields.AwareDateTime()
    confirmed_at = fields.AwareDateTime(allow_none=True)
    finished_at = fields.AwareDateTime(allow_none=True)


class BulkRunOut(BulkRunBriefOut):
    """A run with an answer for each row: foreseen before it is confirmed, what happened afterwards."""

    rows = fields.List(fields.Nested(BulkRowOut))
