"""Everyone reads their own inbox; who sees matters may remind themselves of one."""

from app.core.permissions import declare
from app.core.text import msg

READ_OWN = declare("notifications:inbox:read", msg("查看自己的消息"))
REMIND_SELF = declare("notifications:reminder:keep", msg("给自己设提醒，只有本人看得到"))
