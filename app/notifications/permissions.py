"""One's own inbox, reminders and choices of what reaches one; the administrator sees what became of messages."""

from app.core.permissions import declare
from app.core.text import msg

READ_OWN = declare("notifications:inbox:read", msg("查看自己的消息"))
REMIND_SELF = declare("notifications:reminder:keep", msg("给自己设提醒，只有本人看得到"))
CHOOSE_OWN = declare("notifications:choice:edit", msg("设置自己接收哪些短信、语音和邮件"))
MESSAGES_READ = declare("notifications:message:read", msg("查看消息发送情况"))
MESSAGES_RETRY = declare("notifications:message:retry", msg("重发失败的消息"))
RECEIPT_RECORD = declare("notifications:receipt:record", msg("登记消息网关的送达回执"))
DRILL_RUN = declare("notifications:drill:run", msg("演练时限提醒并查看结果"))
