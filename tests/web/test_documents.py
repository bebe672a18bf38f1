"""Documents and evidence through their pages: opened, printed together, voided, verified, handed in."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from flask import Flask

from app.core.permissions import Actor
from app.files.services import store
from app.rendering import services
from tests.support.papers import Papers
from tests.support.visits import Visitor

Visit = Callable[[str], Visitor]
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 50
EXE = b"MZ\x90\x00\x03\x00\x00\x00" + b"\x00" * 100


class Counted(io.BytesIO):
    """A body that counts how often it is read."""

    taken = 0

    def read(self, size: int | None = -1, /) -> bytes:
        """The next bytes."""
        self.taken += 1
        return super().read(size)


def hand_in(person: Visitor, papers: Papers, content: bytes, name: str, status: int = 303) -> str:
    """Hand in one file on the matter's page; returns what the page says."""
    person.get(f"/events/{papers.matter_id}/documents")
    answer = person.send(
        f"/events/{papers.matter_id}/evidence",
        status,
        file=(io.BytesIO(content), name),
        name="欠条照片",
        purpose="证明欠薪",
    )
    return answer.get_data(as_text=True) if status != 303 else person.get(f"/events/{papers.matter_id}/documents")


def test_a_document_is_listed_shown_and_opened(papers: Papers, visit: Visit) -> None:
    issued, gao = papers.issue(), visit("gaomou")
    for address in ("/documents?form=D12&number=0123", f"/events/{papers.matter_id}/documents"):
        page = gao.get(address)
        assert "签收回执/退回单" in page
        assert "房综治派〔2025〕第0123号" in page
    page = gao.get(f"/documents/{issued.id}")
    assert issued.content_digest in page
    answer = gao.client.get(f"/documents/{issued.id}/pdf")
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    download = gao.client.get(f"/documents/{issued.id}/pdf?download=1")
    assert download.headers["Content-Disposition"].startswith("attachment")
    assert download.data == answer.data


def test_a_stranger_gets_neither_page_nor_bytes(papers: Papers, visit: Visit) -> None:
    issued, civil = papers.issue(), visit("civil")
    assert "房综治派〔2025〕第0123号" not in civil.get("/documents")
    for address in (f"/documents/{issued.id}", f"/documents/{issued.id}/pdf", f"/events/{papers.matter_id}/documents"):
        civil.get(address, 404)


def test_ticked_documents_are_printed_together(papers: Papers, visit: Visit) -> None:
    first, second = papers.issue(), papers.issue("D13")
    gao = visit("gaomou")
    gao.get(f"/events/{papers.matter_id}/documents")
    at = gao.send(f"/events/{papers.matter_id}/documents/batch", chosen=[str(first.id), str(second.id)]).location
    assert "共2份，已生成0份" in gao.get(at)
    batch_id = re.sub(r".*/", "", at)
    services.render_batch(batch_id, actor=Actor.system())
    page = gao.get(at)
    assert "共2份，已生成2份" in page
    found = re.search(r'href="(/files/[0-9a-f-]+\?show=1)"', page)
    assert found is not None
    assert gao.client.get(found[1]).mimetype == "application/pdf"


def test_a_document_is_voided_with_a_reason_and_the_paper_says_so(papers: Papers, visit: Visit, app: Flask) -> None:
    issued, gao = papers.issue(), visit("gaomou")
    refused = gao.send(f"/documents/{issued.id}/void", 422, reason="错")
    assert "至少5个字" in refused.get_data(as_text=True) or "作废" in refused.get_data(as_text=True)
    gao.send(f"/documents/{issued.id}/void", reason="当事人姓名写错，另行出具")
    assert "当事人姓名写错" in gao.get(f"/documents/{issued.id}")
    public = app.test_client().get(f"/v/{issued.verify_code}")
    assert "作废" in public.get_data(as_text=True)


def test_the_verify_page_is_open_to_all_and_names_nobody(papers: Papers, app: Flask) -> None:
    issued = papers.issue()
    page = app.test_client().get(f"/v/{issued.verify_code.lower()}").get_data(as_text=True)
    for words in ("目前有效", "房综治派〔2025〕第0123号", "第1版", issued.content_digest):
        assert words in page
    for hidden in ("丁某和", "高某", "人力资源", "劳动者", str(papers.matter_id)):
        assert hidden not in page
    unknown = app.test_client().get("/v/ZZZZZZZZZZZZ")
    assert unknown.status_code == 404
    assert "没有验证码" in unknown.get_data(as_text=True)
    assert "示例" in app.test_client().get("/v/000000000000").get_data(as_text=True)


def test_evidence_is_handed_in_and_opened_sealed(papers: Papers, visit: Visit) -> None:
    ding = visit("ding")
    page = hand_in(ding, papers, PNG, "欠条.jpg")
    assert "欠条照片" in page
    found = re.search(r'href="(/files/[0-9a-f-]+)\?show=1"', page)
    assert found is not None
    answer = ding.client.get(f"{found[1]}?show=1")
    assert answer.mimetype == "image/png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert ding.client.get(found[1]).headers["Content-Disposition"].startswith("attachment")
    assert visit("he").client.get(found[1]).status_code == 200
    assert visit("civil").client.get(found[1]).status_code == 404


@pytest.mark.parametrize(
    ("content", "name", "status"),
    [(EXE, "photo.jpg", 415), (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.png", 415), (b"", "a.pdf", 422)],
)
def test_what_is_no_evidence_is_refused(content: bytes, name: str, status: int, papers: Papers, visit: Visit) -> None:
    ding = visit("ding")
    hand_in(ding, papers, content, name, status)
    assert "还没有证据材料" in ding.get(f"/events/{papers.matter_id}/documents")


def test_two_hundred_megabytes_are_refused_before_they_fill_the_disk(papers: Papers, visit: Visit) -> None:
    ding = visit("ding")
    body = Counted(b"--b\r\n")
    answer = ding.client.post(
        f"/events/{papers.matter_id}/evidence",
        input_stream=body,
        content_type="multipart/form-data; boundary=b",
        environ_overrides={"CONTENT_LENGTH": str(200 * 1024 * 1024)},
    )
    assert answer.status_code == 413
    assert body.taken == 0
    assert list(store().incoming.glob("*")) == []


def test_a_text_file_is_never_shown_in_place(papers: Papers, visit: Visit) -> None:
    ding = visit("ding")
    page = hand_in(ding, papers, "说明".encode(), "说明.txt")
    found = re.search(r'href="(/files/[0-9a-f-]+)\?show=1"', page)
    assert found is not None
    answer = ding.client.get(f"{found[1]}?show=1")
    assert answer.headers["Content-Disposition"].startswith("attachment")
