"""Who does the duties of a risk level."""

from app.core.permissions import declare
from app.core.text import msg

DUTY_READ = declare("oversight:duty:read", msg("查看风险等级措施"))
DUTY_DONE = declare("oversight:duty:done", msg("登记措施已落实"))
LEAD_NAME = declare("oversight:lead:name", msg("确定包案领导"))
NOTE_WRITE = declare("oversight:note:write", msg("填写每日记录"))
WARNING_PRINT = declare("oversight:warning:print", msg("出具风险预警单和领导包案表"))
