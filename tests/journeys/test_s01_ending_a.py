"""S01 as it happened: the agreement is ready to be signed when the employer pays everybody, and nobody has to sign.

How the dossier of this ending is filed and archived is looked at where the demo has told the same story to its end:
tests/integration/demo/test_demo_command.py.
"""

from __future__ import annotations

from datetime import date

from app.agreements import queries as agreements
from app.agreements.models import Certificate
from app.agreements.types.linting import Level, Stage
from app.audit import queries as audit
from app.claims import queries as claims
from app.core import clock
from app.core.db import db
from app.demo.wage_agreement import CHECKED, SIGNING
from app.demo.wage_story import VISITED, WageStory
from app.intake import queries as matters
from app.mediation import queries as mediations
from app.oversight import queries as oversight
from app.rendering.models import Document

VERIFIED_FEN, CLAIMED_FEN = 26_130_575, 26_577_931


def forms_of(story: WageStory) -> set[str]:
    """Codes of the forms issued in the matter."""
    rows = db.session.query(Document.form_code).filter(Document.matter_id == story.matter_id)
    return {row[0] for row in rows}


def test_s01_ending_a_from_the_police_report_to_the_closed_matter(s01: WageStory) -> None:
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
    assert {row.kind: row.state for row in oversight.duties_of(s01.matter_id)} == {
        "district_lead": "open",
        "guidance": "open",
    }
    s01.take()
    s01.answer()
    guided = next(row for row in oversight.duties_of(s01.matter_id) if row.kind == "guidance")
    assert (guided.state, guided.done_by_name, guided.request_id) == ("done", "孟某文", s01.request_id)
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
    assert [row.ended_why for row in oversight.duties_of(s01.matter_id) if row.state == "ended"] == ["closed"]
    assert s01.dossier.state == "open"

    expected = {"D01", "D05", "D06", "D10", "D11", "D12", "D19", "D21", "D22", "D24", "D40"}
    assert forms_of(s01) >= expected
    assert audit.verify(s01.matter_id) == (1, [])
