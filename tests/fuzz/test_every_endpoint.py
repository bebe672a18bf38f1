"""Whatever is sent to the API, by whom ever: no 5xx, and no answer that the description does not promise.

Each role has its share of time and no more, so that the whole run ends within a quarter of an hour. Every operation is
asked at its edges first (``coverage``), then at random (``fuzzing``) until the share is spent.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

import config
from app.core.db import db
from tests.support.browser import LiveServer
from tests.support.foreign import ForeignWorld

CHECKS = ("not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance")
PEOPLE = {"dispatcher": "gaomou", "mediator": "ding", "judge": "meng"}
#: Random calls of one operation, seconds for one role, and how much of a line of its report is shown.
EXAMPLES = os.environ.get("FENGQIAO_FUZZ_EXAMPLES") or "8"
LINE = 400
SECONDS = os.environ.get("FENGQIAO_FUZZ_SECONDS") or "200"


@pytest.fixture(scope="module")
def tokens(live_server: LiveServer) -> dict[str, str]:
    """A token for each role, in a centre with two wage matters that have a row of every kind."""
    with live_server.app.app_context():
        ForeignWorld()
        db.session.remove()
    runner = live_server.app.test_cli_runner()
    made = {}
    for role, login in PEOPLE.items():
        with live_server.app.app_context():
            answer = runner.invoke(args=["token", "create", login, "--scope", "*", "--json"])
        assert answer.exit_code == 0, answer.output
        made[role] = json.loads(answer.output)["token"]
    return made


def _get(address: str, token: str | None) -> dict[str, object]:
    """What an address answers when that is an object of JSON, else nothing."""
    request = urllib.request.Request(address, headers={"Authorization": f"Bearer {token}"} if token else {})
    with urllib.request.urlopen(request, timeout=30) as page:
        answer = json.load(page) if "json" in page.headers.get_content_type() else {}
    return answer if isinstance(answer, dict) else {}


def known_ids(url: str, token: str) -> dict[str, list[str]]:
    """The first ids of every list the person may read."""
    found = {}
    for path, operations in _get(f"{url}/api/openapi.json", None)["paths"].items():  # type: ignore[attr-defined]
        if "{" in path or "get" not in operations:
            continue
        try:
            rows = _get(f"{url}{path}", token)
        except OSError:
            continue
        for value in rows.values():
            if isinstance(value, list):
                ids = [row["id"] for row in value[:20] if isinstance(row, dict) and "id" in row]
                found[path.rstrip("/").rpartition("/")[2]] = ids
    return {name: ids for name, ids in found.items() if ids}


@pytest.mark.parametrize("role", ["nobody", "dispatcher", "mediator", "judge"])
def test_every_endpoint_answers_as_described(
    live_server: LiveServer, request: pytest.FixtureRequest, tmp_path: Path, role: str
) -> None:
    token = None if role == "nobody" else request.getfixturevalue("tokens")[role]
    ids = tmp_path / "ids.json"
    ids.write_text(json.dumps(known_ids(live_server.url, token) if token else {}))
    command = [sys.executable, "-m", "schemathesis.cli", "run", f"{live_server.url}/api/openapi.json"]
    command += ["--url", live_server.url, "--checks", ",".join(CHECKS), "--max-examples", EXAMPLES]
    command += ["--phases", "coverage,fuzzing", "--generation-deterministic", "--continue-on-failure"]
    command += ["--request-timeout", "30", "--no-color", "--max-time", SECONDS]
    if token:
        command += ["--header", f"Authorization: Bearer {token}"]
    done = subprocess.run(
        command,
        cwd=config.ROOT,
        env={**os.environ, "SCHEMATHESIS_HOOKS": "tests.fuzz.hooks", "FENGQIAO_FUZZ_IDS": str(ids)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, _readable(done.stdout) + _readable(done.stderr[-2_000:])


def _readable(report: str) -> str:
    """A report whose lines are cut: a call may have an address of many thousand signs."""
    return "\n".join(line if len(line) <= LINE else f"{line[:LINE]} …" for line in report.splitlines())
