"""Reads of guidance, through the visibility filter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.clocks import queries as clocks
from app.core import clock
from app.core.db import db
from app.core.errors import NotFound
from app.core.pagination import Page, count_of, keyset
from app.core.permissions import Actor
from app.core.text import Message, msg
from app.guidance import permissions as may
from app.guidance.models import GuidanceRequest, JudgeRecusal, LawArticle, Opinion
from app.guidance.rules import in_force
from app.guidance.types import Urgency
from app.guidance.workflow import DECIDED, KIND
from app.intake import queries as intake
from app.intake.policies import visible_among_few, visible_to
from app.rosters import queries as rosters
from app.rosters.types import DutyKind, LineKind, OpenItem

COUNT_CAP = 10_000
WAITING = ("queued", "taken", "info_requested")

TABS: dict[str, tuple[str, ...]] = {
    "waiting": ("queued",),
    "mine": ("taken", "info_requested"),
    "undecided": ("answered",),
    "decided": (*DECIDED, "closed"),
}


def get_request(actor: Actor, request_id: UUID) -> GuidanceRequest:
    """One request of a visible matter with its opinions; raises ``NotFound``."""
    row = db.session.execute(
        select(GuidanceRequest)
        .where(GuidanceRequest.id == request_id, visible_to(actor, GuidanceRequest.matter_id))
        .options(selectinload(GuidanceRequest.opinions))
    ).scalar_one_or_none()
    if row is None:
        raise NotFound()
    return row


def find_request(request_id: UUID) -> GuidanceRequest | None:
    """One request by its id, for watchers that work in the platform's name; None when there is none."""
    return db.session.get(GuidanceRequest, request_id)


