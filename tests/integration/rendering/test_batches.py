"""Many documents at once: counted one by one, gone on after a stop, joined in printing order."""

from __future__ import annotations

import io

import pikepdf
import pytest

from app.core.db import db
from app.core.errors import Forbidden, InvalidInput, NotFound
from app.core.ids import new_id
from app.core.permissions import Actor
from app.files import services as files
from app.rendering import queries, services
from app.rendering.engine import pool
from app.rendering.models import Batch, BatchRow, Document
from tests.support.papers import Papers


def started(papers: Papers, count: int = 3, *, joined: bool = True) -> tuple[Batch, list[Document]]:
    """A batch of receipts, not yet rendered."""
    issued = [papers.issue(subject_id=new_id(), acted_by=f"经办人{number}") for number in range(count)]
    batch_id = services.start_batch(
        [one.id for one in issued], title="派单文书", joined=joined, matter_id=papers.matter_id, actor=papers.dispatcher
    )
    return db.session.get_one(Batch, batch_id), [db.session.get_one(Document, one.id) for one in issued]


def test_a_batch_counts_to_its_end_and_joins_in_printing_order(papers: Papers) -> None:
    batch, documents = started(papers)
    assert (batch.percent, batch.finished_at) == (0, None)
    services.render_batch(batch.id, actor=Actor.system())
    db.session.expire_all()
    assert (batch.done, batch.failed, batch.percent) == (3, 0, 100)
    assert batch.finished_at is not None
    assert all(document.file_id for document in documents)
    opened = files.open_file(batch.file_id or new_id(), actor=papers.dispatcher)
    with pikepdf.open(io.BytesIO(opened.path.read_bytes())) as whole:
        assert len(whole.pages) == 3


def test_a_batch_renders_on_processes_of_its_own(papers: Papers) -> None:
    services.use_press(services.Press("https://fengqiao.example", 2))
    batch, _ = started(papers, 4, joined=False)
    try:
        services.render_batch(batch.id, actor=Actor.system())
    finally:
        pool.stop()
    db.session.expire_all()
    assert (batch.done, batch.failed, batch.file_id) == (4, 0, None)


def test_a_batch_that_was_stopped_goes_on_where_it_was(papers: Papers) -> None:
    batch, documents = started(papers, joined=False)
    services.render_document(documents[0].id, actor=Actor.system())
    first = documents[0].file_id
    services.render_batch(batch.id, actor=Actor.system())
    services.render_batch(batch.id, actor=Actor.system())
    db.session.expire_all()
    assert (batch.done, batch.failed) == (3, 0)
    assert documents[0].file_id == first


def test_one_document_that_fails_does_not_stop_the_others(papers: Papers) -> None:
    batch, documents = started(papers)
    content = documents[1].content.replace("经办人1", "经办人\U000f0001")
    documents[1].content = content
    db.session.commit()
    services.render_batch(batch.id, actor=Actor.system())
    db.session.expire_all()
    assert (batch.done, batch.failed) == (2, 1)
    row = db.session.get_one(BatchRow, (batch.id, 1))
    assert "U+F0001" in (row.failure or "")
    assert documents[1].failure == row.failure


def test_a_batch_asks_for_documents_one_may_read(papers: Papers) -> None:
    issued = papers.issue()
    civil = papers.cast.actor("civil")
    with pytest.raises(NotFound):
        services.start_batch([issued.id], title="x", actor=civil)
    with pytest.raises(InvalidInput):
        services.start_batch([], title="x", actor=papers.dispatcher)
    with pytest.raises(Forbidden):
        services.start_batch([issued.id], title="x", actor=papers.cast.actor("police"))


def test_a_batch_and_its_bytes_belong_to_whoever_asked(papers: Papers) -> None:
    batch, _ = started(papers)
    services.render_batch(batch.id, actor=Actor.system())
    db.session.expire_all()
    assert queries.batch(batch.id, actor=papers.dispatcher).id == batch.id
    with pytest.raises(NotFound):
        queries.batch(batch.id, actor=papers.mediator)
    with pytest.raises(NotFound):
        files.open_file(batch.file_id or new_id(), actor=papers.mediator)
