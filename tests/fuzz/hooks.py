"""Hooks for Schemathesis: half of the ids in a path are those of rows that exist, so that calls get past "not found".

``FENGQIAO_FUZZ_IDS`` names a JSON file of ids by path, as the test found them in the lists.
"""

from __future__ import annotations

import json
import os
import random
from pathlib import Path
from typing import Any

import schemathesis

KNOWN: dict[str, list[str]] = json.loads(Path(os.environ["FENGQIAO_FUZZ_IDS"]).read_text())
CHANCE = random.Random(20260120)


@schemathesis.hook
def map_path_parameters(context: Any, path_parameters: dict[str, Any] | None) -> dict[str, Any] | None:
    """Put an existing id of the same resource in place of an invented one, every other time."""
    if not path_parameters or context.operation is None or CHANCE.random() < 0.5:
        return path_parameters
    resource = context.operation.path.partition("/{")[0].rpartition("/")[2]
    ids = KNOWN.get(resource)
    name = next(iter(path_parameters))
    return {**path_parameters, name: CHANCE.choice(ids)} if ids else path_parameters
