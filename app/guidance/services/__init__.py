"""What people do with guidance: one public function for each act."""

from app.guidance.services.answering import answer, ask_facts, recuse, requeue, take
from app.guidance.services.asking import ask, decide, report_outcome, supply_facts
from app.guidance.services.law_table import load_articles

__all__ = [
    "answer",
    "ask",
    "ask_facts",
    "decide",
    "load_articles",
    "recuse",
    "report_outcome",
    "requeue",
    "supply_facts",
    "take",
]
