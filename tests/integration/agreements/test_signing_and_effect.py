"""Hands on the frozen text: who may sign, what a late change costs, when the agreement takes effect."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from app.agreements import queries, services
from app.agreements.commands import Changes, GeneralDraft
from app.agreements.errors import AlreadySigned, LeftTheRoom
from app.agreements.models import Signature
from app.agreements.types.clauses import PayAtOnce
from app.agreements.types.enums import PaymentMethod
from app.clocks import queries as clocks
from app.core import clock
from app.core.db import db
from app.core.errors import Forbidden, InvalidInput, Refused
from app.intake.models import Dispute
from app.mediation import queries as mediation
from app.mediation import services as mediations
from app.rendering.models import Document
from tests.support.agreement_matters import AssignmentMatter, DrawnUp
from tests.support.wages import TERMS


def frozen(matter: AssignmentMatter, **changes: object) -> tuple[UUID, tuple[str, ...]]:
    agreement_id = matter.draft(**changes)
    services.freeze_agreement(agreement_id, actor=matter.ding)
    return agreement_id, tuple(party.key for party in matter.content(agreement_id).signers)


def test_last_hand_gives_effect_arms_thirty_days_and_ends_the_mediation(frozen_small: DrawnUp) -> None:
    small, agreement_id, _ = frozen_small.parts()
    at = small.sign_all(agreement_id)
    row = small.agreement(agreement_id)
    assert at == clock.now()
    assert row.state == "effective"
    assert row.effective_at == at
    running = clocks.running("agreement", row.id, "K01")
    assert running is not None
    assert running.due_on == date(2025, 7, 23)
    assert running.because
    sitting = mediation.latest_mediation(small.matter_id)
    assert sitting is not None
    assert sitting.state == "agreed"
    assert len(queries.duties_of(row.id)) == 3
    issued = db.session.query(Document).filter(Document.form_code == "D24", Document.subject_id == row.id).count()
    assert issued == 2


def test_one_missing_hand_means_no_effect_and_no_clock(frozen_small: DrawnUp) -> None:
    small, agreement_id, keys = frozen_small.parts()
    services.record_signatures(agreement_id, small.hands("party", keys), actor=small.ding)
    assert services.record_signatures(agreement_id, small.hands("mediator"), actor=small.ding) is None
    row = small.agreement(agreement_id)
    assert row.state == "frozen"
    assert queries.effect_now(row).missing == ("organisation",)
    assert clocks.running("agreement", row.id, "K01") is None


def test_effect_is_the_latest_hand_not_the_day_of_entry(frozen_small: DrawnUp) -> None:
    small, agreement_id, keys = frozen_small.parts()
    signed = clock.now()
    with clock.frozen(signed + timedelta(hours=5)):
        services.record_signatures(
            agreement_id, small.hands("party", keys, signed_at=signed + timedelta(hours=1)), actor=small.ding
        )
        services.record_signatures(
            agreement_id, small.hands("mediator", signed_at=signed + timedelta(hours=2)), actor=small.ding
        )
        at = services.record_signatures(
            agreement_id, small.hands("organisation", signed_at=signed + timedelta(hours=1)), actor=small.ding
        )
    assert at == signed + timedelta(hours=2)


def test_second_click_signs_only_once(frozen_small: DrawnUp) -> None:
    small, agreement_id, keys = frozen_small.parts()
    services.record_signatures(agreement_id, small.hands("party", keys[:1]), actor=small.ding)
    with pytest.raises(AlreadySigned):
        services.record_signatures(agreement_id, small.hands("party", keys[:1]), actor=small.ding)


def test_somebody_who_left_the_room_cannot_sign(small: AssignmentMatter) -> None:
    firm = small.party(TERMS.employer)
    everybody = tuple(party.id for party in small.parties)
    small.sit(present=everybody, left={firm.id: clock.now()})
    agreement_id, keys = frozen(small)
    with clock.frozen(clock.now() + timedelta(hours=2)):
        with pytest.raises(LeftTheRoom):
            services.record_signatures(agreement_id, small.hands("party", keys[-1:]), actor=small.ding)
        services.record_signatures(agreement_id, small.hands("party", keys[:1]), actor=small.ding)


def test_edit_after_freezing_voids_the_signatures(frozen_small: DrawnUp) -> None:
    small, agreement_id, keys = frozen_small.parts()
    services.record_signatures(agreement_id, small.hands("party", keys), actor=small.ding)
    services.edit_agreement(agreement_id, Changes(facts="补充。"), reason="金额有误，重新核对", actor=small.ding)
    assert queries.signature_rows(agreement_id) == []
    voided = db.session.query(Signature).filter(Signature.voided_at.is_not(None)).count()
    assert voided == len(keys)
    versions = small.agreement(agreement_id).versions
    assert [version.voided_at is not None for version in versions] == [True]


def test_signatures_of_the_old_text_do_not_count_for_the_new_one(frozen_small: DrawnUp) -> None:
    small, agreement_id, keys = frozen_small.parts()
    services.record_signatures(agreement_id, small.hands("party", keys), actor=small.ding)
    services.edit_agreement(agreement_id, Changes(facts="补充。"), reason="金额有误，重新核对", actor=small.ding)
    services.freeze_agreement(agreement_id, actor=small.ding)
    assert len(queries.effect_now(small.agreement(agreement_id)).missing) == len(keys) + 2


def test_nobody_signs_while_an_opinion_is_undecided(frozen_small: DrawnUp) -> None:
    small, agreement_id, keys = frozen_small.parts()
    small.hold()
    with pytest.raises(Refused) as refusal:
        services.record_signatures(agreement_id, small.hands("party", keys), actor=small.ding)
    assert refusal.value.code == "on_hold"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"identity_checked": False}, "identity_checked"),
        ({"mode": "wave"}, "mode"),
        ({"agent": "陌生人"}, "agent"),
        ({"signed_at": clock.at(date(2025, 6, 24), 9)}, "signed_at"),
        ({"signed_at": clock.at(date(2025, 6, 20), 9)}, "signed_at"),
        ({"party_keys": ("ghost",)}, "party_keys"),
        ({"party_keys": ()}, "party_keys"),
    ],
)
def test_faulty_signature_is_refused_at_its_field(
    frozen_small: DrawnUp, changes: dict[str, object], field: str
) -> None:
    small, agreement_id, keys = frozen_small.parts()
    hands = replace(small.hands("party", keys[:1]), **changes)  # type: ignore[arg-type]
    with pytest.raises(InvalidInput) as refusal:
        services.record_signatures(agreement_id, hands, actor=small.ding)
    assert field in refusal.value.fields


def test_legal_representative_signs_for_the_company(frozen_small: DrawnUp) -> None:
    small, agreement_id, keys = frozen_small.parts()
    services.record_signatures(agreement_id, small.hands("party", keys[-1:], agent="赖某"), actor=small.ding)
    assert queries.signature_rows(agreement_id)[0].agent == "赖某"


def test_judge_cannot_sign(frozen_small: DrawnUp) -> None:
    small, agreement_id, keys = frozen_small.parts()
    with pytest.raises(Forbidden):
        services.record_signatures(agreement_id, small.hands("party", keys), actor=small.cast.actor("meng"))


def test_draft_cannot_be_signed(small: AssignmentMatter) -> None:
    agreement_id = small.draft()
    keys = tuple(party.key for party in small.content(agreement_id).signers)
    with pytest.raises(Refused):
        services.record_signatures(agreement_id, small.hands("party", keys), actor=small.ding)


def make_neighbours(matter: AssignmentMatter) -> None:
    dispute = db.session.get_one(Dispute, matter.matter_id)
    dispute.dispute_type = "neighbor"
    db.session.commit()


def oral_draft(matter: AssignmentMatter) -> UUID:
    make_neighbours(matter)
    agreement_id = services.draft_general(GeneralDraft(matter_id=matter.matter_id, oral=True), actor=matter.ding)
    content = matter.content(agreement_id)
    first, last = content.parties[0].key, content.parties[-1].key
    paid = PayAtOnce(
        key="damages",
        obligors=(last,),
        obligees=(first,),
        amount_fen=120_000,
        due_on=clock.today(),
        method=PaymentMethod.CASH,
        paid_on=clock.today(),
    )
    services.edit_agreement(agreement_id, Changes(clauses=(paid,), facts="漏水损失赔偿。"), actor=matter.ding)
    return agreement_id


def test_oral_agreement_between_neighbours_takes_effect_the_same_day(small: AssignmentMatter) -> None:
    agreement_id = oral_draft(small)
    services.note_oral_agreement(agreement_id, clock.now(), actor=small.ding)
    row = small.agreement(agreement_id)
    assert row.state == "performed"
    running = clocks.running("agreement", row.id, "K01")
    assert running is not None
    sitting = mediation.latest_mediation(small.matter_id)
    assert sitting is not None
    assert sitting.state == "agreed_oral"


def test_oral_agreement_is_noted_the_day_it_was_reached(small: AssignmentMatter) -> None:
    agreement_id = oral_draft(small)
    with pytest.raises(InvalidInput):
        services.note_oral_agreement(agreement_id, clock.now() - timedelta(days=1), actor=small.ding)
    with pytest.raises(Refused):
        services.freeze_agreement(agreement_id, actor=small.ding)


def test_written_agreement_cannot_slip_through_as_an_oral_one(small: AssignmentMatter) -> None:
    agreement_id = small.draft()
    with pytest.raises(Refused):
        services.note_oral_agreement(agreement_id, clock.now(), actor=small.ding)


def test_freezing_waits_until_the_mediation_is_at_drafting(small: AssignmentMatter) -> None:
    agreement_id = small.draft()
    mediations.return_to_session(small.mediation_id, "有人要再商量", actor=small.ding)
    with pytest.raises(Refused) as refusal:
        services.freeze_agreement(agreement_id, actor=small.ding)
    assert refusal.value.code == "not_drafting"


def test_oral_agreement_recorded_in_the_room_has_its_entry_and_its_clock(small: AssignmentMatter) -> None:
    make_neighbours(small)
    mediations.agree_orally(small.mediation_id, "上邻当日更换存水弯并赔偿1200元。", actor=small.ding)
    row = queries.agreements_of(small.matter_id)[0]
    assert (row.form, row.state) == ("oral", "effective")
    assert clocks.running("agreement", row.id, "K01") is not None
    version = queries.standing_version(row)
    assert version is not None
    assert "更换存水弯" in version.wording
