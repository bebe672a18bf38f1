"""How this process prints: under which public address documents are verified, and on how many processes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Press:
    """`public_url` goes into every QR; with 0 processes rendering happens in the asking process."""

    public_url: str
    processes: int = 0

    def verify_url(self, code: str) -> str:
        """The address of the verify page of one document."""
        return f"{self.public_url}/v/{code}"


_press: list[Press] = []


def use_press(chosen: Press) -> None:
    """Install the press of this process."""
    _press[:] = [chosen]


def press() -> Press:
    """The press of this process; raises LookupError before bootstrap has named one."""
    if not _press:
        raise LookupError("no press is set up")
    return _press[0]
