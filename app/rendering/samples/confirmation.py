"""Samples of the forms of judicial confirmation: ending B of S01."""

from typing import Any

from app.rendering.samples import s01
from app.rendering.samples.agreements import CLAUSES
from app.rendering.shapes.confirmation import (
    AddressConfirmation,
    Commitment,
    ConfirmationApplication,
    MaterialsList,
    MediationProof,
    RulingDraft,
    SubmittedMaterial,
)
from app.rendering.shapes.parts import Material

_TITLE = "人民调解协议书（三方债权转让）"
_CASE = "（2025）京0111诉前调确12号"
_APPLICANTS = [s01.client("申请人"), s01.employer("申请人")]

_D07: AddressConfirmation = {
    "number": s01.FILE_NUMBER,
    "court": s01.COURT,
    "dispute": "申请司法确认调解协议",
    "party": s01.client("申请人"),
    "address": "北京市房山区西潞街道虚构里3号",
    "postcode": "102400",
    "receiver": "温某（虚构）",
    "receiver_phone": "120-0000-3030",
    "accepts_electronic": True,
    "electronic": [
        {"kind": "手机短信", "account": "120-0000-3030"},
        {"kind": "电子邮箱", "account": "wen@kangyi.example"},
    ],
    "confirmed_on": "2025-06-26",
}
_MATERIALS: list[Material] = [
    {"title": f"{_TITLE}及附件一", "copies": 1},
    {"title": "调解组织主持调解证明", "copies": 1},
    {"title": "申请人身份证明、营业执照或者登记证书、法定代表人身份证明", "copies": 1},
    {"title": "承诺书、送达地址确认书", "copies": 1},
    {"title": "工资及考勤核查表、付款凭证", "copies": 1},
]
_D30: ConfirmationApplication = {
    "number": s01.FILE_NUMBER,
    "court": s01.COURT,
    "applicants": _APPLICANTS,
    "roster": s01.group(),
    "body": s01.BODY,
    "dispute": s01.DISPUTE,
    "agreement_number": s01.FILE_NUMBER,
    "agreement_title": _TITLE,
    "agreed_on": "2025-06-23",
    "effective_on": "2025-06-23",
    "last_day_on": "2025-07-23",
    "facts": [
        f"{s01.EMPLOYER_NAME}拖欠{s01.GROUP}2025年4月、5月工资。2025年6月18日，经各方同意，{s01.BODY['name']}受理并主持调解。",
        "经核查近12个月工资流水和考勤记录，核定拖欠工资合计人民币261,305.75元。2025年6月23日，各方自愿达成三方债权转让调解协议，约定由"
        f"{s01.CLIENT_NAME}于2025年6月30日前按核定金额将款项付至每名劳动者本人账户，并受让相应工资债权。",
        "协议系各方真实意思表示，不违反法律的强制性规定，不损害国家利益、社会公共利益和他人合法权益，内容明确。",
    ],
    "competence": "依照《最高人民法院关于审理劳动争议案件适用法律问题的解释（一）》第五十二条，"
    f"主持调解的人民调解委员会所在地在北京市房山区，由{s01.COURT}管辖。",
    "materials": _MATERIALS,
    "applied_on": "2025-06-26",
}
_D31: Commitment = {
    "number": s01.FILE_NUMBER,
    "court": s01.COURT,
    "applicants": _APPLICANTS,
    "roster": s01.group(),
    "body": s01.BODY,
    "dispute": s01.DISPUTE,
    "agreement_number": s01.FILE_NUMBER,
    "agreement_title": _TITLE,
    "agreed_on": "2025-06-23",
    "given_on": "2025-06-26",
}
_D32: MediationProof = {
    "number": s01.FILE_NUMBER,
    "court": s01.COURT,
    "body": s01.BODY,
    "mediators": s01.MEDIATORS,
    "dispute": s01.DISPUTE,
    "parties": [s01.GROUP, s01.CLIENT_NAME, s01.EMPLOYER_NAME],
    "accepted_on": "2025-06-18",
    "sessions": [
        "2025年6月18日10时40分至12时10分",
        "2025年6月18日14时30分至16时20分",
        "2025年6月23日9时30分至11时00分",
    ],
    "place": "房山区综治中心二层第一调解室",
    "agreement_number": s01.FILE_NUMBER,
    "agreement_title": _TITLE,
    "agreed_on": "2025-06-23",
    "issued_on": "2025-06-26",
}


