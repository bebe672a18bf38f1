"""The authority list of the demo centre: invented items in the pattern of domain.md §3.5, each with its legal basis."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from app.core.permissions import Actor
from app.organisations import queries, services
from app.organisations.commands import AuthorityEntryFields

VALID_FROM = date(2024, 1, 1)
LEAD, ASSIST = "lead", "assist"

#: code, unit, role, dispute types, keywords, text, legal basis, what the item does not cover
ENTRIES: tuple[tuple[str, str, str, str, str, str, str, str], ...] = (
    ("RS-014", "dept.rs", LEAD, "migrant_wage", "欠薪 讨薪 工资 农民工", "拖欠工资投诉的受理、核查与调解",
     "《保障农民工工资支付条例》第三条、《劳动保障监察条例》第十一条", ""),
    ("RS-015", "dept.rs", LEAD, "other_labor", "劳动 社保 解除 工伤", "劳动人事争议的受理与调解指导",
     "《劳动争议调解仲裁法》第八条、第十条", ""),
    ("GA-003", "dept.ga", ASSIST, "migrant_wage expropriation consumer_other", "聚集 堵门 秩序", "涉众纠纷现场秩序维护和风险防控",
     "《人民警察法》第二条", "不介入经济纠纷的处理"),
    ("GA-011", "dept.ga", ASSIST, "neighbor damage_compensation", "打架 损坏 伤害", "因民间纠纷引起的打架斗殴、损毁财物的治安调解",
     "《治安管理处罚法》第九条", ""),
    ("GA-020", "dept.ga.traffic", LEAD, "traffic", "交通事故 追尾 剐蹭", "道路交通事故损害赔偿的调解",
     "《道路交通安全法》第七十四条", ""),
    ("MZ-021", "dept.mz", ASSIST, "migrant_wage consumer_other", "养老院 养老机构", "养老机构运营的监督与协调",
     "《养老机构管理办法》第五条", ""),
    ("MZ-006", "dept.mz", ASSIST, "marriage_family", "婚姻 赡养 救助", "婚姻家庭辅导与困难群众救助",
     "《社会救助暂行办法》第三条", ""),
    ("ZJ-008", "dept.zj", LEAD, "property_mgmt", "物业 业主 停车", "物业服务活动的监督管理和纠纷协调",
     "《物业管理条例》第五条", "不含物业服务企业对劳动者的工资支付"),
    ("ZJ-012", "dept.zj", LEAD, "house_homestead", "房屋 租赁 漏水", "房屋买卖、租赁和使用安全纠纷的协调",
     "《城市房地产管理法》第七条", "不含宅基地权属"),
    ("ZJ-015", "dept.zj", ASSIST, "migrant_wage", "工地 工程款 施工", "建设工程领域欠薪的配合核查",
     "《保障农民工工资支付条例》第七条", "仅限建设工程"),
    ("FY-001", "court.studio", ASSIST, "migrant_wage other_labor contract medical consumer_other", "法律 指导",
     "纠纷调解的法律指导", "《人民调解法》第五条", "不代替调解组织作出处理"),
    ("SF-001", "dept.sf", LEAD, "contract damage_compensation marriage_family", "合同 借款 装修", "一般民间纠纷的人民调解指导",
     "《人民调解法》第五条", ""),
    ("SF-009", "dept.sf", ASSIST, "migrant_wage expropriation", "法律援助", "法律援助的受理与指派", "《法律援助法》第三十一条", ""),
    ("SC-004", "dept.sc", LEAD, "e_commerce consumer_other production_operation", "消费 退款 网购 预付",
     "消费者投诉的受理与调解", "《消费者权益保护法》第三十九条", ""),
    ("SC-010", "dept.sc", ASSIST, "contract", "装修 合同", "合同格式条款和经营行为的监督", "《消费者权益保护法》第二十六条", ""),
    ("JW-003", "dept.jw", ASSIST, "consumer_other", "培训 学费", "校外培训机构的监督与协调",
     "《民办教育促进法》第八条", ""),
    ("WJ-002", "dept.wj", LEAD, "medical", "医疗 医院 护理", "医疗纠纷的预防与处理指导",
     "《医疗纠纷预防和处理条例》第七条", ""),
    ("NY-005", "dept.ny", LEAD, "forest_land", "承包 土地 林地", "农村土地承包经营纠纷的调解",
     "《农村土地承包经营纠纷调解仲裁法》第三条", ""),
    ("GZ-007", "dept.gz", LEAD, "expropriation", "征收 补偿 宅基地", "土地征收补偿争议的协调",
     "《土地管理法实施条例》第三十一条", "对征收决定不服的，告知行政复议和诉讼"),
    ("XF-002", "dept.xf", ASSIST, "expropriation", "信访 上访", "信访事项的转送、督办和分流",
     "《信访工作条例》第二十二条", ""),
    ("ST-003", "dept.st", LEAD, "environment", "污染 噪声 油烟", "环境污染纠纷的调查与调解",
     "《环境保护法》第十条", ""),
    ("WL-002", "dept.wl", LEAD, "tourism", "旅游 民宿 景区", "旅游投诉的受理与调解", "《旅游法》第九十一条", ""),
    ("TW-001", "org.labor", ASSIST, "migrant_wage other_labor", "工资 劳动", "劳动人事争议的人民调解",
     "《劳动争议调解仲裁法》第十条", ""),
    ("TW-002", "org.property", ASSIST, "property_mgmt", "物业", "物业纠纷的人民调解", "《人民调解法》第三十四条", ""),
    ("TW-003", "org.medical", ASSIST, "medical", "医疗", "医疗纠纷的人民调解",
     "《医疗纠纷预防和处理条例》第三十一条", ""),
    ("TW-004", "org.traffic", ASSIST, "traffic", "交通事故", "道路交通事故损害赔偿的人民调解", "《人民调解法》第三十四条", ""),
    ("TW-005", "org.family", ASSIST, "marriage_family", "婚姻 赡养 继承", "婚姻家庭纠纷的人民调解", "《人民调解法》第三十四条", ""),
    ("TW-006", "org.consumer", ASSIST, "contract consumer_other e_commerce", "消费 装修 退费", "消费纠纷的人民调解",
     "《人民调解法》第三十四条", ""),
    ("TW-007", "org.joint", ASSIST, "neighbor contract damage_compensation other", "邻里 借款", "跨类型民间纠纷的人民调解",
     "《人民调解法》第八条", ""),
    ("ZX-001", "center", LEAD, "other", "其他", "职责不明事项的首接和协调", "《信访工作条例》第五条", ""),
)  # fmt: skip


def plant_authority_list(units: Mapping[str, UUID]) -> None:
    """Enter every item that is still missing, and for each town its items of first resort for neighbours."""
    known = {entry.code for entry in queries.authority_entries(on=VALID_FROM)}
    for row in (*ENTRIES, *_town_entries(units)):
        if row[0] not in known:
            services.save_authority_entry(_fields(row, units), actor=Actor.system())


def _town_entries(units: Mapping[str, UUID]) -> list[tuple[str, str, str, str, str, str, str, str]]:
    return [
        (
            f"JX-{code[-6:]}",
            code,
            LEAD,
            "neighbor",
            "邻里 漏水 噪声",
            "辖区邻里纠纷的受理与调解",
            "《人民调解法》第八条",
            "",
        )
        for code in units
        if code.startswith("sub.")
    ]


def _fields(row: tuple[str, str, str, str, str, str, str, str], units: Mapping[str, UUID]) -> AuthorityEntryFields:
    code, unit_code, role, types, keywords, text, basis, excluded = row
    return AuthorityEntryFields(
        code=code,
        unit_id=units[unit_code],
        role=role,
        dispute_types=tuple(types.split()),
        keywords=tuple(keywords.split()),
        text=text,
        legal_basis=basis,
        excluded=excluded,
        valid_from=VALID_FROM,
    )
