"""Who may ask, answer and decide."""

from app.core.permissions import declare
from app.core.text import msg

READ = declare("guidance:request:read", msg("查看指导请求和法官意见"))
ASK = declare("guidance:request:ask", msg("请值班法官指导"))
ANSWER = declare("guidance:request:answer", msg("接收并答复指导请求"))
DECIDE = declare("guidance:opinion:decide", msg("决定是否采纳法官意见"))
REQUEUE = declare("guidance:request:requeue", msg("转给下一位值班法官"))
REPORT = declare("guidance:request:report", msg("反馈指导后的结果"))
LAW_READ = declare("guidance:law:read", msg("查看法律条文表"))