def studios_of(request_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """The studio of each request, by the request; for work in the platform's name."""
    rows = db.session.execute(
        select(GuidanceRequest.id, GuidanceRequest.studio_id).where(GuidanceRequest.id.in_(list(request_ids)))
    )
    return {row.id: row.studio_id for row in rows}


def requests_of(matter_id: UUID) -> Sequence[GuidanceRequest]:
    """All requests of a matter with opinions, newest first."""
    statement = (
        select(GuidanceRequest)
        .where(GuidanceRequest.matter_id == matter_id)
        .options(selectinload(GuidanceRequest.opinions))
        .order_by(GuidanceRequest.id.desc())
    )
    return db.session.execute(statement).scalars().all()


def list_requests(
    actor: Actor, *, tab: str = "", matter_id: UUID | None = None, cursor: str | None = None, limit: int = 20
) -> Page[GuidanceRequest]:
    """Requests of visible matters, longest waiting first."""
    statement = select(GuidanceRequest).where(visible_to(actor, GuidanceRequest.matter_id))
    if tab in TABS:
        statement = statement.where(GuidanceRequest.state.in_(TABS[tab]))
    if tab == "mine":
        statement = statement.where(GuidanceRequest.judge_id.in_(actor.people))
    if matter_id is not None:
        statement = statement.where(GuidanceRequest.matter_id == matter_id)
    return keyset(statement, [GuidanceRequest.id], cursor=cursor, limit=limit)


def tab_counts(actor: Actor) -> dict[str, int]:
    """Requests by tab, in one statement; "mine" counts the judge's own."""
    own = func.count().filter(GuidanceRequest.judge_id.in_(actor.people))
    rows = db.session.execute(
        select(GuidanceRequest.state, func.count(), own)
        .where(visible_to(actor, GuidanceRequest.matter_id))
        .group_by(GuidanceRequest.state)
    ).all()
    counts = dict.fromkeys(TABS, 0)
    for state, all_of_them, mine in rows:
        for tab, states in TABS.items():
            if state in states:
                counts[tab] += mine if tab == "mine" else all_of_them
    return counts


def waiting(actor: Actor, tab: str) -> ScalarSelect[int]:
    """How many requests stand in a tab, as part of a larger statement."""
    visible = visible_among_few(actor, GuidanceRequest.matter_id)
    return count_of(select(GuidanceRequest.id).where(GuidanceRequest.state.in_(TABS[tab]), visible), COUNT_CAP)


#: What waits for whom in a hand-over list.
HANDED_OVER: dict[str, Message] = {
    "queued": msg("指导请求等待接收"),
    "taken": msg("已接收，尚未答复"),
    "info_requested": msg("等待补充事实"),
    "answered": msg("法官意见待采纳"),
}
MOST_OPEN = 1_000


def open_items(actor: Actor) -> list[OpenItem]:
    """Open requests: a judge's own and those queued; for the centre urgent ones; for who asked those undecided."""
    wanted = _open_at(actor)
    if wanted is None:
        return []
    statement = select(GuidanceRequest).where(wanted, visible_among_few(actor, GuidanceRequest.matter_id))
    rows = db.session.execute(statement.order_by(GuidanceRequest.id).limit(MOST_OPEN)).scalars().all()
    running = clocks.clocks_of_subjects(KIND, [row.id for row in rows])
    names = intake.matter_names(row.matter_id for row in rows)
    return [
        OpenItem(
            kind=LineKind.GUIDANCE, subject_id=row.id, matter_id=row.matter_id, number=row.number or "",
            title=names[row.matter_id][1], waits=HANDED_OVER[row.state],
            due_at=min((view.due_at for view in running.get(row.id, [])), default=row.needed_by),
        )
        for row in rows
    ]  # fmt: skip


def _open_at(actor: Actor) -> ColumnElement[bool] | None:
    state = GuidanceRequest.state
    if actor.may(may.ANSWER):
        own = and_(state.in_(TABS["mine"]), GuidanceRequest.judge_id.in_(actor.people))
        return or_(own, and_(state == "queued", GuidanceRequest.studio_id == actor.unit_id))
    if actor.may(may.DECIDE):
        return and_(state == "answered", GuidanceRequest.asking_unit_id == actor.unit_id)
    if actor.may(may.REQUEUE):
        return and_(state.in_(WAITING), GuidanceRequest.urgency == Urgency.URGENT.value)
    return None


def latest_opinion(request_id: UUID) -> Opinion | None:
    """The newest opinion on a request."""
    return db.session.execute(
        select(Opinion).where(Opinion.request_id == request_id).order_by(Opinion.position.desc()).limit(1)
    ).scalar_one_or_none()


def guidance_facts(request: GuidanceRequest, actor: Actor) -> dict[str, Any]:
    """What the conditions of the workflow need to know of the actor."""
    recused = select(JudgeRecusal.id).where(
        JudgeRecusal.matter_id == request.matter_id, JudgeRecusal.judge_id.in_(actor.people)
    )
    if actor.user_id is None:
        return {"on_duty": False, "instead": "", "recused": False}
    on_duty = any(rosters.is_on_duty(one, DutyKind.DUTY_JUDGE) for one in actor.people)
    turned_away = not on_duty and request.state == "queued" and actor.may(may.ANSWER)
    return {
        "on_duty": on_duty,
        "instead": _who_instead(request.studio_id) if turned_away else "",
        "recused": db.session.execute(recused).first() is not None,
    }


def _who_instead(studio_id: UUID) -> Message:
    """Who takes requests now, or next, and how somebody else comes to take one."""
    if now := rosters.judges_on_duty(studio_id=studio_id):
        return msg("现在值班的是{names}；由您接收的，请工作室负责人先排班。", names="、".join(one.name for one in now))
    if later := rosters.next_judges(studio_id=studio_id):
        begins = clock.local(later[0].from_at)
        return msg(
            "现在没有法官值班，下一班是{names}，{month}月{day}日{time}开始；由您接收的，请工作室负责人先排班。",
            names="、".join(one.name for one in later),
            month=begins.month,
            day=begins.day,
            time=f"{begins:%H:%M}",
        )
    return msg("值班表上没有后续班次，请工作室负责人排班。")


def judges_who_guided(matter_id: UUID) -> set[UUID]:
    """Judges who gave an opinion in the matter; confirmation warns when one of them is asked to confirm."""
    statement = (
        select(Opinion.judge_id)
        .join(GuidanceRequest, GuidanceRequest.id == Opinion.request_id)
        .where(GuidanceRequest.matter_id == matter_id, Opinion.judge_id.is_not(None))
    )
    return {judge_id for judge_id in db.session.execute(statement).scalars() if judge_id is not None}


def was_guided(matter_id: UUID) -> bool:
    """Whether the matter has a request that was sent."""
    return (
        db.session.execute(
            select(GuidanceRequest.id)
            .where(GuidanceRequest.matter_id == matter_id, GuidanceRequest.state != "draft")
            .limit(1)
        ).first()
        is not None
    )


def articles(keyword: str = "", topic: str = "") -> list[LawArticle]:
    """Articles in force today, by law and number, narrowed by a word or a topic."""
    statement = select(LawArticle).order_by(LawArticle.law, LawArticle.code)
    if keyword.strip():
        word = keyword.strip()
        statement = statement.where(
            LawArticle.law.contains(word, autoescape=True)
            | LawArticle.article.contains(word, autoescape=True)
            | LawArticle.paraphrase.contains(word, autoescape=True)
        )
    if topic:
        statement = statement.where(LawArticle.topics.contains([topic]))
    day = clock.today()
    return [row for row in db.session.execute(statement).scalars() if in_force(row.valid_from, row.valid_to, day)]


def articles_by_code(codes: Iterable[str]) -> dict[str, LawArticle]:
    """Articles in force today among the codes given, by code."""
    wanted = set(codes)
    rows = db.session.execute(select(LawArticle).where(LawArticle.code.in_(wanted))).scalars()
    day = clock.today()
    return {row.code: row for row in rows if in_force(row.valid_from, row.valid_to, day)}


def with_opinions(ids: Iterable[UUID]) -> Sequence[Opinion]:
    """Opinions with their requests, for lists that join them."""
    return (
        db.session.execute(select(Opinion).where(Opinion.id.in_(set(ids))).options(joinedload(Opinion.request)))
        .scalars()
        .all()
    )
