"""A test client whose requests do not share the test's own application context.

Flask lends an application context that is already open to the request, and with it the signed-in person and the session
of the test. Each request here gets its own, as in a server; the database connection stays the test's.
"""

from __future__ import annotations

import contextvars
from typing import Any

from flask.globals import _cv_app
from flask.testing import FlaskClient


class SeparateClient(FlaskClient):
    """Requests that begin with a fresh application context, in which the answer is read to its end."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        """Send a request outside the test's context."""
        return contextvars.copy_context().run(self._open, args, kwargs)

    def _open(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        _cv_app.set(None)  # type: ignore[arg-type]
        return super().open(*args, **{"buffered": True, **kwargs})
