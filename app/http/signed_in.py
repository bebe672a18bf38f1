"""Who is asking: the person behind the browser's session or behind an API token.

The browser holds a random token inside the signed cookie; everything else about the sign-in stands in the database, so
a session can be ended from outside at once. ``current_actor()`` is what views hand to services.
"""

from __future__ import annotations

from flask import Flask, Request, g, request, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from app.accounts.services import load_session, load_token
from app.accounts.types import SignedIn, TokenBearer
from app.core.errors import NotSignedIn
from app.core.permissions import Actor

BEARER = "Bearer "


class Person(UserMixin):  # type: ignore[misc]
    """The person as the web layer needs them; ``get_id`` is the session's token, never the user's id."""

    def __init__(self, signed_in: SignedIn | TokenBearer, token: str = "") -> None:
        self.signed_in = signed_in
        self.actor: Actor = signed_in.actor
        self.language: str = signed_in.language
        self.token = token

    def get_id(self) -> str:
        """The browser's token."""
        return self.token

    @property
    def session(self) -> SignedIn | None:
        """The browser session, or None behind an API token."""
        return self.signed_in if isinstance(self.signed_in, SignedIn) else None


def _from_session(token: str) -> Person | None:
    if uses_bearer():
        return None
    found = load_session(token)
    return _remembered(Person(found, token)) if found is not None else None


def _from_header(asked: Request) -> Person | None:
    header = asked.headers.get("Authorization", "")
    if not header.startswith(BEARER) or not asked.path.startswith("/api/"):
        return None
    return _remembered(Person(load_token(header.removeprefix(BEARER).strip())))


def _remembered(person: Person) -> Person:
    g.language = person.language
    return person


def uses_bearer() -> bool:
    """Whether this request carries an API token instead of a cookie."""
    return request.path.startswith("/api/") and request.headers.get("Authorization", "").startswith(BEARER)


def person_or_none() -> Person | None:
    """The signed-in person, or None."""
    return current_user._get_current_object() if current_user.is_authenticated else None


def current_person() -> Person:
    """The signed-in person; raises ``NotSignedIn`` when there is none."""
    person = person_or_none()
    if person is None:
        raise NotSignedIn()
    return person


def current_actor() -> Actor:
    """The actor that views hand to services; raises ``NotSignedIn`` when nobody is signed in."""
    return current_person().actor


def admit(signed_in: SignedIn) -> None:
    """Begin a browser session for a person who just proved who they are; what the session held before is dropped."""
    session.clear()
    session.permanent = True
    login_user(Person(signed_in, signed_in.token))


def dismiss() -> None:
    """Forget the person in this browser."""
    logout_user()
    session.clear()


def register(app: Flask) -> None:
    """Teach Flask-Login where sessions and tokens are found."""
    manager = LoginManager()
    manager.session_protection = None
    manager.init_app(app)
    manager.user_loader(_from_session)
    manager.request_loader(_from_header)

    @app.before_request
    def meet() -> None:
        if request.endpoint != "static":
            person_or_none()
