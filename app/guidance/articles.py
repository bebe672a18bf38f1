"""The law table as it ships: articles by number with our own one-line paraphrase, and since when they are in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

CIVIL_CODE = "民法典"
LABOUR_CONTRACT = "劳动合同法"
LABOUR_MEDIATION = "劳动争议调解仲裁法"
LABOUR_JUDICIAL_1 = "最高人民法院关于审理劳动争议案件适用法律问题的解释（一）"
LABOUR_JUDICIAL_2 = "最高人民法院关于审理劳动争议案件适用法律问题的解释（二）"
PEOPLES_MEDIATION = "人民调解法"
CIVIL_PROCEDURE = "民事诉讼法"
CONTRACT_JUDICIAL = "最高人民法院关于适用民法典合同编通则若干问题的解释"
WAGES = "保障农民工工资支付条例"

CODE_SINCE = date(2021, 1, 1)
LABOUR_CONTRACT_SINCE = date(2008, 1, 1)
PROCEDURE_SINCE = date(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class ShippedArticle:
    """One row of the table."""

    code: str
    law: str
    article: str
    paraphrase: str
    topics: tuple[str, ...]
    valid_from: date
    valid_to: date | None = None


def _row(code: str, law: str, article: str, paraphrase: str, topics: str, since: date) -> ShippedArticle:
    return ShippedArticle(code, law, article, paraphrase, tuple(topics.split()), since)


ARTICLES: tuple[ShippedArticle, ...] = (
    _row(
        "mfd-143",
        CIVIL_CODE,
        "第一百四十三条",
        "有行为能力、意思真实、不违法不悖俗的行为有效。",
        "validity",
        CODE_SINCE,
    ),
    _row("mfd-153", CIVIL_CODE, "第一百五十三条", "违反强制性规定或者公序良俗的行为无效。", "validity", CODE_SINCE),
    _row(
        "mfd-188",
        CIVIL_CODE,
        "第一百八十八条",
        "一般诉讼时效三年，自知道权利受损和义务人之日起算，最长二十年。",
        "limitation",
        CODE_SINCE,
    ),
    _row(
        "mfd-524",
        CIVIL_CODE,
        "第五百二十四条",
        "有合法利益的第三人可以代为履行，履行后债权转归该第三人。",
        "assignment wage",
        CODE_SINCE,
    ),
    _row(
        "mfd-545",
        CIVIL_CODE,
        "第五百四十五条",
        "债权可以转让；约定金钱债权不得转让的，不能对抗第三人。",
        "assignment wage",
        CODE_SINCE,
    ),
    _row(
        "mfd-546",
        CIVIL_CODE,
        "第五百四十六条",
        "债权转让未通知债务人的，对债务人不发生效力；通知一般不得撤销。",
        "assignment wage",
        CODE_SINCE,
    ),
    _row(
        "mfd-547",
        CIVIL_CODE,
        "第五百四十七条",
        "受让人同时取得从权利，专属于债权人自身的除外。",
        "assignment",
        CODE_SINCE,
    ),
    _row(
        "mfd-548",
        CIVIL_CODE,
        "第五百四十八条",
        "债务人对让与人的抗辩，可以向受让人主张。",
        "assignment wage",
        CODE_SINCE,
    ),
    _row(
        "mfd-549",
        CIVIL_CODE,
        "第五百四十九条",
        "债务人对让与人享有到期在先或者同一合同的债权，可以向受让人主张抵销。",
        "assignment wage",
        CODE_SINCE,
    ),
    _row("mfd-550", CIVIL_CODE, "第五百五十条", "因转让增加的履行费用由让与人负担。", "assignment", CODE_SINCE),
    _row(
        "mfd-551",
        CIVIL_CODE,
        "第五百五十一条",
        "债务转移须经债权人同意，债权人沉默视为不同意。",
        "assignment",
        CODE_SINCE,
    ),
    _row(
        "mfd-552",
        CIVIL_CODE,
        "第五百五十二条",
        "第三人加入债务的，在其愿意承担的范围内承担连带责任。",
        "assignment",
        CODE_SINCE,
    ),
    _row(
        "mfd-568",
        CIVIL_CODE,
        "第五百六十八条",
        "到期同种类债务可以通知抵销；抵销不得附条件或者期限。",
        "assignment setoff",
        CODE_SINCE,
    ),
    _row(
        "mfd-577",
        CIVIL_CODE,
        "第五百七十七条",
        "不履行合同义务的，应当承担继续履行、补救或者赔偿责任。",
        "contract",
        CODE_SINCE,
    ),
    _row(
        "mfd-585",
        CIVIL_CODE,
        "第五百八十五条",
        "违约金过分高于损失的，可以请求适当减少。",
        "contract penalty",
        CODE_SINCE,
    ),
    _row(
        "mfd-937",
        CIVIL_CODE,
        "第九百三十七条",
        "物业服务合同由物业服务人提供服务，业主支付物业费。",
        "property",
        CODE_SINCE,
    ),
    _row(
        "ldht-30",
        LABOUR_CONTRACT,
        "第三十条",
        "用人单位应当足额按时支付劳动报酬，拖欠的劳动者可以申请支付令。",
        "wage",
        LABOUR_CONTRACT_SINCE,
    ),
    _row(
        "ldht-85",
        LABOUR_CONTRACT,
        "第八十五条",
        "责令支付后逾期不付的，按应付金额百分之五十至百分之一百加付赔偿金。",
        "wage",
        LABOUR_CONTRACT_SINCE,
    ),
    _row(
        "ldtz-6",
        LABOUR_MEDIATION,
        "第六条",
        "由用人单位掌握的证据，用人单位应当提供，不提供的承担不利后果。",
        "wage evidence",
        date(2008, 5, 1),
    ),
    _row(
        "ldtz-7",
        LABOUR_MEDIATION,
        "第七条",
        "劳动者十人以上且有共同请求的，可以推举代表参加调解、仲裁或者诉讼。",
        "wage group",
        date(2008, 5, 1),
    ),
    _row(
        "ldtz-14",
        LABOUR_MEDIATION,
        "第十四条",
        "达成协议应当制作调解协议书；收到申请十五日内未达成的可以申请仲裁。",
        "wage form",
        date(2008, 5, 1),
    ),
    _row(
        "ldtz-16",
        LABOUR_MEDIATION,
        "第十六条",
        "因支付拖欠报酬达成协议后不履行的，可以持协议申请支付令。",
        "wage payment_order",
        date(2008, 5, 1),
    ),
    _row(
        "ldtz-27",
        LABOUR_MEDIATION,
        "第二十七条",
        "仲裁时效一年；在职期间欠薪不受限制，终止后一年内提出。",
        "wage limitation",
        date(2008, 5, 1),
    ),
    _row(
        "ldjs1-51",
        LABOUR_JUDICIAL_1,
        "第五十一条",
        "依法设立的调解组织主持达成的协议具有劳动合同的约束力；仅就劳动报酬达成协议后不履行的可以直接起诉。",
        "wage",
        CODE_SINCE,
    ),
    _row(
        "ldjs1-52",
        LABOUR_JUDICIAL_1,
        "第五十二条",
        "人民调解委员会主持、仅就给付义务达成的协议，双方可以向该委员会所在地基层法院申请司法确认。",
        "wage confirmation",
        CODE_SINCE,
    ),
    _row(
        "ldjs2-19", LABOUR_JUDICIAL_2, "第十九条", "约定不缴社会保险的，约定无效。", "wage insurance", date(2025, 9, 1)
    ),
    _row(
        "rmtj-3",
        PEOPLES_MEDIATION,
        "第三条",
        "调解须自愿、平等、不违法，不得阻止当事人依法维权。",
        "mediation",
        date(2011, 1, 1),
    ),
    _row(
        "rmtj-26",
        PEOPLES_MEDIATION,
        "第二十六条",
        "调解不成的，应当终止并告知可以通过仲裁、行政、司法途径维权。",
        "mediation",
        date(2011, 1, 1),
    ),
    _row(
        "rmtj-29",
        PEOPLES_MEDIATION,
        "第二十九条",
        "协议书自各方签名盖章、调解员签名并加盖印章之日起生效。",
        "mediation form",
        date(2011, 1, 1),
    ),
    _row(
        "rmtj-33",
        PEOPLES_MEDIATION,
        "第三十三条",
        "认为有必要的，可以自协议生效之日起三十日内共同申请司法确认。",
        "confirmation",
        date(2011, 1, 1),
    ),
    _row(
        "mss-205",
        CIVIL_PROCEDURE,
        "第二百零五条",
        "经依法设立的调解组织调解达成协议的，自生效之日起三十日内共同申请司法确认。",
        "confirmation",
        PROCEDURE_SINCE,
    ),
    _row(
        "mss-206",
        CIVIL_PROCEDURE,
        "第二百零六条",
        "符合规定的裁定有效，不履行的可以申请执行；不符合的裁定驳回。",
        "confirmation",
        PROCEDURE_SINCE,
    ),
    _row(
        "mss-225",
        CIVIL_PROCEDURE,
        "第二百二十五条",
        "给付金钱且没有其他债务纠纷、能够送达的，可以申请支付令。",
        "payment_order",
        PROCEDURE_SINCE,
    ),
    _row(
        "mss-56",
        CIVIL_PROCEDURE,
        "第五十六条",
        "人数众多的由代表人进行诉讼，代表人和解须经被代表的当事人同意。",
        "group",
        PROCEDURE_SINCE,
    ),
    _row(
        "htjs-48",
        CONTRACT_JUDICIAL,
        "第四十八条",
        "通知前向让与人履行有效，通知后向让与人履行无效；受让人起诉的，送达视为通知。",
        "assignment",
        date(2023, 12, 5),
    ),
    _row(
        "htjs-49",
        CONTRACT_JUDICIAL,
        "第四十九条",
        "债务人确认债权真实存在后，不得再以不存在为由抗辩。",
        "assignment",
        date(2023, 12, 5),
    ),
    _row(
        "htjs-50",
        CONTRACT_JUDICIAL,
        "第五十条",
        "同一债权多次转让的，最先到达债务人的通知中载明的受让人优先。",
        "assignment",
        date(2023, 12, 5),
    ),
    _row("gz-11", WAGES, "第十一条", "工资以货币形式通过银行转账或者现金支付给本人。", "wage", date(2020, 5, 1)),
    _row("gz-14", WAGES, "第十四条", "约定发薪日遇法定节假日或者休息日的，应当提前支付。", "wage", date(2020, 5, 1)),
    _row(
        "gz-50",
        WAGES,
        "第五十条",
        "用人单位对工资支付负举证责任，不提供合同、考勤、台账的承担不利后果。",
        "wage evidence",
        date(2020, 5, 1),
    ),
)
