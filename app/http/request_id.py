"""One id per request, in the answer's header and in every log line, so that a report can be traced."""

from __future__ import annotations

import logging

from flask import Flask, Response, g, has_request_context

from app.core.ids import new_id

HEADER = "X-Request-ID"


class WithRequestId(logging.Filter):
    """Puts ``request_id`` on log records; a dash outside a request."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Add the id, let every record pass."""
        record.request_id = request_id()
        return True


def request_id() -> str:
    """The id of the present request, or a dash."""
    return str(getattr(g, "request_id", "-")) if has_request_context() else "-"


def register(app: Flask) -> None:
    """Give each request its id; ids sent from outside are not believed."""

    @app.before_request
    def begin() -> None:
        g.request_id = new_id().hex

    @app.after_request
    def tell(response: Response) -> Response:
        response.headers[HEADER] = request_id()
        return response

    app.logger.addFilter(WithRequestId())
