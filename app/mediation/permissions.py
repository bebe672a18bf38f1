"""What may be done in a mediation."""

from app.core.permissions import declare
from app.core.text import msg

READ = declare("mediation:case:read", msg("查看调解概况"))
READ_RECORD = declare("mediation:record:read", msg("查看调解笔录"))
OPEN = declare("mediation:case:open", msg("登记调解申请"))
CONDUCT = declare("mediation:case:conduct", msg("主持调解、记录意愿和笔录"))
ASSIGN = declare("mediation:case:assign", msg("指定调解员"))
MOVE = declare("mediation:case:move", msg("随协议和履行变更调解状态"))
