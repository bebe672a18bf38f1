"""S01 the other way: the company does not pay, all sign, the home pays every worker and the court confirms.

The papers of the way to the agreement are printed and bound in ending A; here their originals lie elsewhere, and the
dossier says so.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.agreements.models import Notice
from app.audit import queries as audit
from app.clocks import queries as clocks
from app.closure import services as closure
from app.confirmation import services as confirmation
from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.core.permissions import Role
from app.demo.wage_agreement import PAY_BY, SIGNING
from app.demo.wage_story import APPLIED, ARCHIVED, FILED, VISITED, WageStory
from app.intake import queries as matters
from app.mediation import queries as mediations
from app.rendering.models import Document
from tests.support.stage import scene


@scene()
def in_effect(s01: WageStory) -> WageStory:
    """The story up to the last signature; from there on every paper is printed."""
    s01.script = replace(s01.script, papers=False)
    s01.until_adopted()
    s01.check_schedule()
    s01.draft_agreement()
    s01.freeze_agreement()
    effective_at = s01.sign()
    assert effective_at is not None
    assert clock.local(effective_at).date() == date(2025, 6, 23)
    s01.script = replace(s01.script, papers=True)
    return s01


def forms_of(story: WageStory) -> set[str]:
    rows = db.session.query(Document.form_code).filter(Document.matter_id == story.matter_id)
    return {row[0] for row in rows}


def test_s01_ending_b_from_the_signatures_to_the_archive(in_effect: WageStory) -> None:
    s01 = in_effect
    sitting = mediations.latest_mediation(s01.matter_id)
    assert sitting is not None
    assert sitting.state == "agreed"
    with s01.at(SIGNING, 11):
        views = {view.rule_id: view for view in clocks.clocks_of_subject("agreement", s01.agreement_id)}
    assert views["K01"].due_on == date(2025, 7, 23)
    assert len(views["K01"].because) >= 3
    s01.notify()
    notice = db.session.query(Notice).filter(Notice.agreement_id == s01.agreement_id).one()
    assert notice.is_proven

    s01.draft_application()
    s01.make_ready()
    s01.submit()
    guiding = s01.at_work.actor("meng", Role.CONFIRMATION_JUDGE)
    with pytest.raises(Refused) as refusal, s01.at(APPLIED, 11):
        confirmation.accept(s01.application_id, actor=guiding)
    assert refusal.value.code == "guiding_judge"
    number = s01.accept()
    assert number.startswith("（2025）京0111诉前调确")
    s01.verify()
    s01.confirm()
    assert s01.application.state == "confirmed"
    assert s01.agreement.confirmed
    s01.assignee_pays()
    assert s01.agreement.state == "performed"
    s01.certify(PAY_BY)

    end = PAY_BY + 4
    for step in (s01.report_outcome, s01.complete_orders, s01.resolve):
        step(end)
    for step in (s01.visit, s01.close):
        step(end + VISITED)
    with pytest.raises(Refused) as refusal:
        s01.file_dossier(end + FILED)
    assert "受理登记表、权利义务告知书、调解记录" in str(refusal.value.message)
    with s01.at(end + FILED, 9):
        for paper in ("D01", "D05", "D19"):
            closure.explain(s01.dossier.id, paper, "原件另存，已核对。", actor=s01.act("gaomou"))
    s01.file_dossier(end + FILED)
    s01.archive(end + ARCHIVED)
    assert matters.matter(s01.matter_id).state == "archived"
    assert s01.dossier.pages > 20
    expected = {"D24", "D26", "D27", "D28", "D07", "D30", "D31", "D32", "D33", "D35", "D40", "D41"}
    assert forms_of(s01) >= expected
    assert audit.verify(s01.matter_id) == (1, [])


def test_s01_an_application_on_the_thirty_first_day_is_refused(in_effect: WageStory) -> None:
    with pytest.raises(Refused) as refusal:
        in_effect.draft_application(SIGNING + 31)
    assert refusal.value.code == "too_late"
    in_effect.draft_application(SIGNING + 30)
    assert in_effect.application.last_day_on == date(2025, 7, 23)
