"""Documents and files by machine, under the same rules as the pages."""

from __future__ import annotations

import io
from collections.abc import Callable
from uuid import uuid4

from app.core.permissions import Actor
from app.rendering import services
from tests.support.papers import Papers
from tests.support.visits import Visitor

Visit = Callable[[str], Visitor]


def test_documents_are_listed_and_shown(papers: Papers, visit: Visit) -> None:
    first, second = papers.issue(), papers.issue()
    gao = visit("gaomou")
    body = gao.json(f"/api/v1/documents?matter={papers.matter_id}&form=D12")
    assert [(row["id"], row["state"]) for row in body["rows"]] == [
        (str(second.id), "valid"),
        (str(first.id), "superseded"),
    ]
    one = gao.json(f"/api/v1/documents/{second.id}")
    assert one["content_sha256"] == second.content_digest
    assert [act["name"] for act in one["allowed_actions"]] == ["void"]
    assert gao.json("/api/v1/documents?updated_since=2099-01-01T00:00:00%2B08:00")["rows"] == []
    assert visit("civil").json(f"/api/v1/documents?matter={papers.matter_id}")["rows"] == []
    visit("civil").json(f"/api/v1/documents/{second.id}", status=404)


def test_the_bytes_come_as_a_download(papers: Papers, visit: Visit) -> None:
    issued = papers.issue()
    answer = visit("gaomou").client.get(f"/api/v1/documents/{issued.id}/pdf")
    assert answer.data.startswith(b"%PDF-")
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_voiding_asks_for_the_version_seen(papers: Papers, visit: Visit) -> None:
    issued, gao = papers.issue(), visit("gaomou")
    address, body = f"/api/v1/documents/{issued.id}/void", {"reason": "当事人姓名写错，另行出具"}
    gao.json(address, body, status=428)
    gao.json(address, body, status=412, If_Match='"9"')
    gao.json(address, {"reason": "错"}, status=422, If_Match='"1"')
    assert gao.json(address, body, If_Match='"1"')["state"] == "voided"
    gao.json(address, body, status=409, If_Match='"1"')


def test_a_batch_is_started_and_followed(papers: Papers, visit: Visit) -> None:
    issued, gao = papers.issue(), visit("gaomou")
    body = {"documents": [str(issued.id)], "joined": True}
    batch = gao.json("/api/v1/documents/batches", body, status=202)
    assert (batch["total"], batch["percent"]) == (1, 0)
    services.render_batch(batch["id"], actor=Actor.system())
    done = gao.json(f"/api/v1/documents/batches/{batch['id']}")
    assert (done["done"], done["percent"]) == (1, 100)
    visit("ding").json(f"/api/v1/documents/batches/{batch['id']}", status=404)
    answer = gao.client.get(f"/api/v1/files/{done['file_id']}/content")
    assert answer.data.startswith(b"%PDF-")


def test_a_file_is_uploaded_and_becomes_evidence(papers: Papers, visit: Visit) -> None:
    ding = visit("ding")
    stored = _uploaded(ding, b"%PDF-1.7\nxxxx", "../../欠条.exe", 201)
    assert (stored["name"], stored["media_type"]) == ("欠条.pdf", "application/pdf")
    visit("he").json(f"/api/v1/files/{stored['id']}", status=404)
    rows = ding.json(
        f"/api/v1/events/{papers.matter_id}/evidence",
        {"file_id": stored["id"], "purpose": "证明欠薪"},
        status=201,
        Idempotency_Key=str(uuid4()),
    )
    assert [row["name"] for row in rows] == ["欠条.pdf"]
    assert visit("he").json(f"/api/v1/files/{stored['id']}")["sha256"] == stored["sha256"]
    visit("civil").json(f"/api/v1/files/{stored['id']}", status=404)
    visit("civil").json(f"/api/v1/events/{papers.matter_id}/evidence", status=404)


def test_somebody_elses_upload_cannot_be_taken_as_evidence(papers: Papers, visit: Visit) -> None:
    stored = _uploaded(visit("ding"), b"%PDF-1.7\nyyyy", "a.pdf", 201)
    visit("he").json(f"/api/v1/events/{papers.matter_id}/evidence", {"file_id": stored["id"]}, status=404)


def test_a_disguised_program_is_refused(papers: Papers, visit: Visit) -> None:
    assert _uploaded(visit("ding"), b"MZ\x90\x00\x03\x00", "photo.jpg", 415)["code"] == "file_type_refused"


def _uploaded(person: Visitor, content: bytes, name: str, status: int) -> dict[str, str]:
    answer = person.client.post("/api/v1/files", data={"file": (io.BytesIO(content), name)})
    assert answer.status_code == status, answer.get_data(as_text=True)
    return answer.get_json()  # type: ignore[no-any-return]


def test_a_form_is_issued_under_the_rules_of_its_page(papers: Papers, visit: Visit) -> None:
    gao, body = visit("gaomou"), {"form": "D01", "subject_id": str(papers.matter_id)}
    key = str(uuid4())
    made = gao.json("/api/v1/documents", body, status=201, Idempotency_Key=key)["rows"]
    assert [(row["form"], row["matter_id"]) for row in made] == [("D01", str(papers.matter_id))]
    assert gao.json("/api/v1/documents", body, status=201, Idempotency_Key=key)["rows"] == made
    assert len(gao.json(f"/api/v1/documents?matter={papers.matter_id}&form=D01")["rows"]) == 1
    visit("civil").json("/api/v1/documents", body, status=404)
    gao.json("/api/v1/documents", {**body, "form": "D05"}, status=403)
    gao.json("/api/v1/documents", {**body, "form": "D24"}, status=422)
    visit("ding").json("/api/v1/documents", {**body, "form": "D05"}, status=404)
