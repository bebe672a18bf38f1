"""Reads: one's own inbox and choices, and what became of messages."""

from app.notifications.queries.choices import own_choices
from app.notifications.queries.drill import drills, get_drill, last_month
from app.notifications.queries.inbox import inbox, newest, own_notice, unread, unread_count
from app.notifications.queries.messages import (
    MessageFilter,
    ShownMessage,
    gateway_words,
    message,
    message_counts,
    message_page,
)

__all__ = [
    "MessageFilter",
    "ShownMessage",
    "drills",
    "gateway_words",
    "get_drill",
    "inbox",
    "last_month",
    "message",
    "message_counts",
    "message_page",
    "newest",
    "own_choices",
    "own_notice",
    "unread",
    "unread_count",
]
