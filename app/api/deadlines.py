"""Deadlines worked out on demand, with their reasons."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from app.api.resource import PROBLEM, Problem, Resource
from app.clocks import queries
from app.clocks.permissions import RULE_READ
from app.clocks.schemas import DeadlineAnswer, DeadlineQuestion
from app.clocks.types import Risk, Terms
from app.core.clock import SHANGHAI
from app.http.access import requires

blp = Resource("api-deadlines", __name__, url_prefix="/deadlines", description="Dates and why they are so")


@blp.get("")
@requires(RULE_READ)
@blp.arguments(DeadlineQuestion, location="query")
@blp.response(200, DeadlineAnswer)
@blp.alt_response(409, schema=Problem, content_type=PROBLEM, description="The calendar of a needed year is not loaded")
def work_out(question: dict[str, Any]) -> dict[str, Any]:
    """The due date of a rule from a day, or from an instant where hours count."""
    start = question["start"]
    if question["at"] is not None:
        start = datetime.combine(start, question["at"], tzinfo=SHANGHAI)
    risk = Risk(question["risk"]) if question["risk"] else None
    return queries.answer(queries.deadline_for(question["rule"], start, Terms(risk=risk)))
