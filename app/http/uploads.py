"""Take files from a request into the store; too large a request is refused before it is read."""

from __future__ import annotations

from flask import request

from app.core.errors import InvalidInput
from app.core.permissions import Actor
from app.core.text import msg
from app.files import services
from app.files.errors import FileTooLarge
from app.files.services import store
from app.files.types import StoredUpload

#: Boundaries and the other fields of the form, beside the file itself.
ENVELOPE = 64 * 1024
MOST_AT_ONCE = 20


def receive_file(field: str, *, actor: Actor) -> StoredUpload:
    """Store the one file sent under this field; raises InvalidInput when there is none, FileTooLarge unread."""
    limit = store().limit
    if (request.content_length or 0) > limit + ENVELOPE:
        raise FileTooLarge(limit)
    request.max_content_length = limit + ENVELOPE
    return receive_files(field, actor=actor)[0]


def receive_files(field: str, *, actor: Actor) -> list[StoredUpload]:
    """Store every file sent under this field, at most twenty; each is held to the limit of one file."""
    sent = [one for one in request.files.getlist(field) if one.filename]
    if not sent:
        raise InvalidInput({field: [msg("请选择要上传的文件。")]})
    if len(sent) > MOST_AT_ONCE:
        raise InvalidInput({field: [msg("一次最多上传{most}个文件。", most=MOST_AT_ONCE)]})
    return [services.store_upload(one.stream, one.filename or "", actor=actor) for one in sent]
