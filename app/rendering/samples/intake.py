"""Samples of the forms of intake."""

from typing import Any

from app.rendering.samples import s01
from app.rendering.shapes.intake import EventReceipt

_D01: EventReceipt = {
    "number": s01.MATTER,
    "centre": s01.CENTRE,
    "contact": s01.CONTACT,
    "public_code": "7K3M9QX2VB4T",
    "query_url": "https://fengqiao.example/q/7K3M9QX2VB4T",
    "source": "110警情",
    "reported_at": "2025-06-18T08:52+08:00",
    "occurred_at": "2025-06-18T08:40+08:00",
    "registered_at": "2025-06-18T08:58+08:00",
    "place": s01.PLACE,
    "region": "西潞街道",
    "region_code": "110111012",
    "reporter_unit": "公安分局西潞派出所（虚构）",
    "reporter_name": "邢某（虚构）",
    "reporter_phone": "120-0000-0012",
    "persons": [
        {"name": s01.GROUP, "role": "反映方", "kind": "群体", "contact": "代表赵某甲 120-0000-1001"},
        {"name": s01.EMPLOYER_NAME, "role": "被反映方", "kind": "单位", "contact": "120-0000-2011"},
        {"name": s01.CLIENT_NAME, "role": "涉事单位", "kind": "单位", "contact": "120-0000-3030"},
    ],
    "involved_count": 32,
    "scale": "30人以上群体性事件",
    "category": "拖欠农民工工资纠纷",
    "demand": "要求支付2025年4月、5月工资。",
    "summary": "32名劳动者在养老院门前聚集讨薪，称受雇的物业公司拖欠2025年4月、5月工资；"
    "物业公司让劳动者向养老院要，养老院称与物业公司的服务费尚未结清。现场秩序平稳，民警到场维持秩序。",
    "attachments": ["110接处警登记复印件1份", "现场照片3张"],
    "next_step": "由综治中心分派主办单位，主办单位将主动与您联系。",
    "next_due_at": "2025-06-19T18:00+08:00",
    "time_limit": "主办单位签收后2个工作日内与您联系，签收之日起15日内办理。",
    "clerk": "高某（虚构）",
    "handed_on": "2025-06-18",
}

SAMPLES: dict[str, dict[str, Any]] = {"D01": dict(_D01)}
