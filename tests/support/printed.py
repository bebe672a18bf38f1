"""Look into a PDF the way a reader does: its text, its fonts, its pages."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pikepdf

from app.rendering import services


def sample(key: str, folder: Path) -> Path:
    """The sample of a form as a file."""
    path = folder / f"{key.replace(':', '-')}.pdf"
    path.write_bytes(sample_bytes(key))
    return path


@cache
def sample_bytes(key: str) -> bytes:
    """The sample of a form, rendered once for all tests of this process."""
    services.use_press(services.Press("https://fengqiao.example"))
    return services.render_sample(key)


def page_count(pdf: bytes) -> int:
    """How many pages."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def text_of(pdf: bytes, folder: Path) -> str:
    """All text, without white space, so that line breaks do not matter."""
    return re.sub(r"\s+", "", pages_of(pdf, folder, "-raw"))


def pages_of(pdf: bytes, folder: Path, *options: str) -> str:
    """The text as pdftotext gives it; a form feed ends each page."""
    path = folder / "looked-at.pdf"
    path.write_bytes(pdf)
    return _run("pdftotext", *options, str(path), "-")


def fonts_of(pdf: bytes, folder: Path) -> list[str]:
    """One line for each font: name, type, whether embedded and subset."""
    path = folder / "looked-at.pdf"
    path.write_bytes(pdf)
    return _run("pdffonts", str(path)).splitlines()[2:]


def _run(program: str, *arguments: str) -> str:
    found = shutil.which(program)
    if found is None:
        raise LookupError(f"{program} is missing; ./fengqiao test installs poppler-utils")
    return subprocess.run([found, *arguments], capture_output=True, check=True, text=True).stdout
