"""A file is its uploader's until it is tied to a matter; then the matter decides."""

from __future__ import annotations

import io
import re

import pytest
from sqlalchemy import select, text

from app.audit.models import ReadEntry
from app.core.db import db
from app.core.errors import Forbidden, NotFound
from app.core.ids import new_id
from app.files import policies, queries, services
from app.files.errors import FileDamaged
from app.files.models import StoredFile
from app.files.types import StoredUpload
from tests.support.wages import WageMatter

PDF_BYTES = b"%PDF-1.7\n" + b"x" * 100


def uploaded(matter: WageMatter, name: str = "赵某甲身份证.pdf") -> StoredUpload:
    """A file the mediator handed in."""
    return services.store_upload(io.BytesIO(PDF_BYTES), name, actor=matter.cast.actor("ding"))


def attached(matter: WageMatter) -> StoredUpload:
    """The same, tied to the matter."""
    return services.attach_file(
        uploaded(matter).id,
        matter_id=matter.matter_id,
        subject_kind="evidence",
        subject_id=new_id(),
        actor=matter.cast.actor("ding"),
    )


def test_a_fresh_upload_is_its_uploaders_alone(wage_matter: WageMatter) -> None:
    stored = uploaded(wage_matter)
    opened = services.open_file(stored.id, actor=wage_matter.cast.actor("ding"))
    assert opened.path.read_bytes() == PDF_BYTES
    assert (opened.media_type, opened.may_show) == ("application/pdf", True)
    for login in ("gaomou", "gu", "he", "sysadmin"):
        with pytest.raises(NotFound):
            services.open_file(stored.id, actor=wage_matter.cast.actor(login))


def test_the_name_lies_encrypted(wage_matter: WageMatter) -> None:
    stored = uploaded(wage_matter)
    raw = db.session.execute(text("SELECT name FROM files_files WHERE id = :id"), {"id": stored.id}).scalar_one()
    assert "赵某甲" not in raw
    assert re.search(r"[^A-Za-z0-9+/=:_.$-]", raw) is None


def test_a_file_of_a_matter_is_open_to_those_who_see_the_matter(wage_matter: WageMatter) -> None:
    stored = attached(wage_matter)
    assert services.open_file(stored.id, actor=wage_matter.cast.actor("he")).sha256 == stored.sha256
    with pytest.raises(NotFound):
        services.open_file(stored.id, actor=wage_matter.cast.actor("civil"))


def test_every_reading_of_a_matters_file_is_noted(wage_matter: WageMatter) -> None:
    stored = attached(wage_matter)
    services.open_file(stored.id, actor=wage_matter.cast.actor("he"))
    reads = db.session.execute(select(ReadEntry).where(ReadEntry.what == "file")).scalars().all()
    assert [(row.actor_name, row.matter_id) for row in reads] == [("何某", wage_matter.matter_id)]


def test_a_file_is_tied_once_and_by_its_uploader(wage_matter: WageMatter) -> None:
    stored = uploaded(wage_matter)
    where = {"matter_id": wage_matter.matter_id, "subject_kind": "evidence", "subject_id": new_id()}
    with pytest.raises(NotFound):
        services.attach_file(stored.id, actor=wage_matter.cast.actor("he"), **where)
    services.attach_file(stored.id, actor=wage_matter.cast.actor("ding"), **where)
    with pytest.raises(NotFound):
        services.attach_file(stored.id, actor=wage_matter.cast.actor("ding"), **where)


def test_a_subject_nobody_answers_for_is_closed(wage_matter: WageMatter) -> None:
    stored = services.attach_file(
        uploaded(wage_matter).id,
        matter_id=wage_matter.matter_id,
        subject_kind="unheard_of",
        subject_id=new_id(),
        actor=wage_matter.cast.actor("ding"),
    )
    with pytest.raises(NotFound):
        services.open_file(stored.id, actor=wage_matter.cast.actor("ding"))


def test_bytes_that_are_gone_are_told_and_not_guessed(wage_matter: WageMatter) -> None:
    stored = uploaded(wage_matter)
    path = services.store().path_of(stored.sha256)
    kept = path.read_bytes()
    path.unlink()
    try:
        with pytest.raises(FileDamaged):
            services.open_file(stored.id, actor=wage_matter.cast.actor("ding"))
    finally:
        path.write_bytes(kept)


def test_nobody_hands_in_a_file_without_the_right(wage_matter: WageMatter) -> None:
    with pytest.raises(Forbidden):
        services.store_upload(io.BytesIO(PDF_BYTES), "a.pdf", actor=wage_matter.cast.actor("review"))


def test_the_files_of_a_subject_are_listed(wage_matter: WageMatter) -> None:
    stored = attached(wage_matter)
    row = db.session.get_one(StoredFile, stored.id)
    assert [found.id for found in queries.files_of("evidence", row.subject_id)] == [stored.id]
    assert policies.may_open(wage_matter.cast.actor("he"), row)
