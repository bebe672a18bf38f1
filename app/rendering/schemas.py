"""Documents and batches as pages and API take and give them."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from app.rendering.types import Standing


class DocumentQuestion(Schema):
    """What a list of documents is narrowed to."""

    matter = fields.UUID(load_default=None)
    form = fields.String(load_default="", validate=validate.Regexp(r"^(D[0-9]{2})?\Z"))
    number = fields.String(load_default="", validate=validate.Length(max=80))


class DocumentOut(Schema):
    """An issued document; its content is in the PDF alone."""

    id = fields.UUID(required=True)
    form = fields.String(attribute="form_code", required=True)
    title = fields.String(required=True)
    number = fields.String(required=True)
    version = fields.Integer(required=True)
    state = fields.String(required=True, validate=validate.OneOf([one.value for one in Standing]))
    draft = fields.Boolean(required=True)
    verify_code = fields.String(required=True)
    content_sha256 = fields.String(attribute="content_digest", required=True)
    pdf_sha256 = fields.String(required=True, allow_none=True)
    pages = fields.Integer(required=True, allow_none=True)
    matter_id = fields.UUID(required=True, allow_none=True)
    subject_kind = fields.String(required=True)
    subject_id = fields.UUID(required=True)
    issued_at = fields.AwareDateTime(required=True)
    issued_by = fields.String(attribute="issued_by_name", required=True)
    voided_at = fields.AwareDateTime(required=True, allow_none=True)
    void_reason = fields.String(required=True, allow_none=True)
    allowed_actions = fields.List(fields.Dict(), required=True)


class VoidIn(Schema):
    """Why a document is declared void."""

    reason = fields.String(required=True, validate=validate.Length(min=5, max=500))


class BatchIn(Schema):
    """Documents to render together."""

    documents = fields.List(fields.UUID(), required=True, validate=validate.Length(min=1, max=500))
    title = fields.String(load_default="", validate=validate.Length(max=120))
    joined = fields.Boolean(load_default=False)


class BatchOut(Schema):
    """How far a batch is."""

    id = fields.UUID(required=True)
    title = fields.String(required=True)
    total = fields.Integer(required=True)
    done = fields.Integer(required=True)
    failed = fields.Integer(required=True)
    percent = fields.Integer(required=True)
    file_id = fields.UUID(required=True, allow_none=True)
    created_at = fields.AwareDateTime(required=True)
    finished_at = fields.AwareDateTime(required=True, allow_none=True)
