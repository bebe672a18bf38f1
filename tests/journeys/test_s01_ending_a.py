"""S01 as it happened: the agreement is ready to be signed when the employer pays everybody, and nobody has to sign."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from app.agreements import queries as agreements
from app.agreements.models import Certificate
from app.agreements.types.linting import Level, Stage
from app.audit import queries as audit
from app.claims import queries as claims
from app.closure import services as closure
from app.closure.policies import may_open_dossier
from app.core import clock
from app.core.db import db
from app.demo.wage_agreement import CHECKED, SIGNING
from app.demo.wage_story import ARCHIVED, FILED, VISITED, WageStory
from app.files.queries import file_by_id
from app.intake import queries as matters
from app.mediation import queries as mediations
from app.rendering.models import Document
from tests.support.printed import pages_of

VERIFIED_FEN, CLAIMED_FEN = 26_130_575, 26_577_931


def forms_of(story: WageStory) -> set[str]:
    """Codes of the forms issued in the matter."""
    rows = db.session.query(Document.form_code).filter(Document.matter_id == story.matter_id)
    return {row[0] for row in rows}


def copy_of(story: WageStory, login: str, folder: Path) -> list[str]:
    """The texts of the bound dossier's pages as one person gets it."""
    bound = closure.dossier_file(story.dossier.id, actor=story.act(login))
    content = bound.read_bytes() if isinstance(bound, Path) else bound.getvalue()
    return pages_of(content, folder, "-raw").removesuffix("\f").split("\f")


def assert_the_records_stay_with_those_who_may_read_them(story: WageStory, folder: Path) -> None:
    """The dispatcher who filed sees the records of the sittings in the contents and not in his copy."""
    file_id, held = story.dossier.file_id, [line for line in story.dossier.contents if line["form"] == "D19"]
    assert file_id is not None
    sheets = sum(line["last_page"] - line["first_page"] + 1 for line in held)
    whole, copy = copy_of(story, "ding", folder), copy_of(story, "gaomou", folder)
    assert sheets == len(whole) - len(copy) > 0
    assert any("人民调解记录" in page for page in copy)
    assert "本卷共计" in whole[-1]
    assert str(story.dossier.pages) in whole[-2].split()
    assert may_open_dossier(story.act("ding"), file_by_id(file_id))
    assert not may_open_dossier(story.act("gaomou"), file_by_id(file_id))


def test_s01_ending_a_from_the_police_report_to_the_archive(s01: WageStory, tmp_path: Path) -> None:
    s01.file()
    s01.register()
    s01.triage()
    event = matters.matter(s01.matter_id)
    assert (event.number, event.risk_score, event.risk_level) == ("FS-20250618-0001", 47, "yellow")
    s01.dispatch()
    assert s01.orders[0].number == "房综治派〔2025〕第0001号"
    s01.sign_orders()
    assert event.state == "handling"

    s01.open_mediation()
    s01.first_session()
    s01.stall()
    assert matters.latest_assessment(s01.matter_id).score == 53  # type: ignore[union-attr]
    s01.ask()
    s01.raise_risk()
    assert (event.risk_score, event.risk_level) == (58, "orange")
    assert matters.hold_count(s01.matter_id) == 0
    s01.take()
    s01.answer()
    assert matters.hold_count(s01.matter_id) == 1
    s01.adopt()
    s01.second_session()

    s01.check_schedule()
    schedule = claims.schedules_of(s01.matter_id)[0]
    assert (schedule.claimed_fen, schedule.verified_fen, len(s01.rows)) == (CLAIMED_FEN, VERIFIED_FEN, 32)
    s01.draft_agreement()
    with s01.at(CHECKED, 16, 30):
        report = agreements.lint(s01.agreement, on=clock.today(), stage=Stage.FREEZE)
    found = {level: sorted({finding.rule_id for finding in report.at(level)}) for level in Level}
    assert found[Level.BLOCK] == []
    assert found[Level.WARN] == ["A08", "T22"]
    assert found[Level.INFO] == ["T09", "W11", "W15"]
    s01.freeze_agreement()
    assert s01.agreement.state == "frozen"

    s01.employer_pays_first()
    assert s01.agreement.state == "lapsed"
    sitting = mediations.latest_mediation(s01.matter_id)
    assert sitting is not None
    assert sitting.state == "performed_without_agreement"
    s01.certify()
    certificate = db.session.get_one(Certificate, s01.certificate_id)
    assert (certificate.basis, certificate.amount_fen) == ("schedule", VERIFIED_FEN)
    assert certificate.number == "房综治履〔2025〕第0001号"

    s01.report_outcome(SIGNING)
    s01.complete_orders(SIGNING)
    assert {order.state for order in s01.orders} == {"completed"}
    s01.resolve(SIGNING)
    assert (event.state, event.resolved_on) == ("resolved", date(2025, 6, 23))
    s01.visit(SIGNING + VISITED)
    s01.close(SIGNING + VISITED)
    assert (event.state, event.closed_on) == ("closed", date(2025, 6, 30))
    s01.file_dossier(SIGNING + FILED)
    assert s01.dossier.pages > 20
    assert_the_records_stay_with_those_who_may_read_them(s01, tmp_path)
    s01.archive(SIGNING + ARCHIVED)
    assert event.state == "archived"
    assert s01.dossier.filed_by_name != s01.dossier.checked_by_name

    expected = {"D01", "D05", "D06", "D10", "D11", "D12", "D19", "D21", "D22", "D24", "D40", "D41"}
    assert forms_of(s01) >= expected
    assert audit.verify(s01.matter_id) == (1, [])
