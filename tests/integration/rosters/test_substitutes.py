"""请人代办: a colleague acts in an absent person's post, in their own name; chained, dated, told, ended by itself."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import delete, select

from app.accounts import services as accounts
from app.accounts.commands import SignIn
from app.accounts.types import Language, SignedIn
from app.audit.models import AuditEntry
from app.core import clock
from app.core.db import db
from app.core.errors import Forbidden, InvalidInput, NotFound, Refused
from app.core.events import StoredEvent
from app.core.models import RecordedEvent, TransitionRow
from app.core.permissions import Actor, Role
from app.guidance import queries as guidance_queries
from app.guidance import services as guidance
from app.guidance.commands import OpinionDetails
from app.intake import services as intake
from app.intake.commands import GrantRequest
from app.intake.policies import sees
from app.mediation import queries as mediations
from app.mediation import services as mediation
from app.notifications.models import Notice
from app.notifications.subscribers import notify
from app.rosters import queries, services
from app.rosters.commands import NewSubstitution
from app.rosters.models import Substitution
from app.rosters.types import SubstitutionTab
from tests.support.agreement_matters import AssignmentMatter
from tests.support.database import in_threads
from tests.support.people import PASSWORD, Cast, make_person
from tests.support.story import BEGIN, Story

MONDAY = date(2025, 6, 16)
FRIDAY = date(2025, 6, 20)


def at(day: date, hour: int = 10) -> datetime:
    return clock.at(day, hour)


def name(cast: Cast, holder: str, substitute: str, by: str | None = None, **more: Any) -> Substitution:
    given = {"from_on": MONDAY, "until_on": FRIDAY, "reason": "外出培训", **more}
    command = NewSubstitution(
        membership_id=cast.memberships[holder].id, substitute_membership_id=cast.memberships[substitute].id, **given
    )
    return services.name_substitute(command, actor=cast.actor(by or holder))


def enter(login: str) -> SignedIn:
    return accounts.sign_in(SignIn(login_name=login, password=PASSWORD, one_time_code="", ip="10.1.1.7", device="test"))


def stand_in(cast: Cast, login: str, holder: str) -> SignedIn:
    """Sign in and switch to the post of somebody absent."""
    own = enter(login)
    accounts.switch_membership(own.session_id, cast.memberships[holder].id, actor=own.actor)
    found = accounts.load_session(own.token)
    assert found is not None
    return found


def acting(cast: Cast, holder: str) -> str:
    """The name of who acts in somebody's post today."""
    rows = {one.membership_id: one.substitute_id for one in queries.stand_ins()}
    user_id = rows.get(cast.memberships[holder].id)
    return next(
        (cast.user(login).display_name for login, row in cast.memberships.items() if row.user_id == user_id), ""
    )


def told() -> list[tuple[UUID, str]]:
    """Let the watcher run over all facts; the notices as (person, sentence)."""
    for row in db.session.execute(select(RecordedEvent).order_by(RecordedEvent.id)).scalars().all():
        notify(StoredEvent(row.id, row.name, row.matter_id, row.subject_kind, row.subject_id, row.payload))
    rows = db.session.execute(select(Notice).order_by(Notice.id)).scalars().all()
    return [(row.user_id, row.sentence["text"].format(**row.sentence["params"])) for row in rows]


def test_a_colleague_acts_in_the_post_in_their_own_name_and_both_are_told(cast: Cast) -> None:
    with clock.frozen(at(MONDAY)):
        name(cast, "he", "song")
        found = stand_in(cast, "song", "he")
        assert (found.actor.name, found.actor.on_behalf_of, found.actor.unit_name) == (
            "宋某", "何某", "房山区人力资源和社会保障局",
        )  # fmt: skip
        assert found.actor.people == (cast.user("song").id, cast.user("he").id)
        assert found.memberships == 2
        accounts.choose_language(Language.CHINESE, actor=found.actor)
        trace = db.session.execute(select(AuditEntry).order_by(AuditEntry.happened_at.desc()).limit(1)).scalar_one()
    assert (trace.actor_name, trace.on_behalf_of) == ("宋某", "何某")
    days = "2025-06-16—2025-06-20"
    assert set(told()) == {
        (cast.user("song").id, f"{days}由您代办何某的工作，可在右上角切换岗位。"),
        (cast.user("he").id, f"{days}由宋某代办您的工作。"),
    }


def test_a_chain_leads_to_the_last_who_is_there_and_back_when_somebody_returns(cast: Cast) -> None:
    with clock.frozen(at(MONDAY)):
        name(cast, "he", "song")
        second = name(cast, "song", "rshead", from_on=MONDAY + timedelta(days=1), until_on=FRIDAY)
        assert acting(cast, "he") == "宋某"
    with clock.frozen(at(MONDAY + timedelta(days=1))):
        assert (acting(cast, "he"), acting(cast, "song")) == ("魏某", "魏某")
        assert set(queries.posts_stood_in(cast.user("rshead").id)) == {
            cast.memberships["he"].id, cast.memberships["song"].id,
        }  # fmt: skip
        assert queries.posts_stood_in(cast.user("song").id) == []
        services.end_substitution(second.id, version=1, actor=cast.actor("rshead"))
        assert (acting(cast, "he"), acting(cast, "song")) == ("宋某", "")
    assert (cast.user("rshead").id, "代办宋某的工作已提前结束（2025-06-17—2025-06-20）。") in told()


