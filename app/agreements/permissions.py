"""What may be done with agreements."""

from app.core.permissions import declare
from app.core.text import msg

READ = declare("agreements:agreement:read", msg("查看调解协议"))
DRAFT = declare("agreements:agreement:draft", msg("起草、修改和定稿调解协议"))
SIGN = declare("agreements:agreement:sign", msg("登记协议的签名和盖章"))
OVERRIDE = declare("agreements:lint:override", msg("说明理由后准许带着不得提交的提示定稿"))
NOTIFY = declare("agreements:notice:record", msg("登记债权转让通知及其送达证明"))
PERFORM = declare("agreements:performance:record", msg("登记协议履行情况"))
CERTIFY = declare("agreements:certificate:issue", msg("出具自动履行证明书"))
MOVE = declare("agreements:agreement:move", msg("随履行、确认和结案变更协议状态"))
