"""What people keep for themselves and each other in a wage story: a note that names a colleague, and a reminder."""

from __future__ import annotations

from datetime import timedelta

from app.core import clock
from app.demo.wage_story import WageStory
from app.intake import services as intake
from app.notifications import services as notifications
from app.notifications.commands import ReminderDetails


def remember(story: WageStory) -> None:
    """The officer tells the dispatcher what to watch, and reminds himself of next week."""
    he, gaomou = story.act("he"), story.act("gaomou")
    assert gaomou.user_id is not None
    with story.at(0, 17, 59):
        words = "和物业公司约好下周一上午看付款凭证，工人代表也来，请留出三楼小会议室。"
        intake.write_note(story.matter_id, words, [gaomou.user_id], actor=he)
        wish = ReminderDetails(
            matter_id=story.matter_id,
            words="向物业公司要付款凭证",
            due_at=clock.now() + timedelta(days=20),
            order_id=story.orders[0].id,
        )
        notifications.set_reminder(wish, actor=he)
