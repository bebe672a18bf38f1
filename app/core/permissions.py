"""Who acts, and what an act is called. Which role holds which permission stands in ``app/role_catalogue.py``."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from app.core.errors import Forbidden
from app.core.text import Message, msg


class Role(StrEnum):
    """The roles of domain.md §5 with §0.1: ten, inspection, the administrator split in three, and the system itself."""

    REPORTER = "reporter"
    DISPATCHER = "dispatcher"
    DIRECTOR = "director"
    DEPT_OFFICER = "dept_officer"
    MEDIATOR = "mediator"
    DUTY_JUDGE = "duty_judge"
    CONFIRMATION_JUDGE = "confirmation_judge"
    REVIEWER = "reviewer"
    INSPECTOR = "inspector"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDIT_ADMIN = "audit_admin"
    PARTY = "party"
    SYSTEM = "system"

    @property
    def label(self) -> Message:
        """The role's name as staff say it."""
        return ROLE_LABELS[self]


ROLE_LABELS = {
    Role.REPORTER: msg("上报人"),
    Role.DISPATCHER: msg("调度员"),
    Role.DIRECTOR: msg("中心主任"),
    Role.DEPT_OFFICER: msg("部门经办人"),
    Role.MEDIATOR: msg("调解员"),
    Role.DUTY_JUDGE: msg("值班法官"),
    Role.CONFIRMATION_JUDGE: msg("确认审查法官"),
    Role.REVIEWER: msg("评查员"),
    Role.INSPECTOR: msg("纪检督察"),
    Role.SYSTEM_ADMIN: msg("系统管理员"),
    Role.SECURITY_ADMIN: msg("安全管理员"),
    Role.AUDIT_ADMIN: msg("审计管理员"),
    Role.PARTY: msg("当事人"),
    Role.SYSTEM: msg("系统"),
}


class Position(StrEnum):
    """A person's post inside the unit; it opens acts such as approving a return, and is not a role."""

    HEAD = "head"
    OFFICER = "officer"
    ASSISTANT = "assistant"
    ARCHIVIST = "archivist"
    JUDGE_ASSISTANT = "judge_assistant"

    @property
    def label(self) -> Message:
        """The post's name as staff say it."""
        return POSITION_LABELS[self]


POSITION_LABELS = {
    Position.HEAD: msg("负责人"),
    Position.OFFICER: msg("工作人员"),
    Position.ASSISTANT: msg("协助人员"),
    Position.ARCHIVIST: msg("档案管理员"),
    Position.JUDGE_ASSISTANT: msg("法官助理"),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """The person who acts, under one membership: unit, role and position are part of every trace.

    Who stands in for an absent colleague acts under the colleague's membership, in their own name: ``on_behalf_of`` is
    the colleague's name and ``stands_for`` the colleague's id.
    """

    user_id: UUID | None
    membership_id: UUID | None
    unit_id: UUID | None
    role: Role
    position: Position = Position.OFFICER
    name: str = ""
    unit_name: str = ""
    permissions: frozenset[str] = field(default_factory=frozenset)
    on_behalf_of: str | None = None
    stands_for: UUID | None = None

    @property
    def people(self) -> tuple[UUID, ...]:
        """Whose work this is: the person's own, and that of the absent colleague in whose post they act."""
        return tuple(one for one in (self.user_id, self.stands_for) if one is not None)

    def may(self, permission: str) -> bool:
        """Whether the role behind this membership holds the permission."""
        return self.role is Role.SYSTEM or permission in self.permissions

    @property
    def is_head(self) -> bool:
        """Whether the person heads the unit (department head, head of a mediation organisation, studio head)."""
        return self.position is Position.HEAD

    @classmethod
    def system(cls, name: str = "系统") -> Actor:
        """The platform itself, for clocks that run out and scheduled work."""
        return cls(None, None, None, Role.SYSTEM, name=name)


def acting_name(name: str, absent: str | None) -> str:
    """A person's name as traces show it: with that of the absent colleague in whose post they acted."""
    return str(msg("{name}（代{absent}）", name=name, absent=absent)) if absent else name


_declared: dict[str, Message] = {}


def declare(name: str, sentence: Message) -> str:
    """Register a permission ``<context>:<resource>:<action>`` with the sentence that explains it; returns the name."""
    if name.count(":") != 2:
        raise ValueError(f"a permission is context:resource:action, not {name}")
    _declared[name] = sentence
    return name


def declared() -> dict[str, Message]:
    """All permissions known so far, by name."""
    return dict(_declared)


def authorise(actor: Actor, permission: str) -> None:
    """Let the act pass when the actor holds the permission; raises ``Forbidden`` otherwise."""
    if not actor.may(permission):
        raise Forbidden(code="forbidden")