def _given(title: str, basis: str, pages: int, required: bool = True) -> SubmittedMaterial:
    return {
        "title": title, "basis": basis, "required": required, "submitted": True, "copies": 1, "pages": pages,
        "original_seen": True,
    }  # fmt: skip


_D33: MaterialsList = {
    "number": s01.FILE_NUMBER,
    "court": s01.COURT,
    "applicants": [s01.GROUP, s01.CLIENT_NAME, s01.EMPLOYER_NAME],
    "dispute": s01.DISPUTE,
    "agreement_number": s01.FILE_NUMBER,
    "rows": [
        _given("司法确认申请书", "民诉法解释第三百五十三条", 4),
        _given("调解协议及附件", "民诉法解释第三百五十四条", 9),
        _given("调解组织主持调解的证明", "民诉法解释第三百五十四条", 1),
        {"title": "与调解协议相关的财产权利证明", "basis": "民诉法解释第三百五十四条", "required": False, "submitted": False,
         "note": "本协议不涉及物权，无需提交"},
        _given("当事人身份、住所、联系方式的证明", "民诉法解释第三百五十四条", 36),
        _given("授权委托书及代理人身份证明", "民诉法第六十一条、第六十二条", 2, required=False),
        _given("送达地址确认书", "法释〔2011〕5号第三条", 34),
        _given("承诺书", "法发〔2009〕45号第二十三条", 3),
        {"title": "工资及考勤核查表", "basis": "说明债权真实", "required": False, "submitted": True, "copies": 1,
         "pages": 10, "original_seen": False, "note": "复印件，与原件核对中"},
    ],
    "handed_over_by": "丁某和（协助提交）",
    "handed_over_on": "2025-06-26",
    "received_by": None,
    "supplement_by": None,
}  # fmt: skip
_D35: RulingDraft = {
    "number": _CASE,
    "variant": "confirm",
    "court": s01.COURT,
    "applicants": _APPLICANTS,
    "roster": s01.group(),
    "body": s01.BODY,
    "cause": "追索劳动报酬",
    "agreed_on": "2025-06-23",
    "received_on": "2025-06-26",
    "docketed_on": "2025-06-27",
    "agreement_text": [text for clause in CLAUSES[:5] for text in clause["paragraphs"]],
    "reasons": [],
    "judge": "梁某",
    "assistant": "秦某",
    "clerk": "鲁某",
}
_D35_NOT: RulingDraft = {
    **_D35,
    "variant": "not_accept",
    "docketed_on": None,
    "ground": 2,
    "reasons": [
        "申请人申请确认的调解协议由设在外区的调解组织自行主持达成，各申请人的住所地、标的物所在地和调解组织所在地均不在本院辖区，本院没有管辖权。",
    ],
}
_D35_REJECT: RulingDraft = {
    **_D35,
    "variant": "reject",
    "ground": 5,
    "reasons": [
        "调解协议约定受让人“资金到位后”支付转让价款，没有约定付款的期限，也没有约定收款账户，"
        "给付的时间和方式无法确定，调解协议内容不明确。",
    ],
}

SAMPLES: dict[str, dict[str, Any]] = {
    "D07": dict(_D07),
    "D30": dict(_D30),
    "D31": dict(_D31),
    "D32": dict(_D32),
    "D33": dict(_D33),
    "D35": dict(_D35),
    "D35:not_accept": dict(_D35_NOT),
    "D35:reject": dict(_D35_REJECT),
}
