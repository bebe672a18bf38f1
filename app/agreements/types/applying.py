"""The parties' joint application to a court, as the rules of the application look at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class JointApplication:
    """Court chosen, who applies and signed what (keys of parties), and the days of effect and of the last filing.

    ``effective_on`` None: the signatures tell. ``unaltered`` None: the signed file was not compared with the record.
    """

    court: str | None = None
    competent_courts: tuple[str, ...] = ()
    open_elsewhere: tuple[str, ...] = ()
    applicants: tuple[str, ...] = ()
    application_signed_by: tuple[str, ...] = ()
    commitment_signed_by: tuple[str, ...] = ()
    effective_on: date | None = None
    last_day_on: date | None = None
    unaltered: bool | None = None
