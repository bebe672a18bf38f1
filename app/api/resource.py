"""A resource of the API: flask-smorest's blueprint with refusals, versions and keys described on each operation."""

from __future__ import annotations

import threading
import zlib
from collections.abc import Callable, Iterable
from typing import Any

from apispec.ext.marshmallow.common import resolve_schema_cls
from flask import Response, json
from flask_smorest import Api, Blueprint
from marshmallow import Schema, fields, validate

from app.core import clock
from app.core.pagination import Page
from app.core.workflow import Offer

PROBLEM = "application/problem+json"
WRITES = frozenset({"post", "put", "patch", "delete"})


class Problem(Schema):
    """RFC 9457: why a request was refused."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    code = fields.String(required=True, metadata={"description": "Stable; names the rule or condition that refused."})
    detail = fields.String(required=True, metadata={"description": "A sentence in the asked language."})
    instance = fields.String()
    request_id = fields.String()
    errors = fields.Dict(keys=fields.String(), values=fields.List(fields.String()))
    seen = fields.Integer(metadata={"description": "With 412: the version the change was made on."})
    current = fields.Integer(metadata={"description": "With 412: the present version."})


class AllowedAction(Schema):
    """An act that leaves the present state and belongs to the caller's role."""

    name = fields.String(required=True)
    label = fields.String(required=True)
    allowed = fields.Boolean(required=True)
    reason_min = fields.Integer(attribute="reason", metadata={"description": "Least length of the reason; 0: none."})
    refusal = fields.Function(
        lambda offer: {"code": offer.refusal.code, "detail": str(offer.refusal.message)} if offer.refusal else None,
        metadata={"type": ["object", "null"], "description": "Why the act is not possible now."},
    )


def tell_times_in_beijing() -> None:
    """Let every schema write instants with the offset of Beijing, +08:00, whatever zone they are stored in."""
    fields.DateTime.SERIALIZATION_FUNCS = {
        **fields.DateTime.SERIALIZATION_FUNCS,
        "iso": lambda moment: clock.local(moment).isoformat(),
    }


class PageQuery(Schema):
    """What every list understands."""

    cursor = fields.String(load_default=None, metadata={"description": "The `next` of the page before."})
    limit = fields.Integer(load_default=50, validate=validate.Range(1, 200))
    updated_since = fields.AwareDateTime(load_default=None, default_timezone=None)


def schema_name(schema: type[Schema] | Schema | str) -> str:
    """The name of a schema in the description: context and class, so that two contexts may use the same word."""
    kind = resolve_schema_cls(schema)
    listed = kind[0] if isinstance(kind, list) else kind
    context = listed.__module__.split(".")[1] if listed.__module__.startswith("app.") else ""
    own = "" if context in ("api", "web") else context.title().replace("_", "")
    name = f"{own}{listed.__name__.removesuffix('Schema')}"
    if not isinstance(schema, Schema):
        return name
    narrowed = (sorted(schema.only or ()), sorted(schema.exclude or ()), schema.partial)
    if not any(narrowed):
        return name
    return f"{name}Part{zlib.crc32(repr(narrowed).encode()):08x}"


class FengqiaoApi(Api):  # type: ignore[misc]
    """Describes resources, once somebody asks; refusals are answered by ``http.errors`` alone.

    To describe them all takes longer than the rest of a start, and most processes are never asked.
    """

    ERROR_SCHEMA = Problem

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._resources: list[Resource] = []
        self._description = ""
        self._describing = threading.Lock()
        super().__init__(*args, **kwargs)

    def register_blueprint(self, blp: Resource, **options: Any) -> None:
        """Serve a resource; it is described later."""
        self._app.extensions["flask-smorest"]["blp_name_to_api"][blp.name] = self
        self._app.register_blueprint(blp, **options)
        self._resources.append(blp)

    def _openapi_json(self) -> Response:
        """The description, worked out for the first who asks and kept."""
        with self._describing:
            if not self._description:
                for blp in self._resources:
                    blp.register_views_in_doc(self, self._app, self.spec, name=blp.name, parameters=None)
                    self.spec.tag({"name": blp.name, "description": blp.description})
                self._description = json.dumps(self.spec.to_dict(), indent=2, sort_keys=False)
        return Response(self._description, mimetype="application/json")

    def _register_error_handlers(self) -> None:
        """None of its own."""


