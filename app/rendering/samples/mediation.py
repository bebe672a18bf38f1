"""Samples of the forms of a mediation."""

from typing import Any

from app.rendering.samples import s01
from app.rendering.shapes.mediation import (
    ConsentForm,
    MediationRecord,
    RepresentativeElection,
    RightsNotice,
    TerminationNotice,
)

_D05: RightsNotice = {
    "number": s01.FILE_NUMBER,
    "body": s01.BODY,
    "mediators": s01.MEDIATORS,
    "dispute": s01.DISPUTE,
    "party": s01.worker("申请人"),
    "court": s01.COURT,
    "arbitration_body": "北京市房山区劳动人事争议仲裁委员会",
    "complaint": {"name": "房山区司法局人民调解工作科（虚构）", "phone": "120-0000-0148"},
    "given_on": "2025-06-18",
}
_D06: ConsentForm = {
    "number": s01.FILE_NUMBER,
    "body": s01.BODY,
    "dispute": s01.DISPUTE,
    "party": s01.client("第三人"),
    "opponents": [s01.GROUP, s01.EMPLOYER_NAME],
    "mediators": s01.MEDIATORS,
    "channel": "当面",
    "asked_at": "2025-06-18T10:30+08:00",
    "asked_by": "丁某和",
    "consents": True,
    "accepts_mediators": True,
    "on_site": "both",
    "public": False,
    "accepts_extension": True,
    "accepts_electronic_service": True,
    "electronic_account": "120-0000-3030（手机短信）",
}
_D10: RepresentativeElection = {
    "number": s01.FILE_NUMBER,
    "body": s01.BODY,
    "dispute": s01.DISPUTE,
    "respondents": [s01.EMPLOYER_NAME],
    "roster": s01.group(),
    "representatives": [w.member() for w in s01.WORKERS if w.name in s01.REPRESENTATIVES],
    "scope": [
        "代为提出申请、提交和核对证据材料；",
        "代为参加调解，陈述事实和意见，转达调解方案；",
        "代为接收与本次调解有关的通知和文书。",
    ],
    "elected_on": "2025-06-18",
    "place": "房山区综治中心一层接待大厅",
    "witness": "丁某和",
    "shared_copy": False,
}
_D19: MediationRecord = {
    "number": s01.FILE_NUMBER,
    "session_no": 1,
    "body": s01.BODY,
    "dispute": s01.DISPUTE,
    "started_at": "2025-06-18T10:40+08:00",
    "ended_at": "2025-06-18T12:10+08:00",
    "place": "房山区综治中心二层第一调解室",
    "mode": "现场",
    "public": False,
    "parties": [s01.employer("被申请人"), s01.client("第三人")],
    "roster": s01.group(),
    "participants": [
        {"name": "邢某（虚构）", "unit": "公安分局西潞派出所（虚构）", "capacity": "民警"},
        {"name": "何某（虚构）", "unit": "北京市房山区人力资源和社会保障局", "capacity": "劳动关系科工作人员"},
    ],
    "mediators": s01.MEDIATORS,
    "recorder": s01.RECORDER,
    "rights_read_at": "2025-06-18T10:42+08:00",
    "statements": [
        {"speaker": "调解员", "text": "宣布调解开始，核对各方身份；宣读当事人权利义务，询问各方是否申请调解员回避。"},
        {"speaker": "各方", "text": "已听清并理解权利义务，不申请回避，同意由丁某和主持调解，同意不公开进行。"},
        {"speaker": "赵某甲（劳动者代表）", "text": "我们32人由物业公司招用，在养老院上班。4月、5月两个月工资没有发，合计二十六万多元。要求马上把工资付给我们本人。\n钱如果付到物业公司账户上，我们担心公司拿到钱就走人。"},
        {"speaker": "赖某（物业公司）", "text": "欠两个月工资属实。养老院从3月起没有付服务费，得等养老院付款才能发工资。"},
        {"speaker": "温某（养老院）", "text": "与物业公司还有经济纠纷，服务质量不达标，应扣款86,400.00元。账未清前不便垫付。"},
        {"speaker": "何某（人社部门）", "text": "工资应当由用人单位按月足额支付。建议提交近12个月工资流水和考勤记录，逐人核实。"},
        {"speaker": "赖某（物业公司）", "text": "表示没有钱可付，于11时55分自行离场，经劝说未返回。"},
        {"speaker": "调解员", "text": "因物业公司负责人离场，本次调解无法继续。向在场各方说明：调解应当自愿；任何一方可以随时选择投诉、仲裁或者诉讼，调解不影响上述权利。将就法律适用请值班法官指导，另行通知下次调解时间。"},
    ],
    "outcome": "continued",
    "outcome_note": "物业公司负责人离场，调解陷入僵局，有待继续调解。",
    "undisputed_facts": [
        "32名劳动者由物业公司招用，工资由物业公司于次月15日支付，已付至2025年3月。",
        "物业公司未支付上述人员2025年4月、5月工资。",
        "养老院与物业公司之间订有物业服务合同，期限自2021年7月1日至2026年6月30日。",
    ],
}  # fmt: skip
_D37: TerminationNotice = {
    "number": s01.FILE_NUMBER,
    "body": s01.BODY,
    "addressee": s01.worker("申请人", 25),
    "parties": [s01.GROUP, s01.EMPLOYER_NAME, s01.CLIENT_NAME],
    "dispute": s01.DISPUTE,
    "accepted_on": "2025-06-18",
    "ended_on": "2025-06-27",
    "reason_label": "未能达成调解协议",
    "reason": "经两次调解，用人单位表示不能确定付款日期，也不同意签订三方债权转让协议，劳动者不接受延期方案。",
    "unresolved": ["工资支付的日期和方式", "养老院是否先行支付"],
    "undisputed_facts": _D19["undisputed_facts"],
    "routes": [
        {
            "route": "向劳动保障监察机构投诉", "body": "北京市房山区人力资源和社会保障局", "note": "免费；可当场提出，由其责令限期支付。",
            "due_on": "2027-06-14", "because": "自2025年6月13日应付未付起两年（暂定，次年放假安排公布后复核）",
            "basis": "《劳动保障监察条例》第二十条",
        },
        {
            "route": "申请劳动仲裁", "body": "北京市房山区劳动人事争议仲裁委员会", "note": "免费；可以口头申请。",
            "due_on": "2026-05-18", "because": "自2025年5月16日劳动关系终止之日起一年，2026年5月16日为星期六，顺延",
            "basis": "《劳动争议调解仲裁法》第二十七条",
        },
        {
            "route": "持工资欠条起诉", "body": s01.COURT, "note": "有用人单位出具的工资欠条且不涉及劳动关系其他争议的，可直接起诉。",
            "due_on": None, "because": None, "basis": "《最高人民法院关于审理劳动争议案件适用法律问题的解释（一）》第十五条",
        },
        {
            "route": "申请法律援助", "body": "北京市房山区法律援助中心", "note": "请求支付劳动报酬的农民工免予核查经济困难状况。",
            "due_on": None, "because": None, "basis": "《法律援助法》第四十二条",
        },
    ],
    "mediators": s01.MEDIATORS,
    "given_on": "2025-06-27",
}  # fmt: skip

SAMPLES: dict[str, dict[str, Any]] = {
    "D05": dict(_D05),
    "D06": dict(_D06),
    "D10": dict(_D10),
    "D19": dict(_D19),
    "D37": dict(_D37),
}
