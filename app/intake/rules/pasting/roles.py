"""What a label or a word in front of a name says about where that person stands."""

from __future__ import annotations

import re

from app.intake.types import PartyRole

_APPLICANT = "来件人|来函人|申请调解人|申请人|投诉人|来电人|来电市民|报警人|反映人|诉求人|求助人|信访人|原告|举报人|来访人|上访人|报案人|来信人|来电者|求助者|受害人|原告方|市民|来电"
_RESPONDENT = "被(?:投诉|反映|举报|诉求|申请)(?:人|单位|方|商家|商户|企业|对象|主体|机构|公司)|(?:投诉|反映|举报|诉求)(?:对象|单位|主体)|被申请调解人|被申请人|被投诉人|被投诉单位|被投诉方|被投诉企业|被反映人|被反映单位|被反映对象|被诉求单位|被举报人|反映对象|投诉对象|被诉单位|涉诉单位|涉事单位|涉事企业|被告方|被告|对方当事人|对方"
_THIRD = "第三人|第三方"
_NONE = "联系人|当事人|负责人|法定代表人|法人代表|代表人|班组长|户主|姓名|代理人|甲方|乙方|丙方|一方|另一方|带班|涉事人员|店主|房东|租客|业主|老板|包工头|买方|卖方|出租方|承租方|担保人|证人|驾驶人|驾驶员|经办人|死者|伤者|患者|家属|业主代表|店长|厂长|房主|带班人"

LABELS = f"{_RESPONDENT}|{_APPLICANT}|{_THIRD}|{_NONE}"

#: Words that make the one behind them the other side of whoever complains.
_AGAINST = re.compile(
    "(?:老板|老板叫|房东|房东叫|包工头|包工头叫|工头|邻居|雇主|雇主叫|对方|对方叫|狗主人|狗主人叫|车主|(?:楼上|楼下|隔壁)的?(?:住户|户主|邻居)|投诉|反映|起诉|状告|举报|告了?|肇事司机|"
    "借给了?(?:我?的?(?:同学|朋友|同事|亲戚|邻居|表哥|表弟|堂哥|堂弟))?|欠款人|中介|被告)(?:是|为|叫|系|:)?\\s?$"
)
#: Two sides named as a pair: neither is said to complain.
_PAIRED = re.compile("[和与跟](?:房东|邻居|老板|车主|中介|雇主|包工头)$")
_SAYS = re.compile(r"^(?:\([^)]*\))?[,\s]*(?:来电)?(?:反映|来电|投诉|报警|报称|报案|求助|诉称|致电|来访|到我所报案)")
_SELF = re.compile(r"(?:我叫|本人叫?|我是|我系|我:)\s?$")


def role_before(text: str) -> PartyRole | None:
    """The role that the words right before a name state."""
    body = re.sub(r"\([^)]{0,12}\)", "", text[-30:])
    body = re.sub(r"[:][\u4e00-\u9fff]{1,3}\($", "", body)
    body = re.sub(r"(?:(?:姓名|名字|名称|信息)?[\s:]*)*$", "", body)
    body = re.sub(r"(?:[1-9一二三][.、:)]?)$", "", body)
    for pattern, role in (
        (_RESPONDENT, PartyRole.RESPONDENT),
        (_APPLICANT, PartyRole.APPLICANT),
        (_THIRD, PartyRole.THIRD_PARTY),
    ):
        if re.search(rf"(?:{pattern})(?:是|为|系|叫)?$", body):
            return role
    if _SELF.search(text[-8:]):
        return PartyRole.APPLICANT
    if _PAIRED.search(text[-12:]):
        return None
    return PartyRole.RESPONDENT if _AGAINST.search(text[-12:]) else None


def role_behind(text: str, *, told: bool = False) -> PartyRole | None:
    """Whoever reports, complains or calls is the applicant."""
    return PartyRole.APPLICANT if _SAYS.match(text[:24]) or (told and text.startswith("说")) else None


def reports(text: str) -> bool:
    """Whether the first person of a text is the one who reports: 反映 or 投诉 comes in the same sentence."""
    return bool(re.match(r"[(,\s][^;\n]{0,60}?[,。\s)](?:来电|来访)?(?:反映|投诉|求助)(?!人|对象)", text))
