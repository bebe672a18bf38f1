"""What may be done with dispatch orders and supervisions."""

from app.core.permissions import declare
from app.core.text import msg

READ = declare("dispatch:order:read", msg("查看有权限的派遣单"))
ISSUE = declare("dispatch:order:issue", msg("派单、改派"))
WITHDRAW = declare("dispatch:order:withdraw", msg("签收前撤回派遣单"))
SIGN = declare("dispatch:order:sign", msg("签收本单位的派遣单"))
RETURN = declare("dispatch:order:return", msg("申请退回本单位的派遣单"))
APPROVE_RETURN = declare("dispatch:order:approve_return", msg("审核本单位的退回申请"))
RULE = declare("dispatch:order:rule", msg("裁定退回"))
RULE_SECOND = declare("dispatch:order:rule_second", msg("裁定再次退回"))
START = declare("dispatch:order:start", msg("联系当事人并开始办理"))
ASK_ASSISTANCE = declare("dispatch:order:ask_assistance", msg("请其他单位协办"))
EXTEND = declare("dispatch:order:extend", msg("申请延长办理期限"))
APPROVE_EXTENSION = declare("dispatch:order:approve_extension", msg("审批延长办理期限"))
APPROVE_EXTENSION_AGAIN = declare("dispatch:order:approve_extension_again", msg("审批再次延长办理期限"))
SUSPEND = declare("dispatch:order:suspend", msg("中止和恢复办理"))
FEEDBACK = declare("dispatch:order:feedback", msg("提交本单位的办理反馈"))
APPROVE_FEEDBACK = declare("dispatch:order:approve_feedback", msg("审核本单位的办理反馈"))
CHECK_FEEDBACK = declare("dispatch:order:check_feedback", msg("审核各单位的反馈，同意办结或者退回重办"))
URGE = declare("dispatch:order:urge", msg("催办"))
HAND_ON = declare("dispatch:order:hand_on", msg("把本单位的派遣单转给同事经办"))

ROUTING_READ = declare("dispatch:routing:read", msg("查看派单规则和派单依据"))
ROUTING_DRAFT = declare("dispatch:routing:draft", msg("起草、试算派单规则"))
ROUTING_PUBLISH = declare("dispatch:routing:publish", msg("发布派单规则、撤销发布"))

COPY_SEND = declare("dispatch:copy:send", msg("把事项抄送给其他单位、撤回抄送"))
COPY_NOTE = declare("dispatch:copy:note", msg("签阅抄送给本单位的事项"))

WHISTLE_READ = declare("dispatch:whistle:read", msg("查看有权限的吹哨"))
WHISTLE_CALL = declare("dispatch:whistle:call", msg("吹哨、登记到场、结束和撤回吹哨"))
WHISTLE_ANSWER = declare("dispatch:whistle:answer", msg("代表被吹哨的单位响应、报到或者说明不能到场"))

MEETING_READ = declare("dispatch:meeting:read", msg("查看有权限的会商和会商事项"))
MEETING_CALL = declare("dispatch:meeting:call", msg("召集会商、起草和签发纪要"))
MEETING_ATTEND = declare("dispatch:meeting:attend", msg("代表参会单位确认纪要、办理会商事项"))

COUNTERSIGN_READ = declare("dispatch:countersign:read", msg("查看有权限的会签"))
COUNTERSIGN_ASK = declare("dispatch:countersign:ask", msg("请其他单位或者人员会签、加签、减签和撤回会签"))
COUNTERSIGN_ANSWER = declare("dispatch:countersign:answer", msg("代表本单位或者本人答复会签"))

SUPERVISION_READ = declare("dispatch:supervision:read", msg("查看有权限的督办"))
SUPERVISION_ISSUE = declare("dispatch:supervision:issue", msg("发出督办"))
SUPERVISION_ACKNOWLEDGE = declare("dispatch:supervision:acknowledge", msg("签收发给本单位的督办"))
SUPERVISION_REPLY = declare("dispatch:supervision:reply", msg("回复发给本单位的督办"))
SUPERVISION_CHECK = declare("dispatch:supervision:check", msg("审核督办回复"))
