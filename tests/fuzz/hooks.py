"""Hooks for Schemathesis: half of the ids in a path are those of rows that exist, so that calls get past "not found".

An address longer than a request line never reaches the application: the web server answers 414, in its own words.

``FENGQIAO_FUZZ_IDS`` names a JSON file of ids by path, as the test found them in the lists.
"""

from __future__ import annotations

import json
import os
import random
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import schemathesis

KNOWN: dict[str, list[str]] = json.loads(Path(os.environ["FENGQIAO_FUZZ_IDS"]).read_text())
CHANCE = random.Random(20260120)
#: Signs of a query that gunicorn takes together with any of our paths; its request line has 4,094.
QUERY = 3_500


@schemathesis.hook
def filter_query(context: Any, query: dict[str, Any] | None) -> bool:
    """Whether the application gets to see an address with this query."""
    return len(urlencode(query or {}, doseq=True)) <= QUERY


@schemathesis.hook
def map_path_parameters(context: Any, path_parameters: dict[str, Any] | None) -> dict[str, Any] | None:
    """Put an existing id of the same resource in place of an invented one, every other time."""
    if not path_parameters or context.operation is None or CHANCE.random() < 0.5:
        return path_parameters
    resource = context.operation.path.partition("/{")[0].rpartition("/")[2]
    ids = KNOWN.get(resource)
    name = next(iter(path_parameters))
    return {**path_parameters, name: CHANCE.choice(ids)} if ids else path_parameters
