"""Which event is told to whom: real events, audiences that can be found, words without facts of a matter."""

from __future__ import annotations

import importlib
import string

import pytest

from app.core.events import DomainEvent
from app.notifications.rules import PLANS
from app.notifications.subscribers import AUDIENCES

CONTEXTS = (
    "clocks",
    *("rosters", "intake", "dispatch", "mediation", "claims", "guidance", "agreements", "confirmation", "closure"),
    "oversight",
    "notifications",
)
#: Told of a duty and not of a matter: the sentence names the people of the roster and the hours.
ROSTER_EVENTS = (
    "ExchangeAsked", "ExchangeDeclined", "ExchangeDone", "ExchangeLapsed", "ExchangeWithdrawn", "GapsFound",
    "HandoverAssigned", "HandoverGiven", "HandoverSigned", "HandoverTakenBack", "HandoverUnsigned",
    "SubstituteNamed", "SubstitutionEnded",
)  # fmt: skip
#: Told of many matters at once: the sentence counts rows.
COUNTING_EVENTS = ("EventImportFinished",)
#: Told of a clock: the sentence names the clock and how much of its time is used.
CLOCK_EVENTS = ("ClockRungReached",)
#: Told to one person of what they wrote to themselves: no matter is named.
PERSONAL_EVENTS = ("ReminderDue",)
#: Told to nobody: the actor alone is concerned, or another event of the same act tells it.
SILENT = {
    "agreements": {
        "AgreementDrafted", "AgreementFrozen", "AgreementReopened", "AgreementSigned", "ObligationPerformed",
        "AssignmentNotified", "PerformanceCertified",
    },
    "confirmation": {"ApplicationDrafted", "ApplicationVerified"},
    "closure": {"VisitPlanned"},
}  # fmt: skip


def events_of(context: str) -> set[str]:
    module = importlib.import_module(f"app.{context}.events")
    return {
        name
        for name, kind in vars(module).items()
        if isinstance(kind, type) and issubclass(kind, DomainEvent) and kind.__module__ == module.__name__
    }


def test_every_plan_names_an_event_that_is_recorded() -> None:
    assert set(PLANS) <= set().union(*(events_of(context) for context in CONTEXTS))


@pytest.mark.parametrize("context", SILENT)
def test_every_event_of_the_end_of_a_dispute_is_told_or_silent_on_purpose(context: str) -> None:
    assert events_of(context) - set(PLANS) == SILENT[context]


@pytest.mark.parametrize("name", sorted(PLANS))
def test_a_sentence_holds_the_number_of_the_matter_and_no_other_fact(name: str) -> None:
    for plan in PLANS[name]:
        fields = [field for _, field, _, _ in string.Formatter().parse(plan.sentence.text) if field is not None]
        if name in CLOCK_EVENTS:
            assert set(fields) <= {"number", *plan.fields}
            continue
        assert (
            set(fields) <= set(plan.fields)
            if name in ROSTER_EVENTS + COUNTING_EVENTS + PERSONAL_EVENTS
            else fields == ["number"]
        )
        assert plan.audience in AUDIENCES
