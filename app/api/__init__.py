"""The API under ``/api/v1``, described at ``/api/openapi.json``. One module per context, siblings; each holds ``blp``.

``register`` finds the modules by itself. Resources are plural and hyphenated, an act is a POST named as its transition,
every resource carries ``state``, ``version`` and ``allowed_actions``. Refusals are RFC 9457 problems. The same schemas,
services and rules stand behind the pages.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Flask
from marshmallow import fields

from app.api.resource import FengqiaoApi, Resource, schema_name, tell_times_in_beijing

PREFIX = "/api/v1"
SETTINGS = {
    "API_TITLE": "Fengqiao 枫桥",
    "API_VERSION": "v1",
    "OPENAPI_VERSION": "3.1.0",
    "OPENAPI_URL_PREFIX": "/api",
    "OPENAPI_JSON_PATH": "openapi.json",
}


def register(app: Flask) -> None:
    """Put every resource on the application and describe it."""
    app.config.update(SETTINGS)
    tell_times_in_beijing()
    plugin = MarshmallowPlugin(schema_name_resolver=schema_name)
    api = FengqiaoApi(app, spec_kwargs={"marshmallow_plugin": plugin})
    api.register_field(fields.Decimal, "string", "decimal")
    for found in sorted(pkgutil.iter_modules(__path__), key=lambda one: one.name):
        blueprint = getattr(import_module(f"{__name__}.{found.name}"), "blp", None)
        if isinstance(blueprint, Resource):
            api.register_blueprint(blueprint, url_prefix=f"{PREFIX}{blueprint.url_prefix or ''}")


__all__ = ["PREFIX", "register"]
