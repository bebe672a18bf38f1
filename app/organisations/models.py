"""Units, the authority list, and what courts accept."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import CreatedMixin, IdMixin, Model, VersionMixin
from app.core.text import Message
from app.organisations.types import EntryRole, OrgKind, SameJudge, StationingMode, UnitKind, UnitStatus


def _one_of(column: str, kinds: type[UnitKind | StationingMode | OrgKind | UnitStatus | EntryRole | SameJudge]) -> str:
    listed = ", ".join(f"'{kind.value}'" for kind in kinds)
    return f"{column} IN ({listed})"


class Unit(IdMixin, VersionMixin, CreatedMixin, Model):
    """One node of the tree. ``lineage`` lists the codes from the root to the unit: a subtree is one condition."""

    __tablename__ = "organisations_units"

    code: Mapped[str] = mapped_column(String(40), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations_units.id"), index=True)
    lineage: Mapped[list[str]] = mapped_column(ARRAY(String(40)))
    region_code: Mapped[str] = mapped_column(String(12), index=True)
    name: Mapped[str] = mapped_column(String(120))
    short_name: Mapped[str] = mapped_column(String(40))
    stationing_mode: Mapped[str | None] = mapped_column(String(10))
    status: Mapped[str] = mapped_column(String(10), default=UnitStatus.ACTIVE.value)
    phone: Mapped[str] = mapped_column(String(40), default="")
    address: Mapped[str] = mapped_column(String(200), default="")
    position: Mapped[int] = mapped_column(default=0)
    org_kind: Mapped[str | None] = mapped_column(String(20))
    established_on: Mapped[date | None]
    filed_on: Mapped[date | None]
    notified_court: Mapped[bool] = mapped_column(default=False)
    registration_no: Mapped[str | None] = mapped_column(String(40))
    seal_name: Mapped[str | None] = mapped_column(String(120))
    number_prefix: Mapped[str | None] = mapped_column(String(20))
    court_code: Mapped[str | None] = mapped_column(String(20))

    parent: Mapped[Unit | None] = relationship(remote_side="Unit.id", foreign_keys=[parent_id])

    __table_args__ = (
        CheckConstraint(_one_of("kind", UnitKind), name="kind"),
        CheckConstraint(_one_of("status", UnitStatus), name="status"),
        CheckConstraint(f"stationing_mode IS NULL OR {_one_of('stationing_mode', StationingMode)}", name="stationing"),
        CheckConstraint(f"org_kind IS NULL OR {_one_of('org_kind', OrgKind)}", name="org_kind"),
        CheckConstraint("kind <> 'mediation_org' OR org_kind IS NOT NULL", name="mediation_has_org_kind"),
        CheckConstraint("kind <> 'court' OR court_code IS NOT NULL", name="court_has_code"),
        Index("ix_organisations_units_lineage", "lineage", postgresql_using="gin"),
        Index("ix_organisations_units_kind", "kind", "position"),
    )

    @property
    def is_active(self) -> bool:
        """Whether the unit takes on work now."""
        return self.status == UnitStatus.ACTIVE

    @property
    def status_label(self) -> Message:
        """The status as staff say it."""
        return UnitStatus(self.status).label

    @property
    def org_kind_label(self) -> Message | None:
        """The kind of mediation body as the law names it, where the unit is one."""
        return OrgKind(self.org_kind).label if self.org_kind else None

    @property
    def kind_of(self) -> UnitKind:
        """The kind, typed."""
        return UnitKind(self.kind)

    @property
    def stationing(self) -> StationingMode | None:
        """The way of stationing, typed; None for a unit that has no desk in the hall."""
        return StationingMode(self.stationing_mode) if self.stationing_mode else None


class AuthorityListEntry(IdMixin, VersionMixin, CreatedMixin, Model):
    """One item of the authority list 权责清单: what a unit leads or assists in, and by which law."""

    __tablename__ = "organisations_authority_list_entries"

    code: Mapped[str] = mapped_column(String(20), unique=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"), index=True)
    role: Mapped[str] = mapped_column(String(10))
    dispute_types: Mapped[list[str]] = mapped_column(ARRAY(String(40)))
    keywords: Mapped[list[str]] = mapped_column(ARRAY(String(40)))
    text: Mapped[str] = mapped_column(Text)
    excluded: Mapped[str] = mapped_column(Text, default="")
    legal_basis: Mapped[str] = mapped_column(Text, default="")
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]

    unit: Mapped[Unit] = relationship()

    __table_args__ = (
        CheckConstraint(_one_of("role", EntryRole), name="role"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="validity"),
        Index("ix_organisations_authority_types", "dispute_types", postgresql_using="gin"),
    )


class CourtPolicy(IdMixin, VersionMixin, CreatedMixin, Model):
    """What one court accepts; an empty field means that nobody has asked the court yet, and the lint then warns."""

    __tablename__ = "organisations_court_policies"

    court_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"), unique=True)
    accepts_self_mediated: Mapped[bool | None]
    accepts_administrative_alone: Mapped[bool | None]
    asks_pre_litigation_number: Mapped[bool | None]
    accepts_online_filing: Mapped[bool | None]
    guiding_judge_confirms: Mapped[str] = mapped_column(String(10), default=SameJudge.WARN.value)
    note: Mapped[str] = mapped_column(Text, default="")

    court: Mapped[Unit] = relationship()

    __table_args__ = (CheckConstraint(_one_of("guiding_judge_confirms", SameJudge), name="guiding_judge_confirms"),)
