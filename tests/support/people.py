"""Units and people for tests: a small centre with the cast of S01, made straight from the models so that it is quick.

The fixture ``cast`` is a ``Cast``: ``cast.unit("dept.rs")`` is a unit, ``cast.actor("ding")`` the actor of a person.
Everybody has the same ``PASSWORD``.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from app.accounts.models import Membership, User
from app.accounts.services.passwords import hasher
from app.core.db import db
from app.core.permissions import Actor, Position, Role
from app.organisations.models import Unit
from app.role_catalogue import permissions_of
from tests.support.stage import scene

PASSWORD = "Qingshan-liushui-58"
TOWN = "110111012"

UNITS: tuple[tuple[str, str, str | None, dict[str, Any]], ...] = (
    ("center", "center", None, {"name": "房山区社会治安综合治理中心（虚构）"}),
    ("court", "court", "center", {"name": "北京市房山区人民法院（虚构）", "court_code": "京0111"}),
    ("court.studio", "judge_studio", "court", {"name": "法官工作室", "stationing_mode": "resident"}),
    ("dept.ga", "department", "center", {"name": "公安分局", "stationing_mode": "resident"}),
    ("dept.ga.xilu", "department_child", "dept.ga", {"name": "西潞派出所（虚构）", "region_code": TOWN}),
    ("dept.rs", "department", "center", {"name": "房山区人力资源和社会保障局", "stationing_mode": "resident"}),
    ("dept.mz", "department", "center", {"name": "房山区民政局", "stationing_mode": "rotating"}),
    ("dept.jt", "department", "center", {"name": "房山区交通局", "stationing_mode": "on_call"}),
    (f"sub.{TOWN}", "sub_center", "center", {"name": "西潞街道综治中心分中心", "region_code": TOWN}),
    (
        "org.labor",
        "mediation_org",
        "center",
        {
            "name": "房山区虚构劳动人事争议人民调解委员会",
            "org_kind": "people_committee",
            "filed_on": date(2019, 3, 15),
            "notified_court": True,
            "number_prefix": "房劳人调",
        },
    ),
)

PEOPLE: tuple[tuple[str, str, str, Role, Position], ...] = (
    ("gaomou", "高某", "center", Role.DISPATCHER, Position.OFFICER),
    ("gu", "顾某", "center", Role.DIRECTOR, Position.HEAD),
    ("ding", "丁某和", "org.labor", Role.MEDIATOR, Position.OFFICER),
    ("qin", "秦某", "org.labor", Role.MEDIATOR, Position.HEAD),
    ("meng", "孟某文", "court.studio", Role.DUTY_JUDGE, Position.HEAD),
    ("shen", "沈某衡", "court.studio", Role.DUTY_JUDGE, Position.OFFICER),
    ("liang", "梁某", "court", Role.CONFIRMATION_JUDGE, Position.OFFICER),
    ("he", "何某", "dept.rs", Role.DEPT_OFFICER, Position.OFFICER),
    ("song", "宋某", "dept.rs", Role.DEPT_OFFICER, Position.OFFICER),
    ("rshead", "魏某", "dept.rs", Role.DEPT_OFFICER, Position.HEAD),
    ("police", "韩某", "dept.ga.xilu", Role.REPORTER, Position.OFFICER),
    ("pohead", "岳某", "dept.ga", Role.DEPT_OFFICER, Position.HEAD),
    ("civil", "陶某", "dept.mz", Role.DEPT_OFFICER, Position.OFFICER),
    ("xilu", "许某", f"sub.{TOWN}", Role.REPORTER, Position.OFFICER),
    ("review", "邹某", "center", Role.REVIEWER, Position.OFFICER),
    ("inspect", "纪某", "center", Role.INSPECTOR, Position.OFFICER),
    ("sysadmin", "钱某", "center", Role.SYSTEM_ADMIN, Position.OFFICER),
    ("secadmin", "孙某", "center", Role.SECURITY_ADMIN, Position.OFFICER),
    ("audadmin", "李某", "center", Role.AUDIT_ADMIN, Position.OFFICER),
)


@cache
def password_hash() -> str:
    """One hash for everybody: hashing is slow on purpose."""
    return hasher().hash(PASSWORD)


def make_unit(code: str, kind: str, parent: Unit | None = None, **more: Any) -> Unit:
    """A unit of the tree."""
    more.setdefault("name", code)
    more.setdefault("short_name", str(more["name"])[:40])
    more.setdefault("region_code", "110111")
    unit = Unit(code=code, kind=kind, parent_id=parent.id if parent else None, **more)
    unit.lineage = [*(parent.lineage if parent else []), code]
    db.session.add(unit)
    db.session.flush()
    return unit


def make_person(login: str, name: str, unit: Unit, role: Role, position: Position = Position.OFFICER) -> Membership:
    """A person with one membership; a mediator stands on the roster of the organisation."""
    user = User(login_name=login, display_name=name, password_hash=password_hash())
    db.session.add(user)
    db.session.flush()
    return join(user, unit, role, position)


def join(user: User, unit: Unit, role: Role, position: Position = Position.OFFICER) -> Membership:
    """One more membership for a person, in force for a long time."""
    row = Membership(
        user_id=user.id,
        unit_id=unit.id,
        role=role.value,
        position=position.value,
        on_roster=role is Role.MEDIATOR,
        mediator_kind="people" if role is Role.MEDIATOR else None,
        from_on=date(2020, 1, 1),
    )
    db.session.add(row)
    db.session.flush()
    return row


def actor_for(row: Membership) -> Actor:
    """The actor a membership makes, as sign-in would."""
    role, position = Role(row.role), Position(row.position)
    permissions = permissions_of(role, position)
    user, unit = db.session.get(User, row.user_id), db.session.get(Unit, row.unit_id)
    assert user is not None
    assert unit is not None
    return Actor(user.id, row.id, unit.id, role, position, user.display_name, unit.name, permissions)


class Cast:
    """The small centre: units by code, people by login name."""

    def __init__(self) -> None:
        """Enter everything."""
        self.units: dict[str, Unit] = {}
        for code, kind, parent, more in UNITS:
            self.units[code] = make_unit(code, kind, self.units[parent] if parent else None, **more)
        self.memberships = {
            login: make_person(login, name, self.units[code], role, position)
            for login, name, code, role, position in PEOPLE
        }
        db.session.commit()

    @classmethod
    def standing(cls) -> Cast:
        """The cast as another test entered it, with whoever came later, else a new one."""
        statement = select(Membership).join(Membership.user).options(contains_eager(Membership.user))
        found: dict[str, Membership] = {}
        for row in db.session.scalars(statement.order_by(Membership.id)):
            found.setdefault(row.user.login_name, row)
        if not found.keys() & {one[0] for one in PEOPLE}:
            return cls()
        cast = cls.__new__(cls)
        cast.units = {unit.code: unit for unit in db.session.scalars(select(Unit))}
        cast.memberships = found
        return cast

    def unit(self, code: str) -> Unit:
        """A unit by its code."""
        return self.units[code]

    def actor(self, login: str) -> Actor:
        """The actor of a person."""
        return actor_for(self.memberships[login])

    def user(self, login: str) -> User:
        """The account of a person."""
        found = db.session.get(User, self.memberships[login].user_id)
        assert found is not None
        return found


@scene()
def cast() -> Cast:
    """The cast of S01 in a database that rolls back."""
    return Cast()
