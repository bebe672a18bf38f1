"""The people of the demo centre: the cast of domain.md §10 and whoever else the work needs. All names are invented.

Login names are stable; everybody has the same password, taken from ``FENGQIAO_DEMO_PASSWORD`` or made once and kept in
the data directory.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from app.accounts import queries, services
from app.accounts.commands import NewMembership, NewUser
from app.accounts.types import MediatorKind
from app.core.permissions import Actor, Position, Role

SINCE = date(2024, 1, 1)
PASSWORD_FILE = "demo-password.txt"  # noqa: S105 - a file's name

HEAD, OFFICER = Position.HEAD, Position.OFFICER
PEOPLE_KIND, INDUSTRY = MediatorKind.PEOPLE, MediatorKind.INDUSTRY


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One invented person in one post; ``shown`` people are printed after the demo is planted."""

    login: str
    name: str
    unit: str
    role: Role
    position: Position = OFFICER
    kind: MediatorKind | None = None
    shown: bool = False


def _row(
    login: str, name: str, unit: str, role: Role, position: Position = OFFICER, *, shown: bool = True
) -> DemoPerson:
    return DemoPerson(login, name, unit, role, position, shown=shown)


def _mediator(login: str, name: str, unit: str, kind: MediatorKind, position: Position = OFFICER) -> DemoPerson:
    return DemoPerson(login, name, unit, Role.MEDIATOR, position, kind, login in {"ding", "lin", "luo"})


CENTRE = (
    _row("gaomou", "高某", "center", Role.DISPATCHER),
    _row("tang", "唐某", "center", Role.DISPATCHER, shown=False),
    _row("gu", "顾某", "center", Role.DIRECTOR, HEAD),
    _row("archive", "贺某", "center", Role.DISPATCHER, Position.ARCHIVIST),
    _row("review", "邹某", "center", Role.REVIEWER),
    _row("inspect", "纪某", "center", Role.INSPECTOR),
    _row("sysadmin", "钱某", "center", Role.SYSTEM_ADMIN),
    _row("secadmin", "孙某", "center", Role.SECURITY_ADMIN),
    _row("audadmin", "李某", "center", Role.AUDIT_ADMIN),
)
COURT = (
    _row("meng", "孟某文", "court.studio", Role.DUTY_JUDGE, HEAD),
    _row("shen", "沈某衡", "court.studio", Role.DUTY_JUDGE),
    _row("bai", "白某川", "court.studio", Role.DUTY_JUDGE, shown=False),
    _row("studio", "平某", "court.studio", Role.DEPT_OFFICER, HEAD),
    _row("liang", "梁某", "court", Role.CONFIRMATION_JUDGE),
    _row("assist", "尹某", "court", Role.CONFIRMATION_JUDGE, Position.JUDGE_ASSISTANT),
)
MEDIATORS = (
    _mediator("ding", "丁某和", "org.labor", PEOPLE_KIND),
    _mediator("qin", "秦某", "org.labor", PEOPLE_KIND, HEAD),
    _mediator("lin", "林某安", "org.joint", PEOPLE_KIND),
    _mediator("fang", "方某", "org.joint", PEOPLE_KIND, HEAD),
    _mediator("luo", "罗某和", "org.consumer", INDUSTRY),
    _mediator("shi", "施某", "org.consumer", INDUSTRY, HEAD),
    _mediator("jiang", "江某", "org.property", INDUSTRY, HEAD),
    _mediator("tao", "陶某明", "org.medical", INDUSTRY, HEAD),
    _mediator("hou", "侯某", "org.traffic", INDUSTRY, HEAD),
    _mediator("xie", "谢某", "org.family", INDUSTRY, HEAD),
)
OFFICERS = (
    _row("he", "何某", "dept.rs", Role.DEPT_OFFICER),
    _row("song", "宋某", "dept.rs", Role.DEPT_OFFICER),
    _row("rshead", "魏某", "dept.rs", Role.DEPT_OFFICER, HEAD),
    _row("police", "韩某", "dept.ga.xilu", Role.REPORTER),
    _row("ga", "岳某", "dept.ga", Role.DEPT_OFFICER),
    _row("gahead", "常某", "dept.ga", Role.DEPT_OFFICER, HEAD, shown=False),
    _row("traffic", "路某", "dept.ga.traffic", Role.DEPT_OFFICER, HEAD, shown=False),
    _row("civil", "陶某", "dept.mz", Role.DEPT_OFFICER),
    _row("civilhead", "柳某", "dept.mz", Role.DEPT_OFFICER, HEAD),
    _row("zj", "程某", "dept.zj", Role.DEPT_OFFICER, shown=False),
    _row("zjhead", "康某", "dept.zj", Role.DEPT_OFFICER, HEAD, shown=False),
    _row("sc", "史某", "dept.sc", Role.DEPT_OFFICER, shown=False),
    _row("schead", "金某", "dept.sc", Role.DEPT_OFFICER, HEAD, shown=False),
    _row("sf", "叶某", "dept.sf", Role.DEPT_OFFICER, shown=False),
    _row("sfhead", "田某", "dept.sf", Role.DEPT_OFFICER, HEAD, shown=False),
    _row("gz", "石某", "dept.gz", Role.DEPT_OFFICER, HEAD, shown=False),
    *(
        _row(key, name, f"dept.{key}", Role.DEPT_OFFICER, HEAD, shown=False)
        for key, name in (
            ("xf", "温某"), ("jc", "骆某"), ("wj", "邵某"), ("ny", "苗某"), ("jw", "文某"), ("cg", "武某"),
            ("st", "水某"), ("jt", "车某"), ("wl", "游某"), ("jr", "费某"),
        )
    ),
)  # fmt: skip
TOWNS = (
    _row("xilu", "许某", "sub.110111012", Role.REPORTER),
    _row("xiluhead", "燕某", "sub.110111012", Role.DEPT_OFFICER, HEAD),
    _row("xilugrid", "葛某", "grid.110111012.01", Role.REPORTER, shown=False),
    _row("changyang", "包某", "sub.110111105", Role.REPORTER, shown=False),
    _row("changyanghead", "左某", "sub.110111105", Role.DEPT_OFFICER, HEAD, shown=False),
    _row("liangxiang", "卢某", "sub.110111008", Role.REPORTER, shown=False),
    _row("lianghead", "牛某", "sub.110111008", Role.DEPT_OFFICER, HEAD, shown=False),
    _row("gongchen", "袁某", "sub.110111011", Role.REPORTER, shown=False),
    _row("gongchenhead", "霍某", "sub.110111011", Role.DEPT_OFFICER, HEAD, shown=False),
)
PEOPLE: tuple[DemoPerson, ...] = (*CENTRE, *COURT, *MEDIATORS, *OFFICERS, *TOWNS)

