"""Collective matters (domain.md §0.1): one event, a roster of claimants, joins that can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.core.errors import Conflict, Forbidden, InvalidInput, NotFound, Refused, StaleVersion
from app.core.permissions import Actor, Role
from app.intake import queries, services
from app.intake.commands import ConsentGiven, RosterMove
from app.intake.models import ClaimantConsent, MatterParty
from app.intake.queries import RosterFilter
from tests.integration.intake.conftest import DAY
from tests.support.people import Cast
from tests.support.reports import person, report
from tests.support.stage import scene

WHY = "同一项目的劳动者反映同一欠薪事实。"
FIRM = person("北京虚构建筑公司", 90, role="respondent")
VISITOR = Actor(None, None, None, Role.PARTY, name="当事人")


def workers(first: int, last: int) -> tuple:
    return tuple(
        person(f"工人{'甲乙丙丁戊己庚辛壬癸'[n]}", 10 + n, phone=f"1200000{n:04d}") for n in range(first, last)
    )


def registered(centre: Cast, *parties: object, place: str = "西潞街道虚构工地") -> UUID:
    matter_id = services.file_event(report(parties=parties, place=place), actor=centre.actor("police"))
    services.register_event(matter_id, twins_seen=True, actor=centre.actor("gaomou"))
    return matter_id


@scene()
def roster(centre: Cast) -> UUID:
    """A collective matter of three workers."""
    matter_id = registered(centre, *workers(0, 3), FIRM)
    services.declare_collective(matter_id, WHY, actor=centre.actor("gaomou"))
    return matter_id


def standing(matter_id: UUID) -> dict[str, str]:
    rows = db.session.execute(select(MatterParty).where(MatterParty.matter_id == matter_id)).scalars()
    return {row.name: row.state for row in rows if row.state}


def ids(matter_id: UUID, centre: Cast, **wanted: str) -> tuple[UUID, ...]:
    return tuple(queries.claimant_ids(centre.actor("gaomou"), matter_id, RosterFilter(**wanted)))


def consent(matter_id: UUID, centre: Cast, *party_ids: UUID, **more: object) -> list[services.RowResult]:
    given = {"channel": "written", "paper": "集体同意书", "given_on": DAY, **more}
    return services.record_consents(matter_id, ConsentGiven(party_ids=party_ids, **given), actor=centre.actor("gaomou"))


def move(matter_id: UUID, centre: Cast, act: str, *party_ids: UUID, reason: str = "") -> list[services.RowResult]:
    return services.move_claimants(
        matter_id, RosterMove(act=act, party_ids=party_ids, reason=reason), actor=centre.actor("gaomou")
    )


def test_the_applicants_become_claimants_and_each_has_a_code_of_its_own(centre: Cast, roster: UUID) -> None:
    assert standing(roster) == {"工人甲": "joined", "工人乙": "joined", "工人丙": "joined"}
    codes = {row.public_code for row in queries.parties_of(roster)}
    assert len(codes) == 4
    first = next(row for row in queries.parties_of(roster) if row.name == "工人甲")
    event, party = services.open_by_public_code(first.public_code, "0000", "10.0.0.1", actor=VISITOR)
    assert (event.id, party.id) == (roster, first.id)


def test_only_a_registered_open_matter_is_declared_and_only_once(centre: Cast, roster: UUID) -> None:
    desk = centre.actor("gaomou")
    with pytest.raises(Conflict) as twice:
        services.declare_collective(roster, WHY, actor=desk)
    assert twice.value.code == "is_collective"
    fresh = services.file_event(report(place="别处"), actor=centre.actor("police"))
    with pytest.raises(Conflict) as early:
        services.declare_collective(fresh, WHY, actor=desk)
    assert early.value.code == "wrong_state"
    with pytest.raises(InvalidInput) as bare:
        services.declare_collective(fresh, "太短", actor=desk)
    assert set(bare.value.fields) == {"reason"}


def test_roles_without_the_right_and_strangers_are_refused(centre: Cast, roster: UUID) -> None:
    everybody = ids(roster, centre)
    for login in ("police", "meng"):
        with pytest.raises(Forbidden):
            services.declare_collective(roster, WHY, actor=centre.actor(login))
        with pytest.raises(Forbidden):
            services.join_event(roster, roster, WHY, actor=centre.actor(login))
    with pytest.raises(Forbidden):
        services.move_claimants(roster, RosterMove(act="settle", party_ids=everybody), actor=centre.actor("meng"))
    foreign = centre.unit("center").id
    with pytest.raises(NotFound):
        services.declare_collective(foreign, WHY, actor=centre.actor("gaomou"))
    with pytest.raises(NotFound):
        services.join_event(roster, foreign, WHY, actor=centre.actor("gaomou"))


def test_one_paper_makes_a_consent_row_for_each(centre: Cast, roster: UUID) -> None:
    first, second, third = ids(roster, centre)
    found = consent(roster, centre, first, second)
    assert [one.done for one in found] == [True, True]
    rows = db.session.execute(select(ClaimantConsent)).scalars().all()
    assert {row.party_id for row in rows} == {first, second}
    again = consent(roster, centre, second, third)
    assert [one.done for one in again] == [False, True]
    assert "已同意" in str(again[0].refusal)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"paper": ""}, "paper"),
        ({"given_on": DAY + timedelta(days=1)}, "given_on"),
        ({"channel": "pigeon"}, "channel"),
    ],
)
def test_a_consent_says_when_how_and_on_which_paper(
    centre: Cast, roster: UUID, given: dict[str, object], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        consent(roster, centre, *ids(roster, centre), **given)
    assert set(refused.value.fields) == {field}
    assert set(standing(roster).values()) == {"joined"}


def test_of_many_each_row_stands_for_itself(centre: Cast, roster: UUID) -> None:
    first, second, third = ids(roster, centre)
    consent(roster, centre, first)
    shown = services.preview_move(roster, RosterMove(act="settle", party_ids=(first, second)), actor=centre.actor("gu"))
    assert [one.done for one in shown] == [True, False]
    assert standing(roster)["工人甲"] == "consented"
    done = move(roster, centre, "settle", first, second, centre.unit("center").id)
    assert [one.done for one in done] == [True, False, False]
    assert standing(roster) == {"工人甲": "settled", "工人乙": "joined", "工人丙": "joined"}
    assert [row.name for row in queries.claimant_history(first)] == ["consent", "settle"]
    assert [row.subject_kind for row in queries.transitions_of(roster)] == ["event", "event"]
    assert third not in {one.party_id for one in done}


def test_a_missing_reason_refuses_all_and_changes_nothing(centre: Cast, roster: UUID) -> None:
    with pytest.raises(InvalidInput) as refused:
        move(roster, centre, "withdraw", *ids(roster, centre), reason="短")
    assert set(refused.value.fields) == {"reason"}
    assert set(standing(roster).values()) == {"joined"}


def test_who_withdraws_no_longer_stands_and_may_come_back_once(centre: Cast, roster: UUID) -> None:
    first = ids(roster, centre, name="工人甲")[0]
    move(roster, centre, "withdraw", first, reason="已自行与公司结清全部工资。")
    assert "工人甲" not in {row.name for row in queries.parties_of(roster)}
    services.add_party(roster, workers(0, 1)[0], actor=centre.actor("gaomou"))
    back = move(roster, centre, "rejoin", first, reason="公司未按约支付，要求重新加入。")
    assert not back[0].done
    assert "已在名册中" in str(back[0].refusal)


def test_one_claimant_is_not_moved_on_a_version_that_has_passed(centre: Cast, roster: UUID) -> None:
    first = ids(roster, centre)[0]
    consent(roster, centre, first)
    with pytest.raises(StaleVersion):
        services.move_claimants(
            roster, RosterMove(act="settle", party_ids=(first,)), version=1, actor=centre.actor("gaomou")
        )


def test_a_later_worker_joins_and_leaves_again_without_losing_a_row(centre: Cast, roster: UUID) -> None:
    desk = centre.actor("gaomou")
    late = registered(centre, *workers(2, 5), FIRM)
    joined = services.join_event(late, roster, "同一工地同一公司的欠薪，一并办理。", actor=desk)
    assert (joined.added, joined.known) == (2, ("工人丙",))
    event = queries.matter(late)
    assert (event.state, event.merged_into_id) == ("merged", roster)
    assert standing(roster)["工人丁"] == "joined"
    fourth = next(row for row in queries.parties_of(late) if row.name == "工人丁")
    shown, party = services.open_by_public_code(fourth.public_code, "0003", "10.0.0.1", actor=VISITOR)
    assert (shown.id, party.origin_id) == (roster, fourth.id)
    origins = queries.origins_of(desk, queries.parties_of(roster))
    assert {one.number for one in origins.values()} == {event.number}
    with clock.frozen(clock.at(DAY + timedelta(days=30), 9)):
        services.unmerge_event(late, "核实后属于另一个项目，分开办理。", actor=desk)
    assert (queries.matter(late).state, queries.matter(late).merged_into_id) == ("registered", None)
    assert standing(roster)["工人丁"] == "withdrawn"
    shown, _ = services.open_by_public_code(fourth.public_code, "0003", "10.0.0.1", actor=VISITOR)
    assert shown.id == late


def test_a_join_is_not_taken_back_once_somebody_has_settled_or_after_thirty_days(centre: Cast, roster: UUID) -> None:
    desk, why = centre.actor("gaomou"), "核实后属于另一个项目，分开办理。"
    late = registered(centre, *workers(3, 4), FIRM)
    services.join_event(late, roster, "同一工地同一公司的欠薪，一并办理。", actor=desk)
    with clock.frozen(clock.at(DAY + timedelta(days=31), 9)), pytest.raises(Refused) as late_one:
        services.unmerge_event(late, why, actor=desk)
    assert late_one.value.code == "merge_too_old"
    fourth = ids(roster, centre, name="工人丁")
    consent(roster, centre, *fourth)
    move(roster, centre, "settle", *fourth)
    with pytest.raises(Refused) as bound:
        services.unmerge_event(late, why, actor=desk)
    assert bound.value.code == "settled_since"


def test_what_cannot_be_joined_is_said_at_the_target(centre: Cast, roster: UUID) -> None:
    desk, why = centre.actor("gaomou"), "同一工地同一公司的欠薪，一并办理。"
    late, plain = registered(centre, *workers(3, 4), FIRM), registered(centre, *workers(4, 5), place="别处")
    nobody = services.file_event(report(parties=(FIRM,), place="无人处"), actor=centre.actor("police"))
    services.register_event(nobody, twins_seen=True, actor=desk)
    for matter_id, into_id in ((late, late), (late, plain), (nobody, roster)):
        with pytest.raises(InvalidInput) as refused:
            services.join_event(matter_id, into_id, why, actor=desk)
        assert set(refused.value.fields) == {"into_id"}
    queries.matter(roster).state = "closed"
    db.session.commit()
    for act in (services.join_event, services.merge_event):
        with pytest.raises(InvalidInput) as over:
            act(late, roster, why, actor=desk)
        assert set(over.value.fields) == {"into_id"}


def test_a_matter_with_a_roster_goes_into_no_other(centre: Cast, roster: UUID) -> None:
    desk = centre.actor("gaomou")
    other = registered(centre, *workers(4, 6), place="别处")
    services.declare_collective(other, WHY, actor=desk)
    for act in (services.join_event, services.merge_event):
        with pytest.raises(Refused) as refused:
            act(roster, other, "同一工地同一公司的欠薪，一并办理。", actor=desk)
        assert refused.value.code == "is_collective"


def test_handled_apart_a_claimant_has_an_event_of_its_own(centre: Cast, roster: UUID) -> None:
    desk = centre.actor("gaomou")
    first = queries.get_claimant(desk, ids(roster, centre)[0])
    child = services.handle_apart(first.id, "本人坚持申请劳动仲裁，路径不同。", actor=desk)
    assert queries.matter(child).state == "submitted"
    assert sorted(row.name for row in queries.parties_of(child)) == sorted(["工人甲", FIRM.name])
    assert standing(roster)["工人甲"] == "apart"
    links = queries.shown_links(desk, roster)
    assert [(one.kind.value, one.other_id) for one in links] == [("apart", child)]
    shown, _ = services.open_by_public_code(first.public_code, "0000", "10.0.0.1", actor=VISITOR)
    assert shown.id == child
    with pytest.raises(Refused):
        services.handle_apart(first.id, "本人坚持申请劳动仲裁，路径不同。", actor=desk)


def test_a_claimant_stays_an_applicant(centre: Cast, roster: UUID) -> None:
    first = ids(roster, centre)[0]
    with pytest.raises(InvalidInput) as refused:
        services.correct_party(first, replace(workers(0, 1)[0], role="respondent"), actor=centre.actor("gaomou"))
    assert set(refused.value.fields) == {"role"}


def test_the_roster_is_narrowed_by_status_and_name_and_counted(centre: Cast, roster: UUID) -> None:
    desk = centre.actor("gaomou")
    consent(roster, centre, ids(roster, centre)[0])
    assert queries.roster_counts(desk, roster) == {"consented": 1, "joined": 2}
    assert len(ids(roster, centre, state="joined")) == 2
    assert len(ids(roster, centre, name="乙")) == 1
    assert queries.claimant_ids(centre.actor("liang"), roster, RosterFilter()) == []
