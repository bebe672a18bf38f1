"""Take a file from a form or a request into the store; too large a request is refused before it is read."""

from __future__ import annotations

from flask import request
from werkzeug.datastructures import FileStorage

from app.core.errors import InvalidInput
from app.core.permissions import Actor
from app.core.text import msg
from app.files import services
from app.files.errors import FileTooLarge
from app.files.services import store
from app.files.types import StoredUpload

#: Boundaries and the other fields of the form, beside the file itself.
ENVELOPE = 64 * 1024


def refuse_oversize() -> None:
    """Raise FileTooLarge when the request says it is larger than one file may be; nothing has been read then."""
    limit = store().limit
    if (request.content_length or 0) > limit + ENVELOPE:
        raise FileTooLarge(limit)
    request.max_content_length = limit + ENVELOPE


def receive_file(field: str, *, actor: Actor, required: bool = True) -> StoredUpload | None:
    """Store the file sent under this field; raises InvalidInput when there is none and one is required."""
    refuse_oversize()
    sent = request.files.get(field)
    if sent is None or not sent.filename:
        if required:
            raise InvalidInput({field: [msg("请选择要上传的文件。")]})
        return None
    return _stored(sent, actor)


def _stored(sent: FileStorage, actor: Actor) -> StoredUpload:
    return services.store_upload(sent.stream, sent.filename or "", actor=actor)
