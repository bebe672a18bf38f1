"""Files by machine: hand one in, see what is known of it, get its bytes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from werkzeug.wrappers import Response

from app.api.resource import Resource
from app.files import permissions as may
from app.files import queries, schemas
from app.files.services import open_file
from app.http.access import requires, signed_in
from app.http.sending import send_opened
from app.http.signed_in import current_actor
from app.http.uploads import receive_file

blp = Resource("api-files", __name__, url_prefix="/files", description="Stored files")


@blp.post("")
@requires(may.UPLOAD)
@blp.doc(
    requestBody={
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "string", "contentMediaType": "application/octet-stream"}},
                }
            }
        },
    }
)
@blp.response(201, schemas.FileOut)
def store_file() -> Any:
    """Store a file. It is the uploader's alone until an act ties it to a matter; its type is read from its content."""
    return receive_file("file", actor=current_actor())


@blp.get("/<uuid:file_id>")
@signed_in
@blp.response(200, schemas.FileOut)
def get_file(file_id: UUID) -> Any:
    """Name, type, size and hash of a file one may open."""
    return queries.readable_file(file_id, actor=current_actor())


@blp.get("/<uuid:file_id>/content")
@signed_in
@blp.response(200, {"format": "binary", "type": "string"}, content_type="*/*")
def get_content(file_id: UUID) -> Response:
    """Its bytes, always as a download."""
    return send_opened(open_file(file_id, actor=current_actor()))
