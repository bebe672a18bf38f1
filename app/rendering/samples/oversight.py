"""Samples of the forms of risk: S01, had it turned red."""

from typing import Any

from app.rendering.samples import s01
from app.rendering.shapes.oversight import LeadForm, RiskWarning

_D48: RiskWarning = {
    "number": s01.MATTER,
    "unit": s01.CENTRE,
    "title": "32名劳动者聚集讨薪，称被拖欠4、5月工资",
    "place": s01.PLACE,
    "involved_count": 32,
    "level": "红色",
    "suggested": "橙色",
    "score": 58,
    "weights_version": "2025.1",
    "scored_at": "2025-06-18T12:42+08:00",
    "items": [
        {"group": "涉及人数", "reason": "32人", "points": 18},
        {"group": "金额与生计", "reason": "拖欠2个月", "points": 7},
        {"group": "金额与生计", "reason": "总额达到10万元", "points": 3},
        {"group": "行为表现", "reason": "扬言或者实施堵门、拉横幅", "points": 15},
        {"group": "敏感因素", "reason": "涉及养老机构", "points": 6},
        {"group": "对方态度", "reason": "对方退出调解", "points": 6},
        {"group": "困难群体", "reason": "当事人陈述没有其他收入", "points": 3},
    ],
    "vetoes": [],
    "signals": [
        {"at": "2025-06-18T12:10+08:00", "text": "一方退出调解：物业公司负责人离场"},
        {"at": "2025-06-18T12:40+08:00", "text": "扬言堵门或者拉横幅：一名劳动者扬言堵门，民警已劝阻"},
    ],
    "measures": [
        {"name": "确定包案领导", "owner": "中心主任", "due_at": "2025-06-18T14:45+08:00", "standing": "6月18日13时30分 顾某 已落实"},
        {"name": "报告主要负责人", "owner": "综治中心", "due_at": "2025-06-18T14:45+08:00", "standing": "6月18日12时50分 高某 已落实"},
        {"name": "与110对接", "owner": "综治中心", "due_at": "2025-06-18T14:45+08:00", "standing": "6月18日12时55分 高某 已落实"},
        {"name": "法官指导", "owner": s01.BODY["name"], "due_at": None, "standing": "6月18日13时05分 孟某文 已落实"},
        {"name": "每日记录（6月18日）", "owner": "综治中心", "due_at": None, "standing": "待落实"},
    ],
    "owner": "房山区人力资源和社会保障局",
    "confirmed_by": "高某",
    "confirmed_at": "2025-06-18T12:45+08:00",
    "reason": "扬言堵门，院内有老人居住，从严按红色处置。",
    "issued_by": "高某",
    "issued_on": "2025-06-18",
}  # fmt: skip
_D49: LeadForm = {
    "number": s01.MATTER,
    "unit": s01.CENTRE,
    "title": "32名劳动者聚集讨薪，称被拖欠4、5月工资",
    "category": "拖欠农民工工资纠纷",
    "level": "红色",
    "parties": [s01.GROUP, s01.EMPLOYER_NAME, s01.CLIENT_NAME],
    "involved_count": 32,
    "official": "邵某明（虚构）",
    "post": "区委政法委副书记",
    "from_on": "2025-06-18",
    "until_on": "2025-07-18",
    "ended_on": None,
    "facts": "32名劳动者由物业公司招用，在养老院院区工作。物业公司以养老院未付服务费为由，未支付其2025年4月、5月工资。",
    "measures": "约谈物业公司和养老院负责人；公安维护现场秩序；人社局三日内核清工资；每日听取一次汇报。",
    "steps": [
        {"day": "2025-06-18", "text": "到现场与劳动者代表见面，劝离聚集人员；物业公司负责人承诺次日回到调解。", "by": "高某"},
        {"day": "2025-06-19", "text": "当日未记", "by": None},
        {"day": "2025-06-20", "text": "核清32人工资261,305.75元，养老院同意代付，协议文本已起草。", "by": "高某"},
    ],
    "named_by": "顾某",
    "named_on": "2025-06-18",
    "result": None,
}  # fmt: skip

SAMPLES: dict[str, dict[str, Any]] = {"D48": dict(_D48), "D49": dict(_D49)}
