"""Reads of the tree of units, the authority list and court policies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, any_, case, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from app.core import clock
from app.core.db import db
from app.core.errors import NotFound
from app.core.pagination import Page, keyset
from app.organisations.models import AuthorityListEntry, CourtPolicy, Unit
from app.organisations.types import EntryRole, UnitKind, UnitStatus


@dataclass
class Branch:
    """A unit with the units directly below it."""

    unit: Unit
    children: list[Branch] = field(default_factory=list)


@dataclass(frozen=True)
class Competence:
    """A unit that the authority list names for a kind of dispute, with the entry that says so."""

    unit: Unit
    entry: AuthorityListEntry
    covers_region: bool

    @property
    def is_lead(self) -> bool:
        """Whether the entry makes the unit the lead."""
        return self.entry.role == EntryRole.LEAD


def unit(unit_id: UUID) -> Unit:
    """One unit; raises ``NotFound``."""
    found = db.session.get(Unit, unit_id)
    if found is None:
        raise NotFound()
    return found


def unit_by_code(code: str) -> Unit:
    """The unit known under a stable code such as ``dept.rs``; raises ``NotFound``."""
    found = find_unit(code)
    if found is None:
        raise NotFound()
    return found


def find_unit(code: str) -> Unit | None:
    """The unit known under a stable code, or None."""
    return db.session.execute(select(Unit).where(Unit.code == code)).scalar_one_or_none()


def units_by_id(ids: Iterable[UUID]) -> dict[UUID, Unit]:
    """Several units at once, by id."""
    wanted = set(ids)
    if not wanted:
        return {}
    return {row.id: row for row in db.session.execute(select(Unit).where(Unit.id.in_(wanted))).scalars()}


def units_with_parents(ids: Iterable[UUID]) -> dict[UUID, Unit]:
    """Several units at once, by id, each with the unit it is part of."""
    statement = select(Unit).where(Unit.id.in_(set(ids))).options(joinedload(Unit.parent))
    return {row.id: row for row in db.session.execute(statement).scalars()}


def units(*, kind: UnitKind | None = None, keyword: str = "", active_only: bool = True) -> Sequence[Unit]:
    """Units in the order of the directory, narrowed by kind and by a word in name, short name or code."""
    return db.session.execute(_listed(kind, keyword, active_only).order_by(Unit.position, Unit.code)).scalars().all()


def unit_page(
    *,
    kind: UnitKind | None = None,
    keyword: str = "",
    updated_since: datetime | None = None,
    cursor: str | None = None,
    limit: int = 50,
) -> Page[Unit]:
    """Units by code, page by page, for the API; closed ones included."""
    statement = _listed(kind, keyword, False)
    if updated_since is not None:
        statement = statement.where(Unit.updated_at >= updated_since)
    return keyset(statement, [Unit.code], cursor=cursor, limit=limit)


def _listed(kind: UnitKind | None, keyword: str, active_only: bool) -> Select[Unit]:
    statement = select(Unit)
    if kind is not None:
        statement = statement.where(Unit.kind == kind.value)
    if active_only:
        statement = statement.where(Unit.status == UnitStatus.ACTIVE.value)
    if keyword.strip():
        word = keyword.strip()
        named = [column.contains(word, autoescape=True) for column in (Unit.name, Unit.short_name)]
        statement = statement.where(or_(*named, Unit.code == word))
    return statement


def unit_tree(*, active_only: bool = True) -> list[Branch]:
    """The whole tree, children in the order of the directory."""
    branches = {row.id: Branch(row) for row in units(active_only=active_only)}
    roots: list[Branch] = []
    for branch in branches.values():
        above = branches.get(branch.unit.parent_id) if branch.unit.parent_id else None
        (above.children if above else roots).append(branch)
    return roots


def descendants(unit_id: UUID, *, own: bool = True) -> Sequence[Unit]:
    """All units below one unit, itself included unless ``own`` is False."""
    top = unit(unit_id)
    statement = select(Unit).where(Unit.lineage.contains([top.code]))
    if not own:
        statement = statement.where(Unit.id != unit_id)
    return db.session.execute(statement.order_by(Unit.position, Unit.code)).scalars().all()


def children(unit_id: UUID) -> Sequence[Unit]:
    """The units directly below one unit, in the order of the directory."""
    statement = select(Unit).where(Unit.parent_id == unit_id).order_by(Unit.position, Unit.code)
    return db.session.execute(statement).scalars().all()


def root() -> Unit:
    """The unit at the root of the tree; raises ``NotFound`` while there is none."""
    statement = select(Unit).where(Unit.parent_id.is_(None)).order_by(Unit.created_at, Unit.id).limit(1)
    found = db.session.execute(statement).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


def ancestor(unit_id: UUID, kind: UnitKind) -> Unit | None:
    """The nearest unit of a kind above a unit, or the unit itself: a police station's department, a studio's court."""
    below = aliased(Unit)
    statement = (
        select(Unit)
        .join(below, Unit.code == any_(below.lineage))
        .where(below.id == unit_id, Unit.kind == kind.value)
        .order_by(func.cardinality(Unit.lineage).desc())
        .limit(1)
    )
    return db.session.execute(statement).scalar_one_or_none()


def center_of(unit_id: UUID) -> Unit:
    """The centre whose tree the unit belongs to; raises ``NotFound`` when there is none."""
    found = ancestor(unit_id, UnitKind.CENTER)
    if found is None:
        raise NotFound()
    return found


def region_name(region_code: str) -> str:
    """The name of a town by its code, as its sub-centre carries it; the code itself when no unit is there."""
    found = sub_center_for(region_code)
    return found.short_name if found is not None else region_code


def judge_studio_for(center_id: UUID) -> Unit:
    """The judge studio stationed at a centre, found by region; raises ``NotFound`` when there is none."""
    center = aliased(Unit)
    statement = select(Unit).where(
        Unit.kind == UnitKind.JUDGE_STUDIO.value,
        Unit.region_code == select(center.region_code).where(center.id == center_id).scalar_subquery(),
        Unit.status == UnitStatus.ACTIVE.value,
    )
    found = db.session.execute(statement.order_by(Unit.position, Unit.code).limit(1)).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


def sub_center_for(region_code: str) -> Unit | None:
    """The sub-centre of the town a place lies in; a longer code (village, grid) is cut to the town's nine digits."""
    return db.session.execute(
        select(Unit).where(
            Unit.kind == UnitKind.SUB_CENTER.value,
            Unit.region_code == region_code[:9],
            Unit.status == UnitStatus.ACTIVE.value,
        )
    ).scalar_one_or_none()


