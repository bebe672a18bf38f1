"""After commit: keep a matter's row in step with the matter."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete, func
from sqlalchemy.dialects.postgresql import insert

from app.core import clock
from app.core.bigrams import index_text
from app.core.db import db
from app.core.events import StoredEvent
from app.intake import queries as intake
from app.search.models import SearchEntry
from app.search.queries import normal_number, numbers_of


def index_matter(event: StoredEvent) -> None:
    """Index the matter an event belongs to; running it again gives the same row."""
    if event.matter_id is not None:
        reindex(event.matter_id)


def index_import(event: StoredEvent) -> None:
    """Index the matters that came in together."""
    for matter_id in event.payload["matter_ids"]:
        reindex(UUID(matter_id))


def forget_matters(event: StoredEvent) -> None:
    """Find matters that were taken back no longer."""
    gone = [UUID(one) for one in event.payload["matter_ids"]]
    db.session.execute(delete(SearchEntry).where(SearchEntry.matter_id.in_(gone)))


def reindex(matter_id: UUID) -> None:
    """Write one matter's row anew."""
    matter = intake.matter(matter_id)
    names = [party.name for party in intake.parties_of(matter_id)]
    values = {
        "words": func.to_tsvector(
            "simple", index_text(matter.title, matter.summary, matter.demand, matter.place, *names)
        ),
        "names": func.to_tsvector("simple", index_text(*names)),
        "numbers": sorted({normal_number(number) for number in numbers_of(matter)}),
        "indexed_at": clock.now(),
    }
    statement = insert(SearchEntry).values(matter_id=matter_id, **values)
    db.session.execute(statement.on_conflict_do_update(index_elements=["matter_id"], set_=values))
