"""Who is told of what in which words, what a reminder needs, and what leaves the house by message, when."""

from app.notifications.rules.plans import PLANS, Plan

__all__ = ["PLANS", "Plan"]
