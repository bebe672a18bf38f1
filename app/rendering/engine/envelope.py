"""What the platform prints around every form: number, version, verification code with QR, hash, moment, mark."""

import io
from dataclasses import asdict, dataclass
from typing import Any, Literal

import segno
from markupsafe import Markup

from app.core import canonical_json

Mark = Literal["", "草稿", "示例"]
DRAFT: Mark = "草稿"
SAMPLE: Mark = "示例"


@dataclass(frozen=True)
class Envelope:
    """The strip at the foot of each page; `digest` is the SHA-256 of template version and data."""

    form_code: str
    title: str
    number: str
    version: int
    code: str
    verify_url: str
    issued_at: str
    digest: str
    mark: Mark = ""

    def as_dict(self) -> dict[str, Any]:
        """Plain values, to store beside the data."""
        return asdict(self)

    @property
    def grouped_code(self) -> str:
        """The code in groups of four, easier to type."""
        return "-".join(self.code[start : start + 4] for start in range(0, len(self.code), 4))

    @property
    def qr(self) -> Markup:
        """The QR of the verify page."""
        return qr_svg(self.verify_url)


def qr_svg(text: str) -> Markup:
    """A QR code as inline SVG, sized by its container."""
    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        drawn, kind="svg", border=0, xmldecl=False, svgns=True, omitsize=True, svgclass=None, lineclass=None
    )
    return Markup(drawn.getvalue().decode())  # noqa: S704 - drawn by us from modules, no text of the caller inside


def content_digest(form_code: str, template_digest: str, data: dict[str, Any]) -> str:
    """SHA-256 over form, template version and data: the hash printed on the paper."""
    return canonical_json.digest({"form": form_code, "template": template_digest, "data": data})
