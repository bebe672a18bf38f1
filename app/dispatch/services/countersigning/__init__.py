"""Countersigns (会签): asked for, answered, changed by who asked, and told to whoever's turn it is."""

from app.dispatch.services.countersigning.answering import agree_to_countersign, refuse_countersign, tell_late_signers
from app.dispatch.services.countersigning.asking import (
    ask_again,
    ask_countersign,
    end_countersigns_of,
    withdraw_countersign,
)
from app.dispatch.services.countersigning.changing import add_signer, remove_signer

__all__ = [
    "add_signer",
    "agree_to_countersign",
    "ask_again",
    "ask_countersign",
    "end_countersigns_of",
    "refuse_countersign",
    "remove_signer",
    "tell_late_signers",
    "withdraw_countersign",
]
