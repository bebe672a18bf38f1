"""Samples of the forms of agreements: the three-party assignment as planned in S01."""

from typing import Any

from app.rendering.engine.words import capitals, yuan
from app.rendering.samples import s01
from app.rendering.shapes.agreements import (
    AssignmentAgreement,
    AssignmentNotice,
    ClaimLine,
    Clause,
    DebtorAcknowledgement,
    MediationAgreement,
    Permit,
)

_SUM = f"人民币{yuan(s01.VERIFIED_TOTAL)}元（大写：{capitals(s01.VERIFIED_TOTAL)}）"
_BASIS = f"《人民调解协议书（三方债权转让）》（编号：{s01.FILE_NUMBER}）"
_CLAIM = f"甲方32人对{s01.EMPLOYER_NAME}享有的2025年4月至5月已到期劳动报酬债权"

CLAUSES: list[Clause] = [
    {"heading": "债权的确认", "paragraphs": [
        f"各方确认：经核查2024年6月至2025年5月共12个月的工资流水和考勤记录，丙方拖欠甲方32人2025年4月、5月工资合计{_SUM}。每人的欠薪期间、核定金额见附件一。上述债权均已到期。",
        "核定金额与本人主张金额不一致的，差额原因已向本人说明，本人在附件一签名即表示接受核定金额。",
    ]},
    {"heading": "债权的转让", "paragraphs": [
        "甲方各成员将本人在附件一中的债权（以下称标的债权）转让给乙方，乙方同意受让。",
        "转让的标的限于附件一所列已到期的工资债权，不包括尚未到期的工资、工伤保险待遇、社会保险待遇、经济补偿和赔偿金。",
    ]},
    {"heading": "价款与支付", "paragraphs": [
        f"转让价款与核定金额相等，不作任何折扣，合计{_SUM}。",
        "乙方于2025年6月30日前，以银行转账方式一次性将每人的款项付至附件一所列本人账户，转账用途注明“" + s01.PURPOSE + "”。款项不经丙方、班组长或者其他任何人转付。转账手续费由乙方承担。",
        "乙方于付款之日起三日内将逐人转账凭证提交主持调解的人民调解委员会。",
    ]},
    {"heading": "转让的生效", "paragraphs": [
        "标的债权的转让逐人生效：自乙方应付某一甲方成员的款项全额到达其本人账户时起，该成员的标的债权转移给乙方。在此之前，标的债权仍由该成员享有。",
    ]},
    {"heading": "转让通知与债务人确认", "paragraphs": [
        "丙方在本协议上盖章，即为收到债权转让通知。丙方确认标的债权真实、金额无误；自转让生效时起，就已转让部分只向乙方履行。",
    ]},
    {"heading": "抗辩与抵销", "paragraphs": [
        "丙方确认：甲方2名成员的预支款共2,000.00元已在核定金额中扣除；除此之外，丙方对甲方没有其他抗辩，没有可以抵销的债权，并放弃就标的债权向乙方主张对甲方的抗辩和抵销。",
        "乙方与丙方之间的服务费和质量扣款争议另行解决，不作为本协议履行的条件，不影响乙方按第三条付款。",
    ]},
    {"heading": "追偿", "paragraphs": [
        "转让生效后，乙方有权在已支付的金额内向丙方追偿；也可以依照《中华人民共和国民法典》第五百六十八条另行通知丙方，以该债权与应付丙方的服务费抵销。抵销通知不附条件、不附期限。",
    ]},
    {"heading": "从权利", "paragraphs": [
        "标的债权没有担保。加付赔偿金请求权等专属于劳动者自身的从权利不随标的债权转让，由甲方保留。",
    ]},
    {"heading": "不重复转让的保证", "paragraphs": [
        "甲方各成员保证：标的债权此前没有转让给他人，没有设定质押，没有被查封、冻结，也没有就同一债权申请仲裁、提起诉讼。",
    ]},
    {"heading": "税费与社会保险", "paragraphs": [
        "核定金额为税前工资，由乙方全额支付。个人所得税的扣缴申报和社会保险费的缴纳仍由丙方依法承担，不因本协议转由乙方承担。",
    ]},
    {"heading": "丙方先行支付", "paragraphs": [
        "丙方在乙方付款之前将核定金额全额付至某一甲方成员本人账户的，就该成员的转让不再发生，乙方不再付款。任何人不得就同一工资重复受领；重复受领的，于知道之日起三日内退还后付款的一方。",
    ]},
    {"heading": "未按期支付的后果", "paragraphs": [
        "乙方未在2025年6月30日前向某一甲方成员全额付款的，就该成员的转让自2025年7月1日零时起失效，标的债权仍由该成员享有，丙方于2025年7月3日前付清；逾期的，自2025年7月4日起按全国银行间同业拆借中心公布的一年期贷款市场报价利率向该成员支付逾期利息至付清之日。",
    ]},
    {"heading": "其他劳动权利的保留", "paragraphs": [
        "本协议只处理附件一所列工资的支付，不影响甲方各成员依法享有的其他劳动权利。甲方与乙方之间不因本协议产生劳动关系。",
    ]},
    {"heading": "司法确认与争议解决", "paragraphs": [
        f"各方同意自本协议生效之日起三十日内共同向{s01.COURT}申请司法确认。因履行本协议发生的争议，任何一方可以依法向人民法院提起诉讼。",
    ]},
    {"heading": "生效与文本", "paragraphs": [
        "本协议自各方签名、盖章或者按指印，调解员签名并加盖人民调解委员会印章之日起生效。本协议一式三十六份，甲方32人各执一份，乙方、丙方各执一份，人民调解委员会留存一份，提交人民法院一份。附件一是本协议的组成部分。",
    ]},
]  # fmt: skip


