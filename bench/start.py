"""The second start: seconds from ``./fengqiao run`` to the first answer, on a data directory prepared before.

The first start, which makes the database, is not counted. The demo is left out: it is planted once, before a second
start. The baseline is Python importing the largest libraries and nothing else.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys

import config
from bench import place
from bench.figures import Row, p50, row, timed
from bench.live import wait_for

RUNS = 3
IMPORTS = "import flask, sqlalchemy, weasyprint"
NOT_OURS = ("DATABASE_URL", "FENGQIAO_OWNER_DATABASE_URL", "SECRET_KEY")


def rows() -> list[Row]:
    """One row, with bare imports by turns."""
    folder = place.folder() / "start"
    environment = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
    environment |= {"FENGQIAO_DATA_DIR": str(folder), "FENGQIAO_DEMO": "0"}
    starts: list[float] = []
    imports: list[float] = []
    try:
        _start(environment)
        for _ in range(RUNS):
            imports.append(timed(lambda: subprocess.run([sys.executable, "-c", IMPORTS], check=True)))
            starts.append(_start(environment))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    words = f"{IMPORTS}, p50 {p50(imports):.0f} ms"
    return [row("second start until /healthz", starts, queries=0, ratio=p50(starts) / p50(imports), ratio_to=words)]


def _start(environment: dict[str, str]) -> float:
    """Milliseconds until the product answers; it is stopped again."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [str(config.ROOT / "fengqiao"), "run"]
    with subprocess.Popen(
        command, env={**environment, "PORT": str(port)}, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    ) as running:
        try:
            return timed(lambda: wait_for(port, running))
        finally:
            running.send_signal(signal.SIGTERM)
