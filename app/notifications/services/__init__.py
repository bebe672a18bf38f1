"""Reading and putting off one's notices; reminders; deciding, sending, holding back, retrying messages; the drill."""

from app.notifications.services.choosing import choose
from app.notifications.services.deciding import decide_messages, keeping_quiet
from app.notifications.services.drilling import ask_drill, drill_now, finish_drill
from app.notifications.services.limits import use_limits
from app.notifications.services.reading import mark_read, put_off_notice
from app.notifications.services.receipts import record_receipt, retry_message
from app.notifications.services.releasing import release_held
from app.notifications.services.reminding import finish_reminder, ring_reminders, set_reminder, snooze_reminder
from app.notifications.services.sending import send_message

__all__ = [
    "ask_drill",
    "choose",
    "decide_messages",
    "drill_now",
    "finish_drill",
    "finish_reminder",
    "keeping_quiet",
    "mark_read",
    "put_off_notice",
    "record_receipt",
    "release_held",
    "retry_message",
    "ring_reminders",
    "send_message",
    "set_reminder",
    "snooze_reminder",
    "use_limits",
]