def test_it_ends_by_itself_and_with_it_the_session_in_that_post(cast: Cast) -> None:
    with clock.frozen(at(FRIDAY)):
        name(cast, "he", "song", from_on=FRIDAY)
        own = enter("song")
        accounts.switch_membership(own.session_id, cast.memberships["he"].id, actor=own.actor)
    with clock.frozen(at(FRIDAY, 10) + timedelta(minutes=30)):
        assert accounts.load_session(own.token) is not None
    with clock.frozen(clock.at(FRIDAY + timedelta(days=1), 0, 1)):
        assert queries.stand_ins() == []
        assert accounts.load_session(own.token) is None
        assert enter("song").actor.on_behalf_of is None


def test_nobody_switches_to_the_post_of_a_colleague_who_did_not_name_them(cast: Cast) -> None:
    with clock.frozen(at(MONDAY)):
        name(cast, "he", "song", from_on=FRIDAY)
        own = enter("song")
        with pytest.raises(NotFound):
            accounts.switch_membership(own.session_id, cast.memberships["he"].id, actor=own.actor)


@pytest.mark.parametrize(
    ("holder", "substitute", "more", "field"),
    [
        ("he", "he", {}, "substitute_membership_id"),
        ("he", "ding", {}, "substitute_membership_id"),
        ("gaomou", "gu", {}, "substitute_membership_id"),
        ("secadmin", "sysadmin", {}, "substitute_membership_id"),
        ("he", "song", {"until_on": MONDAY - timedelta(days=1)}, "until_on"),
        ("he", "song", {"from_on": date(2025, 1, 1), "until_on": date(2025, 1, 2)}, "until_on"),
        ("he", "song", {"until_on": MONDAY + timedelta(days=366)}, "until_on"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_stored(
    cast: Cast, holder: str, substitute: str, more: dict[str, Any], field: str
) -> None:
    by = "gu" if holder == "secadmin" else holder
    with clock.frozen(at(MONDAY)), pytest.raises(InvalidInput) as wrong:
        name(cast, holder, substitute, by, **more)
    assert list(wrong.value.fields) == [field]
    assert db.session.execute(select(Substitution.id)).first() is None


def test_a_dispatcher_may_stand_in_for_the_director(cast: Cast) -> None:
    with clock.frozen(at(MONDAY)):
        name(cast, "gu", "gaomou")
        assert stand_in(cast, "gaomou", "gu").actor.role is Role.DIRECTOR


def test_one_substitute_at_a_time_and_never_a_circle(cast: Cast) -> None:
    with clock.frozen(at(MONDAY)):
        name(cast, "he", "song")
        for holder, substitute, field in (
            ("he", "rshead", "from_on"),
            ("song", "he", "substitute_membership_id"),
        ):
            with pytest.raises(InvalidInput) as wrong:
                name(cast, holder, substitute)
            assert list(wrong.value.fields) == [field]
        name(cast, "he", "rshead", from_on=FRIDAY + timedelta(days=1), until_on=FRIDAY + timedelta(days=2))


def test_others_neither_name_nor_end_nor_see_it_but_the_head_and_the_centre_do(cast: Cast) -> None:
    with clock.frozen(at(MONDAY)):
        with pytest.raises(Forbidden):
            name(cast, "he", "rshead", "song")
        row = name(cast, "he", "song", "rshead")
        with pytest.raises(Forbidden):
            services.end_substitution(row.id, version=1, actor=cast.actor("ding"))
        with pytest.raises(NotFound):
            queries.substitution(row.id, actor=cast.actor("ding"))
        for login in ("he", "song", "rshead", "gaomou"):
            assert queries.substitution(row.id, actor=cast.actor(login)).id == row.id
            page = queries.substitution_page(cast.actor(login), SubstitutionTab.OPEN)
            assert [one.id for one in page.rows] == [row.id]
        assert queries.substitution_page(cast.actor("ding"), SubstitutionTab.OPEN).rows == []
        services.end_substitution(row.id, version=1, actor=cast.actor("gaomou"))
        with pytest.raises(Refused):
            services.end_substitution(row.id, version=2, actor=cast.actor("he"))
        assert queries.substitution_counts(cast.actor("he")) == {SubstitutionTab.OPEN: 0, SubstitutionTab.OVER: 1}


def test_who_stands_in_arranges_nothing_more_for_the_absent_one(cast: Cast) -> None:
    with clock.frozen(at(MONDAY)):
        row = name(cast, "he", "song")
        acting_for_he = stand_in(cast, "song", "he").actor
        later = NewSubstitution(
            membership_id=cast.memberships["he"].id,
            substitute_membership_id=cast.memberships["rshead"].id,
            from_on=FRIDAY + timedelta(days=1),
            until_on=FRIDAY + timedelta(days=1),
        )
        with pytest.raises(Forbidden):
            services.name_substitute(later, actor=acting_for_he)
        services.end_substitution(row.id, version=1, actor=acting_for_he)


def test_two_who_name_each_other_at_once_leave_one_of_them_at_work(committing_db: Flask) -> None:
    cast = Cast()
    pairs = [("he", "song"), ("song", "rshead"), ("rshead", "he")]
    tomorrow = clock.today() + timedelta(days=1)
    actors = {login: cast.actor(login) for pair in pairs for login in pair}
    posts = {login: cast.memberships[login].id for login in actors}
    db.session.commit()

    def write(number: int) -> UUID:
        holder, substitute = pairs[number]
        command = NewSubstitution(
            membership_id=posts[holder], substitute_membership_id=posts[substitute], from_on=tomorrow, until_on=tomorrow
        )
        return services.name_substitute(command, actor=actors[holder]).id

    answers = in_threads(committing_db, len(pairs), write)
    assert sorted(type(one) for one in answers if isinstance(one, Exception)) == [InvalidInput]
    with clock.frozen(at(tomorrow)):
        assert len(queries.stand_ins()) == 2


def newcomer(cast: Cast) -> Actor:
    """One more mediator of the organisation, who mediates nothing yet, standing in for the one who does."""
    cast.memberships["bai"] = make_person("bai", "白某", cast.unit("org.labor"), Role.MEDIATOR)
    today = clock.today()
    name(cast, "ding", "bai", from_on=today, until_on=today)
    return stand_in(cast, "bai", "ding").actor


def test_who_stands_in_for_the_mediator_does_the_mediators_work_and_the_trace_names_both(
    small: AssignmentMatter,
) -> None:
    bai = newcomer(small.cast)
    own = small.cast.actor("bai")
    with pytest.raises(Refused) as refused:
        mediation.stall(small.mediation_id, "party_left", "物业公司中途离席，拒绝再谈。", actor=own)
    assert refused.value.code == "not_the_mediator"
    assert mediations.list_mediations(own, mine=True).rows == []
    assert [one.id for one in mediations.list_mediations(bai, mine=True).rows] == [small.mediation_id]
    mediation.stall(small.mediation_id, "party_left", "物业公司中途离席，拒绝再谈。", actor=bai)
    trace = db.session.execute(select(TransitionRow).where(TransitionRow.name == "stall")).scalar_one()
    assert (trace.actor_name, trace.on_behalf_of, trace.user_id) == ("白某", "丁某和", bai.user_id)


def test_what_was_granted_to_the_absent_one_is_seen_by_who_stands_in(small: AssignmentMatter) -> None:
    cast = small.cast
    cast.memberships["bo"] = make_person("bo", "薄某", cast.unit("dept.mz"), Role.DEPT_OFFICER)
    today = clock.today()
    name(cast, "civil", "bo", from_on=today, until_on=today)
    actor = stand_in(cast, "bo", "civil").actor
    assert not sees(actor, small.matter_id)
    request = GrantRequest(matter_id=small.matter_id, ground="dispatched", user_id=cast.user("civil").id)
    intake.grant(request, actor=Actor.system())
    assert sees(actor, small.matter_id)
    assert not sees(cast.actor("bo"), small.matter_id)


def test_a_notice_for_the_absent_one_reaches_who_acts_as_well(small: AssignmentMatter) -> None:
    bai = newcomer(small.cast)
    told()
    db.session.execute(delete(Notice))
    mediation.stall(small.mediation_id, "party_left", "物业公司中途离席，拒绝再谈。", actor=bai)
    row = db.session.execute(select(RecordedEvent).order_by(RecordedEvent.id.desc())).scalars().first()
    assert row is not None
    fact = StoredEvent(row.id, "DossierArchived", row.matter_id, row.subject_kind, row.subject_id, row.payload)
    notify(fact)
    reached = set(db.session.execute(select(Notice.user_id).where(Notice.kind == "DossierArchived")).scalars())
    assert reached == {small.cast.user("ding").id, bai.user_id}


def test_a_judge_who_stands_in_answers_in_the_own_name(cast: Cast) -> None:
    with clock.frozen(BEGIN):
        story = Story(cast).asked()
        guidance.take(story.request_id, actor=cast.actor("meng"))
        name(cast, "meng", "shen", from_on=clock.today(), until_on=clock.today())
        details = OpinionDetails(
            plan="养老院直接付给劳动者，劳动者把工资债权转让给养老院。",
            risks="转让应通知债务人。",
            articles=("mfd-545",),
        )
        with pytest.raises(Refused) as refused:
            guidance.answer(story.request_id, details, actor=cast.actor("shen"))
        assert refused.value.code == "not_the_judge"
        guidance.answer(story.request_id, details, actor=stand_in(cast, "shen", "meng").actor)
        opinion = guidance_queries.latest_opinion(story.request_id)
        assert opinion is not None
        assert (story.request.judge_name, opinion.judge_name, opinion.written_by) == ("沈某衡", "沈某衡", None)
