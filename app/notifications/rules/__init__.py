"""Which event is told to whom, and what a reminder needs."""

from app.notifications.rules.plans import PLANS, Plan

__all__ = ["PLANS", "Plan"]
