"""Send a stored file so that nothing in it can act: never as a page, shown in place only where that is harmless."""

from __future__ import annotations

from flask import Response, send_file

from app.files.services import OpenedFile

PDF = "application/pdf"
SEALED = "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
#: A browser's own viewer refuses a sandboxed PDF; it runs no script of the page's origin either way.
SEALED_PDF = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"


def send_opened(opened: OpenedFile, *, show: bool = False) -> Response:
    """The bytes as a download, or in place for images and PDF when asked; ranges and unchanged copies are answered."""
    inline = show and opened.may_show
    response = send_file(
        opened.path,
        mimetype=opened.media_type,
        as_attachment=not inline,
        download_name=opened.name,
        conditional=True,
        etag=opened.sha256,
        max_age=0,
    )
    response.headers["Content-Security-Policy"] = SEALED_PDF if opened.media_type == PDF else SEALED
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-cache"
    return response
