"""Reads: one's own inbox, reminders and choices, what became of messages, and drills of the clocks."""

from app.notifications.queries.choices import own_choices
from app.notifications.queries.drill import drills, get_drill, last_month
from app.notifications.queries.inbox import (
    REMINDER_TABS,
    get_reminder,
    inbox,
    list_reminders,
    newest,
    own_notice,
    reminders_rung,
    unread,
    unread_count,
)
from app.notifications.queries.messages import (
    MessageFilter,
    ShownMessage,
    gateway_words,
    message,
    message_counts,
    message_page,
)

__all__ = [
    "REMINDER_TABS",
    "MessageFilter",
    "ShownMessage",
    "drills",
    "gateway_words",
    "get_drill",
    "get_reminder",
    "inbox",
    "last_month",
    "list_reminders",
    "message",
    "message_counts",
    "message_page",
    "newest",
    "own_choices",
    "own_notice",
    "reminders_rung",
    "unread",
    "unread_count",
]
