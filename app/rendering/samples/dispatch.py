"""Samples of the forms of dispatch and supervision."""

from typing import Any

from app.rendering.samples import s01
from app.rendering.shapes.dispatch import (
    ConsultationMinutes,
    DispatchNotice,
    OrderReceipt,
    ReturnRuling,
    SupervisionNotice,
    SupervisionReply,
    WhistleRecord,
)

_ORDER = "房综治派〔2025〕第0123号"
_SUPERVISION = "房综治督〔2025〕第0012号"
_SUMMARY = "32名劳动者在养老院门前聚集讨薪，称受雇的物业公司拖欠2025年4月、5月工资"

_D11: DispatchNotice = {
    "number": _ORDER,
    "centre": s01.CENTRE,
    "addressee": "北京市房山区人力资源和社会保障局",
    "role": "lead",
    "matter_number": s01.MATTER,
    "category": "拖欠农民工工资纠纷",
    "risk": "黄色",
    "place": s01.PLACE,
    "demand": "支付32名劳动者2025年4月、5月工资",
    "summary": f"2025年6月18日8时40分许，{_SUMMARY}，涉及保洁、保安、餐饮服务、工程维修等岗位。"
    "物业公司让劳动者向养老院要，养老院称与物业公司的服务费尚未结清。",
    "task": "牵头核实用工关系和欠薪事实，会同协办单位组织调解，督促用人单位支付工资，办理情况通过平台反馈。",
    "duty_basis": [
        {"source": "《保障农民工工资支付条例》第七条", "text": "人力资源社会保障行政部门负责保障农民工工资支付工作的组织协调、管理指导和农民工工资支付情况的监督检查，查处有关拖欠农民工工资案件。"},
        {"source": "权责清单第07项（虚构）", "text": "劳动报酬争议的受理、调解和监察。"},
    ],
    "sign_by": "2025-06-19T18:00+08:00",
    "contact_by": "2025-06-20T18:00+08:00",
    "finish_by": "2025-07-03T18:00+08:00",
    "return_by": "2025-06-20T18:00+08:00",
    "units": [
        {"unit": "北京市公安局房山分局", "role": "协办", "task": "维护现场秩序，协助核实人员身份"},
        {"unit": "北京市房山区人民法院法官工作室", "role": "协办", "task": "就法律适用提供指导"},
        {"unit": "北京市房山区民政局", "role": "协办", "task": "联系养老院，提供服务合同材料"},
        {"unit": "西潞街道办事处", "role": "协办", "task": "安抚人员，协助联系当事人"},
    ],
    "contact": s01.CONTACT,
    "attachments": ["事件登记表", "110接处警登记复印件"],
    "issued_on": "2025-06-18",
    "copies_to": ["各协办单位"],
}  # fmt: skip
_D12: OrderReceipt = {
    "number": _ORDER,
    "kind": "signed",
    "centre": s01.CENTRE,
    "unit": "北京市房山区人力资源和社会保障局",
    "matter_number": s01.MATTER,
    "matter_summary": f"{_SUMMARY}。",
    "order_role": "主办",
    "received_at": "2025-06-18T09:10+08:00",
    "acted_at": "2025-06-18T09:25+08:00",
    "acted_by": "丁某和（虚构）",
    "officer": "丁某和（虚构）",
    "officer_phone": "120-0000-0207",
    "finish_by": "2025-07-03T18:00+08:00",
}
_D12_RETURNED: OrderReceipt = {
    "number": "房综治派〔2025〕第0126号",
    "kind": "returned",
    "centre": s01.CENTRE,
    "unit": "北京市房山区民政局",
    "matter_number": s01.MATTER,
    "matter_summary": f"{_SUMMARY}。",
    "order_role": "协办",
    "received_at": "2025-06-18T09:10+08:00",
    "acted_at": "2025-06-18T10:05+08:00",
    "acted_by": "白某（虚构）",
    "return_code": "R1",
    "return_label": "非本单位法定职责",
    "return_reason": "本局对养老机构的服务与安全负有指导监督职责，不掌握养老院与物业公司之间的服务合同及付款材料，"
    "也无权核查物业公司的工资支付情况；物业服务活动的监督管理由住房城乡建设部门负责。",
    "return_basis": "权责清单第12项（虚构）：养老服务机构的备案与监督管理",
    "suggested_unit": "北京市房山区住房和城乡建设委员会",
    "return_by": "2025-06-20T18:00+08:00",
    "head": "邱某（虚构）",
    "head_opinion": "同意退回。",
    "head_at": "2025-06-18T10:20+08:00",
}
_D13: ReturnRuling = {
    "number": "房综治派〔2025〕第0126号",
    "centre": s01.CENTRE,
    "unit": "北京市房山区民政局",
    "matter_number": s01.MATTER,
    "order_role": "协办",
    "returned_at": "2025-06-18T10:20+08:00",
    "return_code": "R1",
    "return_label": "非本单位法定职责",
    "return_reason": _D12_RETURNED["return_reason"] or "",
    "suggested_unit": "北京市房山区住房和城乡建设委员会",
    "outcome": "accepted",
    "ruling": "退回理由成立。物业服务企业的监督管理属住房城乡建设部门职责，改由该单位协办；请民政局将已掌握的养老院联系方式移交新承办单位。",
    "basis": "权责清单第12项、第15项（虚构）",
    "new_unit": "北京市房山区住房和城乡建设委员会",
    "new_number": "房综治派〔2025〕第0127号",
    "clock_note": "原派遣单自本裁定作出之日起终结；新派遣单的签收、联系、办理时限自发出之时重新计算。",
    "ruled_by": "高某（虚构）",
    "ruled_at": "2025-06-18T10:50+08:00",
}
_D13_REFUSED: ReturnRuling = {
    **_D13,
    "outcome": "refused",
    "ruling": "退回理由不成立。养老院系民政部门备案的养老机构，联系该院并了解其服务合同履行情况属民政部门职责范围，"
    "且不涉及核查工资。请继续承办。",
    "basis": "权责清单第12项（虚构）",
    "new_unit": None,
    "new_number": None,
    "clock_note": "原派遣单继续有效，办理时限连续计算，不因退回中断或者重新起算。",
}
_D16: SupervisionNotice = {
    "number": _SUPERVISION,
    "centre": s01.CENTRE,
    "addressee": "北京市房山区住房和城乡建设委员会",
    "level": "黄色",
    "matter_number": s01.MATTER,
    "subject": "房综治派〔2025〕第0127号派遣单逾期未签收",
    "facts": "本中心于2025年6月18日10时50分向你单位发出房综治派〔2025〕第0127号派遣单（协办），签收时限为2025年6月19日18时。"
    "截至2025年6月20日12时00分，平台仍无签收记录，已超过签收时限的120%。",
    "requirements": [
        "在平台签收该派遣单，并指定承办人；",
        "按派遣单确定的时限与当事人联系，并登记联系情况；",
        "书面说明未按时签收的原因和改进措施，通过平台反馈。",
    ],
    "acknowledge_by": "2025-06-23T18:00+08:00",
    "reply_by": "2025-06-25T18:00+08:00",
    "consequence": "期满未反馈的，督办等级升一级，并抄送你单位主要负责人；再次期满未反馈的，报送中心主任，提请区委政法委协调。",
    "contact": s01.CONTACT,
    "issued_on": "2025-06-20",
    "copies_to": ["中心主任"],
}
_D17: SupervisionReply = {
    "number": _SUPERVISION,
    "centre": s01.CENTRE,
    "unit": "北京市房山区住房和城乡建设委员会",
    "matter_number": s01.MATTER,
    "subject": _D16["subject"],
    "level": "黄色",
    "reply_by": "2025-06-25T18:00+08:00",
    "replied_at": "2025-06-23T10:15+08:00",
    "cause": "轮驻人员6月19日在外参加培训，未安排替班，平台提醒未被看到。",
    "progress": "已于2025年6月20日14时30分签收并指定承办人；已电话联系物业公司项目负责人，向其说明工资支付责任。",
    "measures": [
        {"measure": "派驻岗位实行AB岗，离岗前在平台登记替班人", "owner": "郭某（虚构）", "due_on": "2025-06-25"},
        {"measure": "将该公司纳入物业服务企业信用检查名单", "owner": "郭某（虚构）", "due_on": "2025-07-10"},
    ],
    "evidence": ["平台签收记录", "2025年6月20日电话联系记录1份"],
    "new_finish_on": "2025-07-03",
    "officer": "郭某（虚构）",
    "head": "石某（虚构）",
}

