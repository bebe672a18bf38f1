"""Web, worker and pdf worker under one roof: started together, restarted when one dies, stopped together.

The database is not a child: it outlives every one of them and is stopped last by whoever started the supervisor.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType

STOP_SECONDS = 25
SHORT_LIFE_SECONDS = 10
LONGEST_PAUSE = 30.0
UPKEEP_ROUNDS = 10
PR_SET_PDEATHSIG = 1


def _die_with_parent() -> None:
    """Ask the kernel for SIGTERM should the supervisor be killed outright (Linux)."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)


@dataclass
class Child:
    """One program that must be running."""

    name: str
    command: list[str]
    running: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    pause: float = 1.0
    not_before: float = 0.0

    def start(self, environment: dict[str, str]) -> None:
        """Start it in a session of its own, so that Ctrl-C reaches only the supervisor."""
        self.started_at = time.monotonic()
        self.running = subprocess.Popen(
            self.command,
            env=environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_die_with_parent,  # noqa: PLW1509 - the supervisor has one thread
        )

    def tell(self, signal_number: int) -> None:
        """Send a signal to it and what it started."""
        if self.running is not None and self.running.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.running.pid, signal_number)

    def plan_restart(self) -> None:
        """Wait longer each time it dies young."""
        young = time.monotonic() - self.started_at < SHORT_LIFE_SECONDS
        self.pause = min(self.pause * 2, LONGEST_PAUSE) if young else 1.0
        self.not_before = time.monotonic() + self.pause


@dataclass
class Supervisor:
    """Keeps its children running until it is told to stop."""

    environment: dict[str, str] = field(default_factory=dict)
    upkeep: Callable[[], None] | None = None
    children: list[Child] = field(default_factory=list, init=False)
    stopping: bool = field(default=False, init=False)

    def listen(self) -> None:
        """From now on SIGTERM and SIGINT mean: stop everything in order."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._on_signal)

    def add(self, child: Child) -> None:
        """Start one more child, unless everything is about to stop."""
        if not self.stopping:
            child.start(self.environment)
            self.children.append(child)

    def watch(self) -> None:
        """Restart what dies until told to stop; then stop all."""
        rounds = 0
        while not self.stopping:
            self._revive()
            if self.upkeep is not None and rounds % UPKEEP_ROUNDS == 0:
                self.upkeep()
            rounds += 1
            time.sleep(0.2)
        self.stop()

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _revive(self) -> None:
        for child in self.children:
            if child.running is None:
                if time.monotonic() >= child.not_before:
                    child.start(self.environment)
            elif (code := child.running.poll()) is not None:
                child.running = None
                child.plan_restart()
                say(f"{child.name} ended with {code}; starting it again in {child.pause:.0f} s")

    def stop(self) -> None:
        """SIGTERM to all at once, SIGKILL to what is still there after a while."""
        for child in self.children:
            if child.running is not None:
                child.running.terminate()
        give_up = time.monotonic() + STOP_SECONDS
        for child in self.children:
            if child.running is None:
                continue
            try:
                child.running.wait(max(give_up - time.monotonic(), 0.1))
            except subprocess.TimeoutExpired:
                say(f"{child.name} does not stop; killing it")
            child.tell(signal.SIGKILL)
            child.running.wait()


def say(text: str) -> None:
    """A word to the person at the terminal."""
    print(text, file=sys.stderr, flush=True)
