"""What a person hands in, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadDetails:
    """Who leads a matter: somebody of the centre by id, or an official outside the platform by name and post."""

    official_name: str
    official_post: str
    until_on: date
    measures: str
    official_user_id: UUID | None = None
