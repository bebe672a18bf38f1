"""The units of the demo centre: the Fangshan shape of domain.md §0, §3.6 and §11 point 12."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from app.core.permissions import Actor
from app.organisations import queries, services
from app.organisations.commands import CourtPolicyFields, UnitFields

DISTRICT = "110111"
COURT_CODE = "京0111"

TOWNS = (
    ("001", "城关街道"), ("002", "新镇街道"), ("004", "向阳街道"), ("005", "东风街道"), ("006", "迎风街道"),
    ("007", "星城街道"), ("008", "良乡镇"), ("009", "周口店镇"), ("010", "琉璃河镇"), ("011", "拱辰街道"),
    ("012", "西潞街道"), ("101", "阎村镇"), ("103", "窦店镇"), ("104", "石楼镇"), ("105", "长阳镇"),
    ("107", "河北镇"), ("108", "长沟镇"), ("109", "大石窝镇"), ("110", "张坊镇"), ("111", "十渡镇"),
    ("112", "青龙湖镇"), ("115", "韩村河镇"), ("208", "霞云岭乡"), ("209", "南窖乡"), ("210", "佛子庄乡"),
    ("211", "大安山乡"), ("212", "史家营乡"), ("213", "蒲洼乡"),
)  # fmt: skip

DEPARTMENTS = (
    ("ga", "公安分局", "区公安分局", "resident"),
    ("sf", "房山区司法局", "区司法局", "resident"),
    ("xf", "房山区信访办公室", "区信访办", "resident"),
    ("rs", "房山区人力资源和社会保障局", "区人社局", "resident"),
    ("zj", "房山区住房和城乡建设委员会", "区住建委", "resident"),
    ("jc", "房山区人民检察院", "区检察院", "resident"),
    ("mz", "房山区民政局", "区民政局", "rotating"),
    ("wj", "房山区卫生健康委员会", "区卫健委", "rotating"),
    ("sc", "房山区市场监督管理局", "区市场监管局", "rotating"),
    ("ny", "房山区农业农村局", "区农业农村局", "rotating"),
    ("gz", "规划和自然资源委员会房山分局", "规自分局", "rotating"),
    ("jw", "房山区教育委员会", "区教委", "rotating"),
    ("cg", "房山区城市管理综合行政执法局", "区城管执法局", "rotating"),
    ("st", "房山区生态环境局", "区生态环境局", "on_call"),
    ("jt", "房山区交通局", "区交通局", "on_call"),
    ("wl", "房山区文化和旅游局", "区文旅局", "on_call"),
    ("jr", "房山区金融服务办公室", "区金融办", "on_call"),
)

MEDIATION_ORGS = (
    ("joint", "房山区虚构联合人民调解委员会", "区联合调委会", "people_committee", "房联调"),
    ("labor", "房山区虚构劳动人事争议人民调解委员会", "劳动人事争议调委会", "people_committee", "房劳人调"),
    ("property", "房山区虚构物业纠纷人民调解委员会", "物业调委会", "industry_committee", "房物调"),
    ("medical", "房山区虚构医疗纠纷人民调解委员会", "医调委", "industry_committee", "房医调"),
    ("traffic", "房山区虚构道路交通事故人民调解委员会", "交调委", "industry_committee", "房交调"),
    ("family", "房山区虚构婚姻家庭纠纷人民调解委员会", "婚姻家庭调委会", "industry_committee", "房婚调"),
    ("consumer", "房山区虚构消费纠纷人民调解委员会", "消费调委会", "industry_committee", "房消调"),
)


def plant_units() -> dict[str, UUID]:
    """Enter every unit that is still missing; returns the ids of all of them by code."""
    center = _plant(
        "center",
        "center",
        "房山区社会治安综合治理中心（虚构）",
        "区综治中心",
        address="北京市房山区虚构大街1号",
        phone="010-00000001",
    )
    court = _plant(
        "court", "court", "北京市房山区人民法院（虚构）", "房山法院", parent=center, stationing_mode="resident",
        court_code=COURT_CODE, position=100, seal_name="北京市房山区人民法院（虚构）", phone="010-00000100",
    )  # fmt: skip
    _plant("court.studio", "judge_studio", "房山法院驻综治中心法官工作室（虚构）", "法官工作室", parent=court,
           stationing_mode="resident", position=101, phone="010-00000101")  # fmt: skip
    _plant_departments(center)
    _plant_towns(center)
    _plant_mediation_orgs(center)
    _plant("social.warm", "social_org", "房山区虚构暖心社会工作服务中心", "暖心社工", parent=center, position=400,
           phone="010-00000400")  # fmt: skip
    _plant("team.neighbor", "volunteer_team", "房山区虚构好邻居志愿服务队", "好邻居志愿队", parent=center, position=410,
           phone="010-00000410")  # fmt: skip
    if queries.court_policy(court) is None:
        note = "尚未向法院了解是否受理中心自行调解的协议。"
        services.set_court_policy(court, CourtPolicyFields(note=note), actor=Actor.system())
    return {unit.code: unit.id for unit in queries.units()}


def _plant_departments(center: UUID) -> None:
    for order, (key, name, short, mode) in enumerate(DEPARTMENTS):
        _plant(f"dept.{key}", "department", name, short, parent=center, stationing_mode=mode, position=110 + order,
               phone=f"010-000001{10 + order}")  # fmt: skip
    police = queries.unit_by_code("dept.ga").id
    _plant("dept.ga.xilu", "department_child", "公安分局西潞派出所（虚构）", "西潞派出所", parent=police, position=150,
           region_code=f"{DISTRICT}012", phone="010-00000150")  # fmt: skip
    _plant("dept.ga.traffic", "department_child", "公安分局交通支队（虚构）", "交通支队", parent=police, position=151,
           phone="010-00000151")  # fmt: skip


def _plant_towns(center: UUID) -> None:
    for order, (number, town) in enumerate(TOWNS):
        code = f"{DISTRICT}{number}"
        _plant(f"sub.{code}", "sub_center", f"{town}综治中心分中心", town, parent=center, region_code=code,
               position=200 + order, phone=f"010-000002{order:02d}")  # fmt: skip
    xilu = queries.unit_by_code(f"sub.{DISTRICT}012").id
    _plant(f"grid.{DISTRICT}012.01", "grid_station", "西潞街道第一网格工作站（虚构）", "西潞第一网格", parent=xilu,
           region_code=f"{DISTRICT}012", position=250)  # fmt: skip


def _plant_mediation_orgs(center: UUID) -> None:
    for order, (key, name, short, org_kind, prefix) in enumerate(MEDIATION_ORGS):
        _plant(
            f"org.{key}", "mediation_org", name, short, parent=center, org_kind=org_kind, number_prefix=prefix,
            seal_name=name, established_on=date(2019, 3, 1), filed_on=date(2019, 3, 15), notified_court=True,
            stationing_mode="resident", position=300 + order, phone=f"010-000003{order:02d}",
        )  # fmt: skip


def _plant(code: str, kind: str, name: str, short_name: str, *, parent: UUID | None = None, **more: Any) -> UUID:
    found = queries.find_unit(code)
    if found is not None:
        return found.id
    more.setdefault("region_code", DISTRICT)
    fields = UnitFields(code=code, kind=kind, name=name, short_name=short_name, parent_id=parent, **more)
    return services.create_unit(fields, actor=Actor.system()).id
