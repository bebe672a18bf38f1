"""Who sees figures, and of what."""

from app.core.permissions import declare
from app.core.text import msg

READ_CENTER = declare("statistics:center:read", msg("查看本中心的统计"))
WALL = declare("statistics:wall:show", msg("打开大屏，只有件数和编号"))
READ_UNIT = declare("statistics:unit:read", msg("查看本单位的统计"))
