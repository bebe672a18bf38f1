"""What may be done with wage schedules and receipts of money (domain.md §5 rows 26, 27 and 40)."""

from app.core.permissions import declare
from app.core.text import msg

SCHEDULE_READ = declare("claims:schedule:read", msg("查看工资核查表"))
SCHEDULE_ENTER = declare("claims:schedule:enter", msg("录入工资核查表"))
SCHEDULE_VERIFY = declare("claims:schedule:verify", msg("核查、复核工资核查表（人社部门经办人）"))
SCHEDULE_FREEZE = declare("claims:schedule:freeze", msg("工资核查表定稿"))
DIFFERENCE_ACCEPT = declare("claims:difference:accept", msg("记录劳动者认可差额"))
ROW_REVEAL = declare("claims:row:reveal", msg("说明理由后查看劳动者的完整证件号、电话和账户"))
RECEIPT_READ = declare("claims:receipt:read", msg("查看收付款记录"))
RECEIPT_RECORD = declare("claims:receipt:record", msg("登记收付款"))
