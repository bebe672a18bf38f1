"""A write that arrives twice is done once. The key is stored first, in the transaction of the act itself.

A second request under the same key waits for the first and gives its answer again; another body under it is refused.
When the act fails, the key goes with it, so that a corrected form may be sent under the same key.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from flask import Response, current_app, make_response, request
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from app.core import clock
from app.core.db import db
from app.core.errors import FengqiaoError
from app.core.models import IdempotencyKey
from app.core.permissions import Actor
from app.core.text import msg
from app.core.unit_of_work import unit_of_work
from app.http.versions import is_api

HEADER = "Idempotency-Key"
FIELD = "idempotency_key"
LONGEST_KEY = 120
KEPT_HEADERS = ("Location", "Content-Type", "ETag", "HX-Redirect", "HX-Trigger")
_SKIPPED = frozenset({FIELD, "csrf_token"})


class KeyReused(FengqiaoError):
    """The key was used before for something else."""

    status = 422
    code = "key_reused"

    def __init__(self) -> None:
        super().__init__(msg("这份内容已经提交过一次，这次的内容不同。请刷新页面，核对后再提交。"))


class KeyMalformed(FengqiaoError):
    """The key is empty, too long or holds signs that are no letters or digits."""

    status = 400
    code = "key_malformed"

    def __init__(self) -> None:
        super().__init__(msg("防重复标记无效。"))


def sent_key() -> str:
    """The key of this request, or nothing."""
    key = request.headers.get(HEADER, "") if is_api() else request.form.get(FIELD, "")
    if key and (len(key) > LONGEST_KEY or not key.isascii() or not key.isprintable()):
        raise KeyMalformed()
    return key


def body_hash() -> str:
    """One digest of what was asked: method, address and content; tokens that change with every page are left out."""
    digest = hashlib.sha256(f"{request.method} {request.path}\n{request.headers.get('If-Match', '')}\n".encode())
    if is_api() and not request.files:
        digest.update(request.get_data(cache=True))
        return digest.hexdigest()
    for name in sorted(set(request.form) - _SKIPPED):
        for text in request.form.getlist(name):
            digest.update(f"{name}={len(text)}:{text}\n".encode())
    for name, sent in sorted(request.files.items(multi=True), key=lambda pair: pair[0]):
        digest.update(f"{name}:{sent.filename}:{_content_digest(sent.stream)}\n".encode())
    return digest.hexdigest()


def _content_digest(stream: object) -> str:
    found = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]
    stream.seek(0)  # type: ignore[attr-defined]
    return found


def once(key: str, actor: Actor, act: Callable[[], object]) -> Response:
    """The answer of the act, done now or earlier under the same key; raises ``KeyReused`` for another body."""
    asked = body_hash()
    with unit_of_work(actor):
        owner = str(actor.membership_id or actor.user_id)
        values = {"actor_key": owner, "key": key, "body_hash": asked, "created_at": clock.now()}
        first = db.session.execute(
            insert(IdempotencyKey).values(**values).on_conflict_do_nothing().returning(IdempotencyKey.key)
        ).scalar_one_or_none()
        if first is None:
            return _again(owner, key, asked)
        response = make_response(act())  # type: ignore[arg-type]
        row = db.session.get_one(IdempotencyKey, (owner, key))
        row.status = response.status_code
        row.headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
        row.body = None if response.is_streamed else response.get_data()
        return response


def _again(owner: str, key: str, asked: str) -> Response:
    row = db.session.execute(
        select(IdempotencyKey).where(IdempotencyKey.actor_key == owner, IdempotencyKey.key == key)
    ).scalar_one()
    if row.body_hash != asked:
        raise KeyReused()
    response: Response = current_app.response_class(row.body or b"", status=row.status or 200)
    response.headers.update(row.headers or {})
    response.headers["Idempotency-Replayed"] = "true"
    return response
