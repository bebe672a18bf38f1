"""Reading and putting off one's notices, and one's own reminders."""

from app.notifications.services.reading import mark_read, put_off_notice
from app.notifications.services.reminding import finish_reminder, ring_reminders, set_reminder, snooze_reminder

__all__ = [
    "finish_reminder",
    "mark_read",
    "put_off_notice",
    "ring_reminders",
    "set_reminder",
    "snooze_reminder",
]
