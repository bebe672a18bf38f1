"""Who sees figures, and of what."""

from app.core.permissions import declare
from app.core.text import msg

READ_CENTER = declare("statistics:center:read", msg("查看本中心的统计"))
READ_UNIT = declare("statistics:unit:read", msg("查看本单位的统计"))
