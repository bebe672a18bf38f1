"""Issue documents, render them alone or in batches, void them, verify them."""

from app.rendering.services.batches import render_batch, start_batch
from app.rendering.services.issuing import issue_document, issue_prepared
from app.rendering.services.preparing import Prepared, prepare_document, render_preview, render_sample
from app.rendering.services.press import Press, press, use_press
from app.rendering.services.printing import document_file, render_document
from app.rendering.services.verifying import verify
from app.rendering.services.voiding import void_document

__all__ = [
    "Prepared",
    "Press",
    "document_file",
    "issue_document",
    "issue_prepared",
    "prepare_document",
    "press",
    "render_batch",
    "render_document",
    "render_preview",
    "render_sample",
    "start_batch",
    "use_press",
    "verify",
    "void_document",
]
