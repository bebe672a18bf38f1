"""Who may use a route. Each view declares it; a route that declares nothing is refused, and refuses to start.

``@requires(permission)`` one permission of the acting membership · ``@signed_in`` anybody with an account ·
``@public`` everybody. The mark stays on the function, so it may stand above or below other decorators.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, redirect, request, url_for
from werkzeug import Response
from werkzeug.routing import Rule

from app.core.errors import Forbidden
from app.core.permissions import declared
from app.core.text import msg
from app.http.signed_in import current_actor, current_person

View = TypeVar("View", bound=Callable[..., Any])

#: Routes of libraries: static files and the description of the API hold nothing about a matter.
OPEN_ENDPOINTS = frozenset({"static", "api-docs.openapi_json"})
#: Where a person who must change the password first may still go.
FIRST_PAGE = "accounts.password"
FIRST_STEPS = frozenset({FIRST_PAGE, "accounts.change_password", "accounts.sign_out", "accounts.language"})


@dataclass(frozen=True, slots=True)
class Access:
    """What a route asks for: a permission, or a sign-in, or nothing."""

    kind: str
    permissions: tuple[str, ...] = ()

    def __str__(self) -> str:
        return " | ".join(self.permissions) or self.kind


PUBLIC = Access("public")
SIGNED_IN = Access("signed in")


class UndeclaredRoute(RuntimeError):
    """A route that says nothing about who may use it."""


def _mark(access: Access) -> Callable[[View], View]:
    def put(view: View) -> View:
        view.access = access  # type: ignore[attr-defined]
        return view

    return put


def requires(*permissions: str) -> Callable[[View], View]:
    """The acting membership must hold one of the permissions (usually there is one)."""
    return _mark(Access("permission", permissions))


def signed_in(view: View) -> View:
    """Everybody with an account, whatever the role; the service and the visibility filter decide the rest."""
    return _mark(SIGNED_IN)(view)


def public(view: View) -> View:
    """Everybody, also without an account."""
    return _mark(PUBLIC)(view)


def handler_of(app: Flask, endpoint: str, method: str) -> Any:
    """The function that answers a method at an endpoint: the view, or the method of a class-based one."""
    view = app.view_functions[endpoint]
    view_class = getattr(view, "view_class", None)
    if view_class is None:
        return view
    name = "get" if method == "HEAD" and not hasattr(view_class, "head") else method.lower()
    return getattr(view_class, name, view)


def declaration(app: Flask, endpoint: str, method: str) -> Access | None:
    """What the route asks for, or None when it declares nothing."""
    if endpoint in OPEN_ENDPOINTS:
        return PUBLIC
    return getattr(handler_of(app, endpoint, method), "access", None)


def check(access: Access | None) -> None:
    """Let the request pass; raises ``NotSignedIn`` or ``Forbidden``."""
    if access is None:
        raise Forbidden(code="route_undeclared")
    if access.kind == PUBLIC.kind:
        return
    actor = current_actor()
    if access.permissions and not any(actor.may(name) for name in access.permissions):
        raise Forbidden(msg("您当前的岗位没有办理此事的权限。"))


def _answers_options_itself(rule: Rule) -> bool:
    """Whether the framework answers OPTIONS for the route, without its view."""
    return bool(getattr(rule, "provide_automatic_options", False))


def _must_change_password() -> bool:
    session = current_person().session
    return session is not None and session.must_change_password


def register(app: Flask) -> None:
    """Check every request before its view runs; refusing is the default."""

    @app.before_request
    def enter() -> Response | None:
        rule = request.url_rule
        if rule is None or (request.method == "OPTIONS" and _answers_options_itself(rule)):
            return None
        access = declaration(app, rule.endpoint, request.method)
        check(access)
        if access is not PUBLIC and rule.endpoint not in FIRST_STEPS and _must_change_password():
            return redirect(url_for(FIRST_PAGE))
        return None


def methods_of(rule: Rule) -> list[str]:
    """The methods a route answers itself."""
    return sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})


def inventory(app: Flask) -> list[dict[str, str]]:
    """Every route with what it asks for; an undeclared one says so."""
    rows = []
    for rule in sorted(app.url_map.iter_rules(), key=lambda one: (str(one), one.endpoint)):
        for method in methods_of(rule):
            access = declaration(app, rule.endpoint, method)
            rows.append(
                {
                    "path": str(rule),
                    "method": method,
                    "endpoint": rule.endpoint,
                    "access": str(access) if access is not None else "undeclared",
                }
            )
    return rows


def refuse_undeclared(app: Flask) -> None:
    """Raise ``UndeclaredRoute`` for routes without a declaration and for permissions nobody declared."""
    known = declared()
    faults = []
    for rule in app.url_map.iter_rules():
        for method in methods_of(rule):
            access = declaration(app, rule.endpoint, method)
            if access is None:
                faults.append(f"{method} {rule} declares no access")
            else:
                faults += [f"{method} {rule} asks for {name}" for name in access.permissions if name not in known]
    if faults:
        raise UndeclaredRoute("; ".join(sorted(faults)))