_D14: WhistleRecord = {
    "number": "房综治哨〔2025〕第0003号",
    "centre": s01.CENTRE,
    "caller": "西潞街道综治中心分中心",
    "matter_number": s01.MATTER,
    "urgency": "紧急",
    "place": s01.PLACE,
    "meet_at": "2025-06-18T10:00+08:00",
    "arrive_by": "2025-06-18T11:20+08:00",
    "called_at": "2025-06-18T09:20+08:00",
    "called_by": "许某（虚构）",
    "needs": "现场有人员聚集，需要维持秩序、核实用工关系，并由物业服务行业主管部门向公司负责人释明责任。",
    "units": [
        {
            "unit": "北京市公安局房山分局", "reason": "维持现场秩序，核实人员身份",
            "answered_at": "2025-06-18T09:25+08:00", "coming": "韩某（虚构），带3人",
            "expected_at": "2025-06-18T09:45+08:00", "arrived_at": "2025-06-18T09:41+08:00",
            "noted_by": "西潞街道综治中心分中心许某（虚构）", "standing": "已到场",
            "result": "现场秩序平稳，核实32人身份。",
        },
        {
            "unit": "北京市房山区人力资源和社会保障局", "reason": "核实用工关系和欠薪事实",
            "answered_at": "2025-06-18T09:31+08:00", "coming": "何某（虚构）",
            "expected_at": "2025-06-18T10:00+08:00", "arrived_at": "2025-06-18T11:48+08:00",
            "noted_by": "北京市房山区人力资源和社会保障局何某（虚构）",
            "corrected": "许某（虚构）更正，原登记11时30分：与现场签到不符", "standing": "逾期到场",
            "result": "受理投诉，约定次日查账。",
        },
        {
            "unit": "北京市房山区住房和城乡建设委员会", "reason": "物业服务企业的监督管理",
            "declined": "值班人员在外处置另一现场", "standing": "不能到场", "result": "未到场，已电话联系企业负责人。",
        },
    ],
    "state": "已结束",
    "ended_at": "2025-06-18T12:10+08:00",
    "ended_by": "许某（虚构）",
    "note": "人员于12时散去，推选代表5人参加调解。",
}  # fmt: skip

