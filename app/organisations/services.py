"""What an administrator does with the tree of units, the authority list and court policies."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import array

from app.core.db import db
from app.core.errors import NotFound
from app.core.permissions import Actor, authorise
from app.core.unit_of_work import lock, unit_of_work
from app.organisations.commands import AuthorityEntryFields, CourtPolicyFields, UnitFields
from app.organisations.errors import CodeTaken, WouldBeOwnAncestor
from app.organisations.models import AuthorityListEntry, CourtPolicy, Unit
from app.organisations.permissions import EDIT_AUTHORITY_LIST, EDIT_COURT_POLICY, EDIT_UNITS

#: No tree of units is deeper; SQL slices of arrays need an end.
DEEPEST = 100


def create_unit(command: UnitFields, *, actor: Actor) -> Unit:
    """Enter a unit into the tree; raises ``CodeTaken``, or ``NotFound`` when the parent does not exist."""
    authorise(actor, EDIT_UNITS)
    with unit_of_work(actor) as uow:
        _refuse_taken(Unit, command.code)
        unit = Unit(**asdict(command), lineage=[*_lineage_of(command.parent_id), command.code])
        db.session.add(unit)
        db.session.flush()
        uow.audit("organisations.unit_created", "unit", unit.id, None, {"code": unit.code, "kind": unit.kind})
    return unit


def update_unit(unit_id: UUID, command: UnitFields, *, version: int, actor: Actor) -> Unit:
    """Change a unit; its subtree moves along when the parent changes.

    The code is how the rest of the product knows a unit and never changes. Raises ``StaleVersion`` or
    ``WouldBeOwnAncestor``.
    """
    authorise(actor, EDIT_UNITS)
    with unit_of_work(actor) as uow:
        unit = lock(Unit, unit_id, version)
        above = _lineage_of(command.parent_id)
        if unit.code in above:
            raise WouldBeOwnAncestor()
        changed = _apply(unit, command, keep=frozenset({"code"}))
        _move_subtree(unit, [*above, unit.code])
        unit.touch()
        uow.audit("organisations.unit_changed", "unit", unit.id, None, {"changed": changed})
    return unit


def save_authority_entry(
    command: AuthorityEntryFields, *, actor: Actor, version: int | None = None
) -> AuthorityListEntry:
    """Enter an authority-list item, or change the one with that code when the version seen is given.

    Raises ``CodeTaken`` when the code exists and no version is given, ``StaleVersion`` when somebody was faster.
    """
    authorise(actor, EDIT_AUTHORITY_LIST)
    with unit_of_work(actor) as uow:
        if version is None:
            _refuse_taken(AuthorityListEntry, command.code)
            entry = AuthorityListEntry(code=command.code)
            db.session.add(entry)
        else:
            entry = lock(AuthorityListEntry, _entry_id(command.code), version)
            entry.touch()
        for name in (field.name for field in fields(command)):
            value = getattr(command, name)
            setattr(entry, name, list(value) if isinstance(value, tuple) else value)
        db.session.flush()
        uow.audit("organisations.authority_entry_saved", "authority_entry", entry.id, None, {"code": entry.code})
    return entry


def set_court_policy(court_id: UUID, command: CourtPolicyFields, *, actor: Actor) -> CourtPolicy:
    """Record what a court accepts, as it told the centre; raises ``NotFound`` when there is no such unit."""
    authorise(actor, EDIT_COURT_POLICY)
    with unit_of_work(actor) as uow:
        lock(Unit, court_id)
        policy = db.session.execute(select(CourtPolicy).where(CourtPolicy.court_id == court_id)).scalar_one_or_none()
        if policy is None:
            policy = CourtPolicy(court_id=court_id)
            db.session.add(policy)
        else:
            policy.touch()
        changed = _apply(policy, command)
        db.session.flush()
        uow.audit("organisations.court_policy_set", "court_policy", policy.id, None, {"changed": changed})
    return policy


def _lineage_of(parent_id: UUID | None) -> list[str]:
    if parent_id is None:
        return []
    found = db.session.execute(select(Unit.lineage).where(Unit.id == parent_id)).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return list(found)


def _entry_id(code: str) -> UUID:
    statement = select(AuthorityListEntry.id).where(AuthorityListEntry.code == code)
    found = db.session.execute(statement).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


def _refuse_taken(model: type[Unit] | type[AuthorityListEntry], code: str) -> None:
    if db.session.execute(select(model.id).where(model.code == code)).first() is not None:
        raise CodeTaken(code)


def _apply(row: Any, command: UnitFields | CourtPolicyFields, *, keep: frozenset[str] = frozenset()) -> list[str]:
    """Copy what differs from the command to the row; returns the names of the changed fields."""
    changed = []
    for name, value in asdict(command).items():
        if name not in keep and getattr(row, name) != value:
            setattr(row, name, value)
            changed.append(name)
    return changed


def _move_subtree(unit: Unit, lineage: list[str]) -> None:
    """Give the unit its new lineage and replace that beginning in every unit below it."""
    if unit.lineage == lineage:
        return
    old_length = len(unit.lineage)
    unit.lineage = lineage
    db.session.flush()
    tail = func.array_cat(array(lineage), Unit.lineage[old_length + 1 : DEEPEST])
    below = update(Unit).where(Unit.lineage.contains([unit.code]), Unit.id != unit.id).values(lineage=tail)
    db.session.execute(below.execution_options(synchronize_session=False))
    db.session.expire_all()
