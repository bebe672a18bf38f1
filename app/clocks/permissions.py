"""What may be done with law rules, clocks and the calendar."""

from app.core.permissions import declare
from app.core.text import msg

RULE_READ = declare("clocks:rule:read", msg("查看期限规则和放假安排"))
CALENDAR_IMPORT = declare("clocks:calendar:import", msg("载入年度放假安排"))
