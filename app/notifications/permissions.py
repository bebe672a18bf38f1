"""Everyone reads their own inbox."""

from app.core.permissions import declare
from app.core.text import msg

READ_OWN = declare("notifications:inbox:read", msg("查看自己的消息"))