_D15: ConsultationMinutes = {
    "number": "房综治会〔2025〕第0002号",
    "caller": s01.CENTRE,
    "title": "研究32名劳动者工资支付和现场稳控",
    "matter_number": s01.MATTER,
    "held_at": "2025-06-20T14:00+08:00",
    "place": "综治中心三楼会议室",
    "online": False,
    "chair": "顾某（虚构）",
    "attendees": [
        {
            "unit": "北京市房山区人力资源和社会保障局", "adviser": False, "present": True, "names": "何某（虚构）",
            "opinion": "用人单位对欠薪事实没有异议，可以先行支付；拒不支付的依法责令限期支付。", "answer": "无异议",
        },
        {
            "unit": "北京市房山区民政局", "adviser": False, "present": True, "names": "陶某（虚构）",
            "opinion": "督促养老院核对服务费，必要时直接向劳动者代付。", "answer": "无异议",
        },
        {
            "unit": "北京市房山区住房和城乡建设委员会", "adviser": False, "present": False, "names": "", "opinion": "",
        },
        {
            "unit": "北京市房山区人民法院法官工作室", "adviser": True, "present": True, "names": "孟某文（虚构）",
            "opinion": "债权转让须有书面协议并通知债务人；本意见供参考，不代表裁判结果。", "answer": "无异议",
        },
    ],
    "issues": ["工资由谁先行支付、何时支付", "养老院与物业公司的服务费如何核对", "现场稳控怎么分工"],
    "summary": "人社局通报了工资流水和考勤的核查情况，民政局通报了养老院的付款记录，与会单位交换了意见。",
    "decisions": [
        "由用人单位先行支付；6月25日前不能支付的，按三方债权转让的方案办理。",
        "各单位按职责做好劳动者的解释和稳控工作。",
    ],
    "items": [
        {"words": "督促用人单位提交支付计划", "unit": "北京市房山区人力资源和社会保障局", "person": "何某（虚构）", "due_on": "2025-06-23"},
        {"words": "组织养老院核对服务费", "unit": "北京市房山区民政局", "person": "陶某（虚构）", "due_on": "2025-06-24"},
    ],
    "supplements": [{"words": "第二项的责任人更正为白某（虚构）。", "by": "高某（虚构）", "at": "2025-06-21T09:10+08:00"}],
    "signed_by": "顾某（虚构）",
    "signed_at": "2025-06-20T17:20+08:00",
    "signed_hash": "9f2c4e0b7a5d18c36e41f0a2b95d7c8034e6f1a9d2b47c5e80931f6a2d4c7b15",
    "copies_to": ["各参会单位"],
}  # fmt: skip

SAMPLES: dict[str, dict[str, Any]] = {
    "D11": dict(_D11),
    "D12": dict(_D12),
    "D12:returned": dict(_D12_RETURNED),
    "D13": dict(_D13),
    "D13:refused": dict(_D13_REFUSED),
    "D14": dict(_D14),
    "D15": dict(_D15),
    "D16": dict(_D16),
    "D17": dict(_D17),
}
