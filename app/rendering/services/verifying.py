"""The public answer to a code on a paper: what it is and whether it still stands, nothing of its content."""

from __future__ import annotations

from sqlalchemy import select

from app.core.db import db
from app.core.errors import NotFound
from app.core.ids import normal_public_code
from app.rendering.forms_catalogue import form_of
from app.rendering.models import Document
from app.rendering.queries import standings
from app.rendering.services.preparing import SAMPLE_CODE
from app.rendering.types import Standing, Verification


def verify(code: str) -> Verification:
    """How the document with this code stands; raises NotFound for a code that is on no paper of ours."""
    typed = normal_public_code(code)
    if typed == SAMPLE_CODE:
        return Verification(Standing.SAMPLE, "", "", 1, None, "", None)
    found = db.session.execute(select(Document).where(Document.verify_code == typed)).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return Verification(
        standing=standings([found])[found.id],
        form_name=str(form_of(found.form_code).name),
        number=found.number,
        version=found.version,
        issued_at=found.issued_at,
        content_digest=found.content_digest,
        pdf_sha256=found.pdf_sha256,
        voided_at=found.voided_at,
    )