def authority_entries(
    *, unit_id: UUID | None = None, on: date | None = None, keyword: str = ""
) -> Sequence[AuthorityListEntry]:
    """Entries of the authority list in force on a day (today when none is given), by code."""
    day = on or clock.today()
    statement = _in_force(day)
    if unit_id is not None:
        statement = statement.where(AuthorityListEntry.unit_id == unit_id)
    if keyword.strip():
        word = keyword.strip()
        statement = statement.where(
            or_(
                AuthorityListEntry.text.contains(word, autoescape=True),
                AuthorityListEntry.code == word,
                AuthorityListEntry.keywords.contains([word]),
            )
        )
    return db.session.execute(statement.order_by(AuthorityListEntry.code)).scalars().all()


def authority_entry(code: str) -> AuthorityListEntry:
    """One entry by its code such as RS-014; raises ``NotFound``."""
    found = db.session.execute(
        select(AuthorityListEntry).options(joinedload(AuthorityListEntry.unit)).where(AuthorityListEntry.code == code)
    ).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


def _in_force(day: date) -> Select[AuthorityListEntry]:
    return (
        select(AuthorityListEntry)
        .options(joinedload(AuthorityListEntry.unit))
        .where(
            AuthorityListEntry.valid_from <= day,
            or_(AuthorityListEntry.valid_to.is_(None), AuthorityListEntry.valid_to >= day),
        )
    )


def competent_units(dispute_type: str, region_code: str, *, on: date | None = None) -> list[Competence]:
    """Active units the authority list names for a kind of dispute, leads first, then those that cover the place.

    A unit covers a place when its own region code is a beginning of the place's code; a department of the district
    covers every town in it. A unit named twice appears once, with its leading entry.
    """
    statement = (
        _in_force(on or clock.today())
        .join(Unit, Unit.id == AuthorityListEntry.unit_id)
        .where(AuthorityListEntry.dispute_types.contains([dispute_type]), Unit.status == UnitStatus.ACTIVE.value)
        .order_by(case((AuthorityListEntry.role == EntryRole.LEAD.value, 0), else_=1), AuthorityListEntry.code)
    )
    found: dict[UUID, Competence] = {}
    for entry in db.session.execute(statement).scalars():
        covers = region_code.startswith(entry.unit.region_code)
        found.setdefault(entry.unit_id, Competence(entry.unit, entry, covers))
    return sorted(found.values(), key=lambda one: (not one.is_lead, not one.covers_region))


def court_policy(court_id: UUID) -> CourtPolicy | None:
    """What a court accepts, or None when nothing was recorded; a studio answers with its court's policy."""
    court = ancestor(court_id, UnitKind.COURT)
    if court is None:
        return None
    return db.session.execute(select(CourtPolicy).where(CourtPolicy.court_id == court.id)).scalar_one_or_none()
