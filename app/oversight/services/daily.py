"""The daily look: silence, broken promises, wages before Spring Festival, and the note of each day of red matters.

Every matter has a transaction of its own, and every reason is told once by its occurrence: a second run on the same
day finds nothing left. Nobody is troubled on a rest day unless the matter is red.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from app.agreements import queries as agreements
from app.audit import queries as audit
from app.clocks import queries as clocks
from app.core import clock
from app.core.calendar import days_between
from app.core.permissions import Actor
from app.core.unit_of_work import unit_of_work
from app.intake import services as matters
from app.oversight.queries import AT_ONCE, red_matters, told_of, under_way, wage_matters
from app.oversight.rules import festival_ahead, silent_since
from app.oversight.services.notes import keep_note_days

log = logging.getLogger(__name__)

#: A reason to score anew: matter, kind of signal, occurrence, and the words of the note.
Reason = tuple[UUID, str, str, str]


def look_at_all() -> int:
    """Look at every open matter once; returns how many new reasons were found."""
    today = clock.today()
    working = bool(clocks.working_days_among(list(days_between(today, today))))
    found = [reason for look in LOOKS for reason in look(today, working)]
    told = sum(_safely(_tell, reason) for reason in _unknown(found))
    for matter_id in red_matters():
        _safely(_keep_notes, matter_id)
    return told


def _safely(work: Callable[[Any], bool], about: Any) -> bool:
    """One matter that fails does not keep the others waiting."""
    try:
        return work(about)
    except Exception:
        log.exception("could not look at %s", about)
        return False


def _tell(reason: Reason) -> bool:
    matter_id, kind, occurrence, note = reason
    signal = matters.add_risk_signal(matter_id, kind, note, occurrence=occurrence, actor=Actor.system())
    return signal is not None


def _keep_notes(matter_id: UUID) -> bool:
    with unit_of_work(Actor.system()):
        keep_note_days(matters.lock_matter(matter_id))
    return True


def _unknown(found: Iterable[Reason]) -> list[Reason]:
    """The reasons that were not told before, read in one statement for some hundreds at a time."""
    reasons = list(found)
    known: set[tuple[UUID, str, str | None]] = set()
    for start in range(0, len(reasons), AT_ONCE):
        known |= told_of({reason[0] for reason in reasons[start : start + AT_ONCE]})
    return [reason for reason in reasons if reason[:3] not in known]


def _silence(today: date, working: bool) -> Iterator[Reason]:
    """No act of a person in the trail for seven calendar days; the next occurrence needs another act first."""
    for ids in under_way(red_alone=not working):
        for matter_id, at in audit.last_acts_at(ids).items():
            since = silent_since(at, today)
            if since is not None:
                yield matter_id, "no_progress_7d", f"since:{since}", f"{since}"


def _broken_promises(today: date, working: bool) -> Iterator[Reason]:
    """A promised performance whose day has passed."""
    if working:
        for agreement_id, matter_id, day in agreements.promises_broken(today):
            yield matter_id, "promise_broken", f"agreement:{agreement_id}:{day}", f"{day}"


def _festival(today: date, working: bool) -> Iterator[Reason]:
    """Unpaid wages within thirty days before Spring Festival; a year that is not loaded is not guessed."""
    first = festival_ahead(today, clocks.calendar()) if working else None
    if first is None:
        return
    for matter_id in wage_matters():
        yield matter_id, "before_spring_festival", f"festival:{first.year}", f"{first}"


LOOKS: tuple[Callable[[date, bool], Iterator[Reason]], ...] = (_silence, _broken_promises, _festival)