#: People who wear a second hat: the same login, one more post to switch to.
SECOND_POSTS = (
    DemoPerson("xilu", "许某", "sub.110111012", Role.DEPT_OFFICER),
    DemoPerson("ding", "丁某和", "org.joint", Role.MEDIATOR, kind=PEOPLE_KIND),
    DemoPerson("meng", "孟某文", "court", Role.CONFIRMATION_JUDGE),
)


def demo_password(directory: Path, given: str | None) -> str:
    """The one password of all demo people: the one given, else the one kept, else a new one that is then kept."""
    if given:
        return given
    path = directory / PASSWORD_FILE
    if path.exists():
        return path.read_text().strip()
    directory.mkdir(parents=True, exist_ok=True)
    fresh = services.readable_password()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as stream:
        stream.write(fresh + "\n")
    return fresh


def plant_people(units: Mapping[str, UUID], password: str) -> None:
    """Enter everybody who is still missing, each in the post of the list."""
    for number, person in enumerate(PEOPLE, start=1):
        if queries.find_user(person.login) is None:
            command = NewUser(
                login_name=person.login,
                display_name=person.name,
                password=password,
                phone=f"120{number:08d}",
                must_change_password=False,
            )
            _join(services.add_user(command, actor=Actor.system()).id, person, units)
    for person in SECOND_POSTS:
        user_id = queries.user_by_login(person.login).id
        held = {(one.unit_id, one.role) for one in queries.memberships_of(user_id)}
        if (units[person.unit], person.role) not in held:
            _join(user_id, person, units)


def _join(user_id: UUID, person: DemoPerson, units: Mapping[str, UUID]) -> None:
    command = NewMembership(
        user_id=user_id,
        unit_id=units[person.unit],
        role=person.role,
        position=person.position,
        mediator_kind=person.kind,
        on_roster=person.role is Role.MEDIATOR,
        from_on=SINCE,
    )
    services.add_membership(command, actor=Actor.system())


def shown_people() -> Sequence[DemoPerson]:
    """The people one would want to sign in as, in the order of the work."""
    return [person for person in PEOPLE if person.shown]
