"""Many documents become one PDF: cover and contents in front, each page numbered, the back cover at the end."""

from __future__ import annotations

import io
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf

from app.core import clock
from app.core.permissions import Actor
from app.rendering import services as rendering
from app.rendering.models import Document

NUMBER_FONT = "/FqPage"
NUMBER_SIZE = 11
#: Where a page's number stands: points from the right and from the upper edge of the sheet.
FROM_RIGHT, FROM_TOP = 42, 30


@dataclass(frozen=True, slots=True)
class Bound:
    """One document as it lies in the dossier."""

    document: Document
    first_page: int
    last_page: int
    pdf: bytes

    def line(self) -> dict[str, Any]:
        """Its line in the contents."""
        row = self.document
        return {
            "title": row.title,
            "number": row.number or "",
            "form": row.form_code,
            "first_page": self.first_page,
            "last_page": self.last_page,
            "dated_on": clock.local(row.issued_at).date().isoformat(),
            "sha256": row.pdf_sha256,
        }


def bind(rows: Sequence[Document]) -> list[Bound]:
    """The bytes of each document and the pages it takes, counted through from 1. The platform reads, not a person."""
    page, bound = 1, []
    for row in rows:
        pdf = rendering.document_file(row.id, actor=Actor.system()).path.read_bytes()
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            count = len(opened.pages)
        bound.append(Bound(row, page, page + count - 1, pdf))
        page += count
    return bound


def joined(cover: bytes, bound: Sequence[Bound]) -> bytes:
    """One PDF: the cover's pages but the last, every document with its page numbers, the cover's last page.

    A bookmark leads to each document, and the reader's page labels agree with the contents.
    """
    with pikepdf.new() as whole, pikepdf.open(io.BytesIO(cover)) as outside:
        whole.pages.extend(list(outside.pages)[:-1])
        front = len(whole.pages)
        for one in bound:
            with pikepdf.open(io.BytesIO(one.pdf)) as part:
                whole.pages.extend(part.pages)
        for number, page in enumerate(list(whole.pages)[front:], start=1):
            _number(whole, page, number)
        whole.pages.append(outside.pages[-1])
        _label(whole, front, len(whole.pages) - 1)
        with whole.open_outline() as outline:
            outline.root.extend(pikepdf.OutlineItem(one.document.title, front + one.first_page - 1) for one in bound)
        return _saved(whole)


def _label(whole: pikepdf.Pdf, front: int, back: int) -> None:
    roman, plain = pikepdf.Dictionary(S=pikepdf.Name.r), pikepdf.Dictionary(S=pikepdf.Name.D, St=1)
    last = pikepdf.Dictionary(S=pikepdf.Name.r, St=front + 1)
    whole.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array([0, roman, front, plain, back, last]))


def _number(whole: pikepdf.Pdf, page: pikepdf.Page, number: int) -> None:
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.add_resource(font, pikepdf.Name.Font, pikepdf.Name(NUMBER_FONT))
    box = [float(one) for one in page.mediabox]
    right, top = box[2] - FROM_RIGHT, box[3] - FROM_TOP
    words = f"q 0 g BT {NUMBER_FONT} {NUMBER_SIZE} Tf 1 0 0 1 {right:.1f} {top:.1f} Tm ({number}) Tj ET Q"
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(f"Q\n{words}\n".encode())


def without(whole: Path, contents: Sequence[dict[str, Any]], forms: Collection[str]) -> bytes:
    """A copy of a bound dossier that lacks the pages of some forms; the contents still name them."""
    with pikepdf.open(whole) as pdf:
        last = contents[-1]["last_page"] if contents else 0
        front = len(pdf.pages) - last - 1
        dropped = {
            front + page - 1
            for line in contents
            if line["form"] in forms
            for page in range(line["first_page"], line["last_page"] + 1)
        }
        for index in sorted(dropped, reverse=True):
            del pdf.pages[index]
        for key in ("/Outlines", "/PageLabels"):
            if key in pdf.Root:
                del pdf.Root[key]
        pdf.remove_unreferenced_resources()
        return _saved(pdf)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()
