"""What may be done with rosters."""

from __future__ import annotations

from app.core.permissions import declare
from app.core.text import msg

READ_ROSTER = declare("rosters:duty:read", msg("查看值班表和在岗情况"))
EDIT_ROSTER = declare("rosters:duty:edit", msg("编排本中心的值班表"))
EDIT_OWN_ROSTER = declare("rosters:duty:edit_own", msg("编排本单位的值班表"))
SIGN_AT_DESK = declare("rosters:presence:sign", msg("在窗口签到、签退"))
NAME_SUBSTITUTES = declare("rosters:substitution:act", msg("请人代办、结束代办"))
HAND_OVER = declare("rosters:handover:act", msg("准备、交出和签收交接单"))
EXCHANGE_DUTIES = declare("rosters:exchange:act", msg("提出和答复换班、代班、顶班"))
