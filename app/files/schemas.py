"""Files as the API gives them."""

from __future__ import annotations

from marshmallow import Schema, fields


class FileOut(Schema):
    """A stored file; the type was read from its content."""

    id = fields.UUID(required=True)
    name = fields.String(required=True)
    media_type = fields.String(required=True)
    size = fields.Integer(required=True)
    sha256 = fields.String(required=True)