def _line(worker: s01.Worker) -> ClaimLine:
    return {
        "no": worker.no, "name": worker.name, "id_number": worker.id_number, "job": worker.job,
        "period": "2025年4—5月", "monthly_fen": worker.monthly_fen, "attendance_days": worker.attendance_days,
        "gross_fen": worker.verified_fen + worker.advance_fen, "less_fen": worker.advance_fen,
        "claimed_fen": worker.claimed_fen, "verified_fen": worker.verified_fen,
        "bank": "虚构银行房山支行", "account": worker.account,
    }  # fmt: skip


_D24: AssignmentAgreement = {
    "number": s01.FILE_NUMBER,
    "body": s01.BODY,
    "mediators": s01.MEDIATORS,
    "recorder": s01.RECORDER,
    "place": "房山区综治中心二层第一调解室",
    "mediated_on": "2025-06-23",
    "assignors": s01.group(),
    "assignee": s01.client("乙方（债权受让人）"),
    "debtor": s01.employer("丙方（债务人）"),
    "recitals": [
        "乙方与丙方订有《物业服务合同》（编号：康颐-物服-2021-003），期限自2021年7月1日至2026年6月30日，由丙方为乙方提供物业服务。乙方与丙方之间为物业服务合同关系。",
        "甲方32人由丙方招用，在乙方院区从事保洁、保安、餐饮服务、工程维修、项目管理工作，工资由丙方于次月15日支付。支付甲方工资的主体是丙方；甲方与乙方之间没有用工关系。",
    ],
    "facts": [
        "丙方支付甲方工资至2025年3月，2025年4月工资（应于2025年5月15日支付）和5月工资（因2025年6月15日为休息日，应于2025年6月13日提前支付）至今未付。",
        "2025年6月18日，甲方到乙方门前讨要工资。综治中心派单后，人民调解委员会经各方同意于当日组织调解，并邀请值班法官就法律适用给予指导。人力资源和社会保障部门两名工作人员对工资流水和考勤进行了核查、复核。",
    ],
    "disputes": [
        "丙方称须待乙方支付服务费后才能发放工资；乙方称与丙方存在质量扣款争议，账未结清不便垫付；甲方要求工资直接付至本人账户。",
    ],
    "clauses": CLAUSES,
    "claims": [_line(worker) for worker in s01.WORKERS],
    "claimed_total_fen": s01.CLAIMED_TOTAL,
    "verified_total_fen": s01.VERIFIED_TOTAL,
    "schedule_version": 3,
    "schedule_hash": "5f1d7a84e0c92b6cc1f5e0a7d9b34c8e2a6f19d07b83c4e5f60a9172d3b8c4e1",
    "verified_by": "何某（人社核查员）",
    "second_checked_by": "宋某（人社核查员）",
    "copies": 36,
    "shared_copy": False,
}  # fmt: skip
_D23: MediationAgreement = {
    "number": "（2025）房消人调字第0007号",
    "body": {"name": "房山区虚构消费纠纷人民调解委员会", "filed_on": "2020-05-11"},
    "mediators": [{"name": "罗某和", "kind": "行业调解员"}],
    "recorder": "林某安",
    "place": "房山区综治中心二层第二调解室",
    "mediated_on": "2025-09-01",
    "parties": [
        {"role": "申请人", "kind": "person", "name": "周某禾", "sex": "女", "birth_on": "1980-01-01",
         "id_number": "110199198001010024", "phone": "12000000201", "address": "房山区虚构路9号院3号楼502室"},
        {"role": "被申请人", "kind": "organisation", "name": "北京虚构匠宜装饰有限公司", "uscc": "91110199MA0FXC02XX",
         "legal_representative": "彭某（虚构）", "legal_post": "经理", "phone": "12000000202",
         "address": "房山区虚构大街21号"},
    ],
    "recitals": [],
    "facts": ["双方订立装饰装修合同，总价138,000.00元，已付110,400.00元。工程停工62天，卫生间防水需要返工。"],
    "disputes": ["完工日期、返工责任和尾款支付。"],
    "clauses": [
        {"heading": "完工", "paragraphs": [
            "被申请人应于2025年10月20日前（含当日）在房山区虚构路9号院3号楼502室完成剩余装修工程和卫生间防水返工。",
            "标准：符合附件《完工验收标准》。验收：双方逐项验收并签署验收单。",
        ]},
        {"heading": "尾款", "paragraphs": [
            "申请人应于2025年10月22日前（含当日）一次性向被申请人支付27,600.00元（大写：人民币贰万柒仟陆佰元整）。",
        ]},
        {"heading": "迟延履行的后果", "paragraphs": [
            "自履行期限届满之次日起至实际履行之日止，每逾期一日支付100.00元逾期违约金，累计不超过3,000.00元。",
        ]},
        {"heading": "文本", "paragraphs": ["本协议一式四份，双方当事人、调解组织、人民法院各执一份，具有同等效力。"]},
    ],
    "signers": [
        {"key": "owner", "label": "申请人周某禾（签名）"},
        {"key": "firm", "label": "被申请人（盖章）"},
    ],
    "copies": 4,
    "claims": [],
    "claimed_total_fen": 0,
    "verified_total_fen": 0,
    "shared_copy": False,
}  # fmt: skip
_D26: AssignmentNotice = {
    "number": s01.FILE_NUMBER,
    "sender": "assignors",
    "debtor": s01.employer("债务人"),
    "assignors": s01.group(),
    "assignee": s01.client("受让人"),
    "basis": _BASIS,
    "agreed_on": "2025-06-23",
    "claim_text": _CLAIM,
    "total_fen": s01.VERIFIED_TOTAL,
    "new_account": {"owner": s01.CLIENT_NAME, "bank": "虚构银行房山支行", "account": "0000 0000 0000 9001"},
    "effective_on": "2025-06-30",
    "delivery": {
        "mode": "特快专递（EMS），并当面送达", "receiver": "赖某（虚构）", "receiver_role": "法定代表人",
        "address": "北京市房山区虚构路11号（登记住所地）", "reference": "EMS 0000000000000（虚构）",
        "sent_at": "2025-06-30T15:00+08:00", "arrived_at": "2025-07-01T10:20+08:00", "proof": "邮寄回单1份、签收照片1张",
    },
    "attachments": ["附件一 债权明细表（复印件）", "逐人付款凭证（复印件）"],
    "given_on": "2025-06-30",
}  # fmt: skip
_D27: DebtorAcknowledgement = {
    "number": s01.FILE_NUMBER,
    "debtor": s01.employer("债务人"),
    "assignors": s01.group(),
    "assignee": s01.client("受让人"),
    "basis": _BASIS,
    "claim_text": _CLAIM,
    "total_fen": s01.VERIFIED_TOTAL,
    "received_on": "2025-07-01",
    "defences": [],
    "setoffs": [],
    "statements": ["甲方2名成员的预支款共2,000.00元已在核定金额中扣除。"],
}

_PERMIT: Permit = {
    "rule": "W06",
    "findings": [
        "李某丁主张与核定的金额不同，没有本人认可的记录。",
        "卫某丑主张与核定的金额不同，没有本人认可的记录。",
    ],
    "basis": "民诉法解释第三百五十八条第四项",
    "reason": "二人已在电话中认可核定金额，通话记录在卷，签约当日由本人在附件一签名确认。",
    "by": "顾某（虚构）",
    "permitted_on": "2025-06-22",
}

SAMPLES: dict[str, dict[str, Any]] = {
    "D23": dict(_D23),
    "D24": dict(_D24),
    "D24:permitted": {**_D24, "permits": [_PERMIT]},
    "D24:shared": {**_D24, "shared_copy": True},
    "D26": dict(_D26),
    "D27": dict(_D27),
}
