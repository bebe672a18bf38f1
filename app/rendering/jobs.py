"""The work of the pdf queue."""

from __future__ import annotations

from uuid import UUID

from app.core.jobs import PDF_QUEUE, task
from app.core.permissions import Actor
from app.rendering import services


@task("rendering.render_document", queue=PDF_QUEUE)
def render_document(document_id: str) -> None:
    """Render one issued document."""
    services.render_document(UUID(document_id), actor=Actor.system())


@task("rendering.render_batch", queue=PDF_QUEUE)
def render_batch(batch_id: str) -> None:
    """Render a batch of documents."""
    services.render_batch(UUID(batch_id), actor=Actor.system())
