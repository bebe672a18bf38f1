"""What has to be staffed."""

from __future__ import annotations

from datetime import date, time
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import CreatedMixin, IdMixin, Model, VersionMixin
from app.rosters.models.duties import KINDS


class StaffingNeed(IdMixin, VersionMixin, CreatedMixin, Model):
    """A desk or room of a unit that is to be staffed on certain weekdays (0 is Monday) between two times.

    A need that ends no later than it begins runs into the next day. On public rest days it counts only with
    ``rest_days``.
    """

    __tablename__ = "rosters_needs"

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("organisations_units.id"))
    seat: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(12))
    weekdays: Mapped[list[int]] = mapped_column(ARRAY(SmallInteger))
    begins: Mapped[time]
    ends: Mapped[time]
    rest_days: Mapped[bool] = mapped_column(default=False)
    from_on: Mapped[date]
    until_on: Mapped[date | None]

    __table_args__ = (
        CheckConstraint(f"kind IN ({KINDS})", name="kind"),
        CheckConstraint("cardinality(weekdays) > 0 AND weekdays <@ ARRAY[0,1,2,3,4,5,6]::smallint[]", name="weekdays"),
        CheckConstraint("until_on IS NULL OR until_on >= from_on", name="dates"),
        Index("ix_rosters_needs_unit", "unit_id", "seat"),
    )