class Resource(Blueprint):  # type: ignore[misc]
    """A blueprint whose operations all name their refusals and headers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._prepare_doc_cbks.append(self._describe)

    def versioned(self, view: Callable[..., Any]) -> Callable[..., Any]:
        """Mark a change of a row: ``If-Match`` is asked for (428 without it, 412 when stale)."""
        view.versioned = True  # type: ignore[attr-defined]
        return self.doc(**{"x-versioned": True})(view)  # type: ignore[no-any-return]

    @staticmethod
    def _describe(doc: dict[str, Any], doc_info: dict[str, Any], *, spec: Any, method: str, **_: Any) -> dict[str, Any]:
        writes = method in WRITES
        versioned = bool(doc_info.get("manual_doc", {}).get("x-versioned"))
        parameters = doc.setdefault("parameters", [])
        if writes:
            parameters.append(_header("Idempotency-Key", False, "The same key gives the same answer, once.", 120))
        if versioned:
            parameters.append(_header("If-Match", True, "The version seen, as the ETag said it.", 20))
        responses = doc.setdefault("responses", {})
        responses.pop("default", None)
        for status in _refusals(writes, versioned):
            responses[str(status)] = {
                "description": _REFUSALS[status],
                "content": {PROBLEM: {"schema": Problem}},
            }
        responses["414"] = TOO_LONG
        return doc


#: Not ours: the web server in front answers when the address is longer than its request line may be.
TOO_LONG = {"description": "The address is too long", "content": {"text/html": {"schema": {"type": "string"}}}}


_REFUSALS = {
    400: "The request cannot be read",
    401: "Not signed in",
    403: "No right to do this",
    404: "No such thing, or none that the caller may know of",
    409: "A state or a condition does not allow it",
    412: "Somebody else changed it meanwhile",
    413: "Too large",
    415: "Not this kind of content",
    422: "What was sent breaks a rule of form",
    428: "If-Match is missing",
    429: "Too many requests",
}


def _refusals(writes: bool, versioned: bool) -> Iterable[int]:
    base = [400, 401, 403, 404, 409, 422, 429]
    if writes:
        base += [413, 415]
    if versioned:
        base += [412, 428]
    return sorted(base)


def _header(name: str, required: bool, description: str, longest: int) -> dict[str, Any]:
    schema = {"type": "string", "maxLength": longest, "minLength": 1}
    return {"in": "header", "name": name, "required": required, "description": description, "schema": schema}


def page_schema(row: type[Schema] | Schema) -> type[Schema]:
    """The schema of one page of rows: ``rows``, ``next`` and, where counted, ``total``."""
    inner = row if isinstance(row, Schema) else row()
    name = f"{type(inner).__name__.removesuffix('Out')}Page"
    return type(
        name,
        (Schema,),
        {
            "rows": fields.List(fields.Nested(inner), required=True),
            "next": fields.String(allow_none=True, required=True),
            "total": fields.Integer(allow_none=True),
            "total_capped": fields.Boolean(),
        },
    )


def page_body(page: Page[Any], rows: Iterable[Any] | None = None, *, total: tuple[int, bool] | None = None) -> Any:
    """A page as ``page_schema`` dumps it."""
    count, capped = total if total is not None else (page.total, page.total_capped)
    return {
        "rows": list(rows) if rows is not None else page.rows,
        "next": page.next,
        "total": count,
        "total_capped": capped,
    }


class Detailed:
    """A row with what belongs beside it, read by name by the response's schema, which alone writes it out."""

    def __init__(self, row: Any, **beside: Any) -> None:
        self._row = row
        self.__dict__.update(beside)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._row, name)


def allowed(offers: Iterable[Offer]) -> list[dict[str, Any]]:
    """Offers as the API tells them."""
    return AllowedAction(many=True).dump(list(offers))  # type: ignore[no-any-return]


__all__ = [
    "AllowedAction",
    "Detailed",
    "FengqiaoApi",
    "PageQuery",
    "Problem",
    "Resource",
    "allowed",
    "page_body",
    "page_schema",
    "tell_times_in_beijing",
]
