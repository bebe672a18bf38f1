"""D22 says what stands under the digest, and a draft says that it is one."""

from __future__ import annotations

from app.claims import forms, queries, services
from app.claims.models import ClaimSchedule
from app.core.db import db
from app.rendering.models import Document
from tests.support.wages import WORKERS, WageMatter


def test_the_form_carries_the_figures_their_working_and_the_three_people(wage_matter: WageMatter) -> None:
    schedule_id = wage_matter.checked_schedule(WORKERS[:4])
    ding = wage_matter.cast.actor("ding")
    row = db.session.get(ClaimSchedule, schedule_id)
    assert row is not None
    services.accept_difference(row.rows[3].id, "signed", actor=ding)
    services.freeze_schedule(schedule_id, actor=ding)
    content = queries.frozen_content(queries.edition_of(schedule_id))
    printed = forms.wage_check_data(content)
    assert (printed["window_from"], printed["window_to"]) == ("2024-06", "2025-05")
    assert printed["verified_total_fen"] == 3 * 720000 + 686897
    assert (printed["entered_by"], printed["verified_by"], printed["second_checked_by"]) == ("丁某和", "何某", "宋某")
    assert printed["verified_on"] == "2025-06-20"
    fourth = printed["rows"][3]
    assert fourth["difference_note"] == "5月事假2天"
    assert fourth["accepted_at"] is not None
    assert fourth["working"] == [
        "2025年4月应发（整月）：3,600.00",
        "2025年5月应发（整月）：3,600.00 − 2 × 3,600.00 ÷ 21.75 = 3,268.9655…",
        "3,600.00 + 3,268.9655… ≈ 6,868.97",
    ]
    assert [month["arrears"] for month in fourth["months"]] == [False] * 10 + [True, True]
    assert printed["rows"][0]["difference_note"] is None


def test_a_paper_before_the_freeze_is_a_draft(wage_matter: WageMatter) -> None:
    schedule_id = wage_matter.checked_schedule(WORKERS[:2])
    issued = forms.issue_wage_check(schedule_id, actor=wage_matter.cast.actor("ding"))
    document = db.session.get(Document, issued.id)
    assert document is not None
    assert document.form_code == "D22"
    assert document.matter_id == wage_matter.matter_id
