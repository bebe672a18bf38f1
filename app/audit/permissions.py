"""Who may look at the trail."""

from app.core.permissions import declare
from app.core.text import msg

TRAIL_READ = declare("audit:trail:read", msg("查看有权限事项的操作留痕"))
TECHNICAL_READ = declare("audit:technical:read", msg("查看不含业务内容的技术日志"))
VERIFY = declare("audit:chain:verify", msg("校验留痕链"))
