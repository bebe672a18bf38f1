"""Every line of the trail in words: an act of a state machine by its label, any other by this table."""

from __future__ import annotations

from app.core.text import Message, msg
from app.web.matter_words import SUBJECTS, workflows

ACTS: dict[str, Message] = {
    "accounts.language_chosen": msg("选择界面语言"),
    "accounts.membership_ended": msg("结束岗位"),
    "accounts.membership_added": msg("授予岗位"),
    "accounts.membership_switched": msg("切换岗位"),
    "accounts.one_time_code_off": msg("停用动态口令"),
    "accounts.one_time_code_on": msg("启用动态口令"),
    "accounts.password_changed": msg("修改密码"),
    "accounts.password_reset": msg("重置密码"),
    "accounts.sessions_revoked": msg("注销登录会话"),
    "accounts.signed_in": msg("登录"),
    "accounts.signed_out": msg("退出登录"),
    "accounts.token_made": msg("生成访问令牌"),
    "accounts.token_revoked": msg("撤销访问令牌"),
    "accounts.user_added": msg("新增账号"),
    "accounts.user_locked": msg("锁定账号"),
    "accounts.user_unlocked": msg("解锁账号"),
    "agreements.edit": msg("修改协议内容"),
    "agreements.go_on_without_debtor": msg("改为两方协议"),
    "agreements.leave_out_workers": msg("移出未签名的劳动者"),
    "agreements.note_circumstances": msg("登记协议相关情况"),
    "agreements.record_settlement_consents": msg("登记对和解的同意"),
    "agreements.set_confirmed": msg("登记司法确认结果"),
    "agreements.take_latest_schedule": msg("采用最新核定名册"),
    "audit.seal_reads": msg("封存查阅记录"),
    "claims.change_terms": msg("修改核查口径"),
    "claims.remove_worker": msg("移出名册"),
    "claims.reveal_row": msg("查看完整信息"),
    "claims.save_worker": msg("录入名册"),
    "claims.upload_spreadsheet": msg("上传工资表"),
    "clock.extended": msg("延长时限"),
    "clock.recoloured": msg("按新的风险等级重算时限"),
    "clock.resumed": msg("恢复计时"),
    "clock.suspended": msg("中止计时"),
    "closure.explain": msg("登记缺少材料的说明"),
    "closure.note_try": msg("登记未联系上"),
    "closure.resolve": msg("认定化解"),
    "confirmation.record_wills": msg("登记共同签署"),
    "confirmation.serve": msg("登记送达"),
    "confirmation.tick_material": msg("核对材料"),
    "dispatch.matter_dispatched": msg("派单"),
    "dispatch.note_contact": msg("登记联系"),
    "dispatch.routing_rule_published": msg("发布派单规则"),
    "files.attach": msg("收入文件"),
    "files.store": msg("保存文件"),
    "intake.add_agent": msg("登记代理人"),
    "intake.add_evidence": msg("收入证据"),
    "intake.correct_party": msg("更正当事人"),
    "intake.edit_event": msg("修改事件"),
    "intake.end_grant": msg("收回查看权限"),
    "intake.grant": msg("授予查看权限"),
    "intake.lift_hold": msg("解除限制"),
    "intake.merged_here": msg("并入事件"),
    "intake.place_hold": msg("加上限制"),
    "intake.reveal_party": msg("查看完整信息"),
    "intake.unmerged": msg("撤销合并"),
    "intake.waive_guidance": msg("豁免法官指导"),
    "mediation.complete_session": msg("完成调解笔录"),
    "mediation.record_consent": msg("登记调解意愿"),
    "mediation.record_rights_read": msg("登记权利义务告知"),
    "organisations.authority_entry_saved": msg("保存权责清单条目"),
    "organisations.court_policy_set": msg("设置法院口径"),
    "organisations.unit_changed": msg("修改单位"),
    "organisations.unit_created": msg("新增单位"),
    "rendering.issue_document": msg("出具文书"),
    "rendering.render_batch": msg("批量文书生成完毕"),
    "rendering.start_batch": msg("批量生成文书"),
    "rendering.void_document": msg("作废文书"),
    "rosters.duty_added": msg("排班"),
    "rosters.duty_changed": msg("调整排班"),
    "rosters.duty_handed_on": msg("班次由他人接替"),
    "rosters.exchange_asked": msg("提出调换班次"),
    "rosters.feed_made": msg("开通日历订阅"),
    "rosters.feed_revoked": msg("停用日历订阅"),
    "rosters.imported": msg("导入值班表"),
    "rosters.need_added": msg("登记值守需要"),
    "rosters.need_ended": msg("停止值守需要"),
    "rosters.duty_removed": msg("撤销排班"),
    "rosters.signed_in_at_desk": msg("到岗签到"),
    "rosters.signed_out_from_desk": msg("离岗签退"),
}


def act_words(action: str) -> str:
    """One act in words; an act without words keeps its name, so that nothing is hidden."""
    if action in ACTS:
        return str(ACTS[action])
    kind, _, name = action.partition(".")
    workflow = workflows().get(kind)
    labels = [step.label for step in workflow.transitions if step.name == name] if workflow is not None else []
    return f"{SUBJECTS.get(kind, '')}·{labels[0]}" if labels else action
