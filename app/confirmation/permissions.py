"""Who prepares an application, and who decides on it."""

from app.core.permissions import declare
from app.core.text import msg

READ = declare("confirmation:application:read", msg("查看司法确认申请状态"))
PREPARE = declare("confirmation:application:prepare", msg("准备司法确认申请"))
DOCKET_READ = declare("confirmation:docket:read", msg("查看法院司法确认待办"))
SUPPLEMENT = declare("confirmation:docket:supplement", msg("要求补充材料"))
DECIDE = declare("confirmation:docket:decide", msg("受理、核实、裁定司法确认申请"))
