"""Samples of the forms of closure: ending A of S01."""

from typing import Any

from app.rendering.samples import s01
from app.rendering.shapes.closure import (
    ClosureReport,
    Dossier,
    PerformanceCertificate,
    ReturnVisitRecord,
    VisitAnswer,
)


def _answer(worker: s01.Worker) -> VisitAnswer:
    return {
        "no": worker.no, "name": worker.name, "visited_at": f"2025-06-30T{9 + worker.no // 8:02d}:{worker.no % 8 * 7:02d}+08:00",
        "channel": "电话", "performance": "已到账", "satisfaction": "一般" if worker.no == 25 else "满意",
        "remark": "希望离职时就结清" if worker.no == 25 else None,
    }  # fmt: skip


_D40: ReturnVisitRecord = {
    "number": s01.FILE_NUMBER,
    "body": s01.BODY,
    "agreement_number": "未签订协议（用人单位先行支付）",
    "parties": [s01.GROUP, s01.EMPLOYER_NAME, s01.CLIENT_NAME],
    "reason": "工资支付后第7日例行回访",
    "visited_on": "2025-06-30",
    "visitors": [
        {"name": "高某（虚构）", "unit": s01.CENTRE, "capacity": "回访人"},
        {"name": "丁某和（虚构）", "unit": s01.BODY["name"], "capacity": "陪同"},
    ],
    "summary": "32名劳动者全部联系上，均确认2025年4月、5月工资已按核定金额汇入本人账户；电话回访物业公司、养老院各1次。",
    "performance": "已全部履行，合计261,305.75元",
    "satisfaction": "满意31人，一般1人",
    "new_dispute": "无",
    "escalation": "无",
    "measures": "提醒物业公司依法按月支付工资；向劳动者告知投诉电话。",
    "answers": [_answer(worker) for worker in s01.WORKERS],
}
_D41: PerformanceCertificate = {
    "number": "房综治履〔2025〕第0005号",
    "issuer": s01.CENTRE,
    "obligor": s01.employer("履行义务人"),
    "obligees": s01.GROUP,
    "dispute": s01.DISPUTE,
    "basis": "schedule",
    "basis_title": "工资及考勤核查表（近12个月）第3版",
    "basis_number": s01.FILE_NUMBER,
    "basis_hash": "5f1d7a84e0c92b6cc1f5e0a7d9b34c8e2a6f19d07b83c4e5f60a9172d3b8c4e1",
    "amount_fen": s01.VERIFIED_TOTAL,
    "performed_on": "2025-06-23",
    "manner": "银行转账至每名劳动者本人账户",
    "receipts": 32,
    "issued_on": "2025-06-30",
}
_D42: Dossier = {
    "part": "all",
    "number": s01.FILE_NUMBER,
    "body": s01.BODY,
    "title": f"{s01.GROUP}与{s01.EMPLOYER_NAME}追索劳动报酬纠纷",
    "volume": "一卷",
    "mediators": ["丁某和"],
    "mediated_from": "2025-06-18",
    "mediated_to": "2025-06-23",
    "filed_by": "林某安",
    "filed_on": "2025-07-07",
    "checked_by": "方某",
    "checked_on": "2025-07-08",
    "retention": "永久（群体性纠纷）",
    "remark": None,
    "pages": 96,
    "contents": [
        {"title": "人民调解申请书", "first_page": 1, "last_page": 2, "dated_on": "2025-06-18"},
        {"title": "当事人权利义务告知书", "first_page": 3, "last_page": 38, "dated_on": "2025-06-18", "note": "每人一份"},
        {"title": "推选代表人证明书及签名册", "first_page": 39, "last_page": 41, "dated_on": "2025-06-18"},
        {"title": "当事人身份证明", "first_page": 42, "last_page": 62, "note": "复印件"},
        {"title": "调解意愿征询同意书", "first_page": 63, "last_page": 66, "dated_on": "2025-06-18"},
        {"title": "人民调解记录（第1次、第2次）", "first_page": 67, "last_page": 72, "dated_on": "2025-06-18"},
        {"title": "法官指导意见书", "number": "房法指〔2025〕第0045号", "first_page": 73, "last_page": 75, "dated_on": "2025-06-18"},
        {"title": "工资及考勤核查表", "first_page": 76, "last_page": 86, "dated_on": "2025-06-20"},
        {"title": "履行凭证（银行转账回单清单）", "first_page": 87, "last_page": 90, "dated_on": "2025-06-23"},
        {"title": "自动履行证明书", "number": "房综治履〔2025〕第0005号", "first_page": 91, "last_page": 91, "dated_on": "2025-06-30"},
        {"title": "人民调解回访记录", "first_page": 92, "last_page": 94, "dated_on": "2025-06-30"},
        {"title": "结案报告表", "first_page": 95, "last_page": 96, "dated_on": "2025-06-30"},
    ],
    "statement": [
        "本卷共96页，材料齐全，无破损。",
        "未签订书面调解协议：2025年6月23日签约前，用人单位已将核定工资全额付至32名劳动者本人账户，三方债权转让协议未签署，草稿不入卷。",
    ],
    "manifest_hash": "9c2f4e7a10b85d36e1f07c92a4d8b6035e7f1c9a2d4b8e60f3a5c7d9b1e2f408",
}  # fmt: skip
_D43: ClosureReport = {
    "number": s01.FILE_NUMBER,
    "matter_number": s01.MATTER,
    "unit": s01.BODY["name"],
    "officer": "丁某和",
    "category": "拖欠农民工工资纠纷",
    "source": "公安移交（110警情）",
    "accepted_on": "2025-06-18",
    "resolved_on": "2025-06-23",
    "closed_on": "2025-06-30",
    "parties": [s01.GROUP, s01.EMPLOYER_NAME, s01.CLIENT_NAME],
    "involved_count": 32,
    "amount_fen": s01.VERIFIED_TOTAL,
    "facts": "32名劳动者由物业公司招用，在养老院院区工作。物业公司以养老院未付服务费为由，未支付其2025年4月、5月工资。",
    "steps": [
        {"at": "2025-06-18T08:58+08:00", "text": "综治中心登记；9时10分派单，人社局9时25分签收"},
        {"at": "2025-06-18T10:40+08:00", "text": "第1次调解，物业公司负责人离场，调解陷入僵局"},
        {"at": "2025-06-18T13:05+08:00", "text": "值班法官在线指导，提出三方债权转让方案；13时40分采纳"},
        {"at": "2025-06-18T14:30+08:00", "text": "第2次调解，劳动者、养老院接受方案"},
        {"at": "2025-06-20T17:00+08:00", "text": "完成近12个月工资流水、考勤核查和复核，核定261,305.75元"},
        {"at": "2025-06-23T09:00+08:00", "text": "物业公司先行向32名劳动者全额支付"},
        {"at": "2025-06-30T14:00+08:00", "text": "回访32人，满意31人、一般1人"},
    ],
    "result": "用人单位先行全额支付，协议未签订即已化解。",
    "performance": "2025年6月23日银行转账32笔，合计261,305.75元，凭证齐全。",
    "return_visit": "2025年6月30日全部回访，无新的争议。",
    "documents": ["法官指导意见书", "工资及考勤核查表", "自动履行证明书", "人民调解回访记录"],
    "officer_opinion": "工资已全部支付，建议结案。",
}

SAMPLES: dict[str, dict[str, Any]] = {
    "D40": dict(_D40),
    "D41": dict(_D41),
    "D42": dict(_D42),
    "D43": dict(_D43),
}
