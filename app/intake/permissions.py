"""What may be done with events, parties, risk and grants."""

from app.core.permissions import declare
from app.core.text import msg

EVENT_FILE = declare("intake:event:file", msg("上报事件"))
EVENT_IMPORT = declare("intake:event:import", msg("批量导入旧台账和12345工单"))
EVENT_IMPORT_UNDO = declare("intake:event:undo_import", msg("撤销整批导入"))
EVENT_READ = declare("intake:event:read", msg("查看有权限的事件"))
EVENT_EDIT = declare("intake:event:edit", msg("登记前修改事件"))
EVENT_CORRECT = declare("intake:event:correct", msg("登记后更正事件，保留原版本"))
EVENT_REGISTER = declare("intake:event:register", msg("登记事件"))
EVENT_REJECT = declare("intake:event:reject", msg("退回无法受理的事件"))
EVENT_MERGE = declare("intake:event:merge", msg("合并重复事件"))
EVENT_TRIAGE = declare("intake:event:triage", msg("分流并选择路径"))
EVENT_MOVE = declare("intake:event:move", msg("随办理进展变更事件状态"))
RISK_SUGGEST = declare("intake:risk:suggest", msg("补充风险信号"))
RISK_CONFIRM = declare("intake:risk:confirm", msg("确认风险等级"))
RISK_PROPOSE_LOWERING = declare("intake:risk:propose_lowering", msg("提出降低风险等级"))
RISK_LOWER_RED = declare("intake:risk:lower_red", msg("批准降低红色等级"))
RISK_WEIGHTS_READ = declare("intake:weights:read", msg("查看风险权重表"))
RISK_WEIGHTS_LOAD = declare("intake:weights:load", msg("载入新版风险权重表"))
PARTY_EDIT = declare("intake:party:edit", msg("登记和更正当事人"))
PARTY_REVEAL = declare("intake:party:reveal", msg("说明理由后查看完整证件号、电话和账户"))
EVIDENCE_ADD = declare("intake:evidence:add", msg("提交证据材料"))
NOTE_READ = declare("intake:note:read", msg("查看所办事项的内部备注"))
NOTE_WRITE = declare("intake:note:write", msg("在所办事项写内部备注、提醒同事看"))
HOLD_WAIVE = declare("intake:hold:waive", msg("豁免红橙等级事项的法官指导"))

#: Permissions of acts that are no button on a matter's page: later contexts, or an import of many, do them.
DONE_ELSEWHERE = frozenset({EVENT_MOVE, EVENT_IMPORT})
