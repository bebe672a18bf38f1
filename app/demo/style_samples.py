"""Facts of S01 for the style guide: what the pages looked like on 18 June 2025. Invented throughout."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import SimpleNamespace

from app.core.text import Message, msg
from app.core.workflow import Offer, Refusal


@dataclass(frozen=True)
class Row:
    """One line of the desk."""

    no: str
    risk: str
    score: int | None
    kind: str
    title: str
    place: str
    people: int
    source: str
    unit: str
    state: str
    clock: SimpleNamespace
    act: str
    main: bool = False


def _clock(name: str, left: str, due: str, used: int, colour: str) -> SimpleNamespace:
    return SimpleNamespace(name=name, left=left, due=due, used=used, colour=colour, provisional=False, is_law=False)


PERSON = "高某"
UNIT = "区综治中心"
COUNTS = {"desk": 12, "mine": 4, "unread": 3, "supervisions": 2}
CURRENT = {
    "matter": "mediation.list_mediations",
    "form": "intake.new_event",
    "stale": "intake.new_event",
    "overview": "statistics.overview",
}
TABS = [
    ("to_register", "待登记", 2, False),
    ("to_triage", "待研判", 2, False),
    ("to_dispatch", "待派单", 2, False),
    ("to_sign", "待签收", 3, False),
    ("returned", "退回待裁", 1, False),
    ("supervised", "督办", 2, True),
    ("all", "全部", 12, False),
]
ROWS = [
    Row(
        "FS-20250603-0004",
        "orange",
        55,
        "其他消费纠纷",
        "健身房停业，45名会员要求退费",
        "拱辰街道·虚构悦动健身",
        45,
        "12345",
        "区市场监管局",
        "督办中",
        _clock("督办回复", "超期15小时", "昨日 18:00", 112, "red"),
        "催办",
    ),
    Row(
        "FS-20250618-0005",
        "red",
        72,
        "婚姻家庭纠纷",
        "家庭纠纷中一方扬言伤人，民警已到场",
        "良乡镇·虚构南关里 · 人身威胁",
        3,
        "110",
        "公安良乡派出所",
        "待签收",
        _clock("签收", "剩1小时06分", "今日 10:12", 45, "grey"),
        "催签",
    ),
    Row(
        "FS-20250617-0014",
        "orange",
        None,
        "其他劳动争议",
        "快递网点换承包人，12人要求结清工钱",
        "阎村镇·虚构物流园",
        12,
        "网格",
        "本中心调度台",
        "待研判",
        _clock("研判", "剩1小时54分", "今日 11:00", 52, "yellow"),
        "研判",
        True,
    ),
    Row(
        "FS-20250617-0011",
        "orange",
        51,
        "物业纠纷",
        "水泵停用三天，26户拒交物业费",
        "长阳镇·虚构碧岸小区 · R6 需多部门牵头",
        26,
        "分中心",
        "区住建委",
        "退回待裁",
        _clock("退回裁决", "剩3小时34分", "今日 12:40", 12, "grey"),
        "裁决",
        True,
    ),
    Row(
        "FS-20250610-0003",
        "yellow",
        34,
        "邻里纠纷",
        "楼上漏水，三次维修仍渗",
        "城关街道·虚构东里",
        2,
        "来访",
        "城关街道司法所",
        "督办中",
        _clock("督办回复", "剩8小时54分", "今日 18:00", 75, "yellow"),
        "催办",
    ),
    Row(
        "FS-20250618-0007",
        "yellow",
        47,
        "拖欠农民工工资",
        "32名劳动者聚集讨薪，称被拖欠4、5月工资",
        "西潞街道·虚构康颐养老院门前 · 人员聚集",
        32,
        "110",
        "本中心调度台",
        "待派单",
        _clock("派单", "剩1个工作日", "明日 18:00", 2, "grey"),
        "派单",
        True,
    ),
    Row(
        "FS-20250617-0012",
        "blue",
        24,
        "房屋、宅基地纠纷",
        "翻建出檐，相邻两家各执一词",
        "大石窝镇·虚构北尚村",
        4,
        "网格",
        "大石窝镇分中心",
        "待签收",
        _clock("签收", "剩8小时54分", "今日 18:00", 18, "grey"),
        "催签",
    ),
]
BECAUSE = tuple(
    SimpleNamespace(step=step, source=source, is_law=True)
    for step, source in (
        ("调委会 6月18日 10:30 收到调解申请", "三方同意调解的记录，同日 10:30"),
        ("自收到申请之日起 15 日", "《劳动争议调解仲裁法》第十四条第三款"),
        ("当日不计，6月19日为第 1 日", "《民法典》第二百零一条第一款"),
        ("第 15 日是 7月3日，工作日，不顺延", "《民法典》第二百零三条第一款"),
    )
)


def _full(name: str, left: str, due: str, used: int, *, law: bool = False) -> SimpleNamespace:
    return SimpleNamespace(
        name=name, left=left, due=due, used=used, colour="grey", provisional=False, is_law=law, because=BECAUSE,
        due_on=date(2025, 7, 3), safe_on=None, advised_on=None, stopped_at=None,
        expiry="期满未达成协议的，当事人可以依法申请仲裁；各方愿意的，可以继续调解。",
    )  # fmt: skip


CLOCKS = [
    _full("采纳决定", "剩 1 个工作日", "6月19日 18:00", 1),
    _full("僵局升级", "剩 5 个工作日", "6月25日 18:00", 2),
    _full("主办办理", "剩 15 天", "7月3日", 2),
    _full("劳动争议调解满15日", "剩 15 天", "7月3日", 2, law=True),
]
STEPS = [
    ("登记", "08:52", "done"),
    ("研判", "09:02", "done"),
    ("派单", "09:10", "done"),
    ("签收", "09:25", "done"),
    ("调解", "12:10 起僵局", "now"),
    ("协议", "", ""),
    ("履行", "", ""),
    ("结案", "", ""),
]
RISK_POINTS = [("涉及 10 人以上", "20"), ("聚集", "12"), ("工资", "15"), ("一方离场", "6"), ("扬言堵门", "5")]
PARTY_TABS = [
    ("overview", "概况", None, False),
    ("parties", "当事人", 34, False),
    ("evidence", "证据", 6, False),
    ("mediation", "调解", 1, False),
    ("guidance", "指导", 1, False),
    ("claims", "核查", 32, False),
    ("agreement", "协议", 0, False),
    ("documents", "文书", 3, False),
    ("audit", "审计", None, False),
]
DETAIL_TABS = [
    SimpleNamespace(name=name, label=label, count=count, urgent=urgent) for name, label, count, urgent in PARTY_TABS
]


def _at(hour: int, minute: int) -> datetime:
    return datetime(2025, 6, 18, hour - 8, minute, tzinfo=UTC)


TIMELINE = [
    SimpleNamespace(at=_at(13, 5), words="法官答复指导请求", by="孟某文 · 待调解员决定", kind="orange", href=""),
    SimpleNamespace(
        at=_at(12, 42), words="风险确认为橙 58 分", by="高某 · 一名劳动者扬言堵门，民警已劝阻", kind="orange", href=""
    ),
    SimpleNamespace(
        at=_at(12, 20), words="向值班法官提问 3 条", by="丁某和 · 房法指〔2025〕第0045号", kind="blue", href=""
    ),
    SimpleNamespace(at=_at(10, 30), words="三方同意调解", by="区虚构劳动人事争议人民调解委员会", kind="grey", href=""),
    SimpleNamespace(
        at=_at(9, 10), words="派单：主办区人社局，协办4家", by="高某 · 房综治派〔2025〕第0123号", kind="grey", href=""
    ),
    SimpleNamespace(at=_at(8, 52), words="登记", by="西潞派出所报送，综合受理岗核对", kind="grey", href=""),
]
OFFERS = [
    Offer("decide", msg("作出采纳决定")),
    Offer("return", msg("申请退回"), reason=20),
    Offer(
        "agree",
        msg("达成协议"),
        Refusal("on_hold", msg("尚有法官意见未答复是否采纳，或者红橙等级事项缺少法官指导，不能继续。")),
    ),
]
TYPED = {
    "name": "孔某玄", "id_number": "110199197301191485", "born_on": "1973-01-19", "sex": "female", "phone": "12000000025",
    "opponent": "北京虚构洁安物业服务有限公司", "dispute_type": "migrant_wage", "occurred_on": "9月31日", "people": "1", "amount_fen": "0.8万",
    "claims": "要求公司付清2025年4月、5月工资，共8000元。", "facts": "在养老院做餐饮服务，月薪4000元。5月16日离职，4、5月工资一直没发，公司说要等养老院付款。",
}  # fmt: skip
STORED = {**TYPED, "occurred_on": "2025-06-13", "phone": "12000000031", "facts": "在养老院做餐饮服务，月薪4000元。"}
FAULTS: dict[str, list[Message]] = {
    "id_number": [msg("校验码不符，有一位可能写错，请对照证件核对。")],
    "occurred_on": [msg("{month}月{day}日不存在，{month}月只有{days}天。", month=9, day=31, days=30)],
}
FIGURES = [
    SimpleNamespace(label=label, value=value, unit=unit, note=note, href="#")
    for label, value, unit, note in (
        ("在办", "95", "件", "红橙10件"), ("今日新收", "14", "件", "昨日16件"), ("已超期", "1", "件", "督办2件"),
        ("待法官答复", "1", "件", "最长已等22分钟"), ("司法确认剩不足7天", "2", "件", "最近6月21日"), ("按时办理", "88.0", "%", "近12周 388/441"),
    )
]  # fmt: skip
WEEKS = ["3/24", "3/31", "4/7", "4/14", "4/21", "4/28", "5/5", "5/12", "5/19", "5/26", "6/2", "6/9"]
RECEIVED = [31, 36, 33, 41, 38, 29, 44, 47, 40, 45, 42, 50]
RESOLVED = [27, 33, 35, 36, 39, 31, 35, 43, 44, 40, 41, 45]
KINDS = [
    ("邻里纠纷", 98, "#"),
    ("物业纠纷", 87, "#"),
    ("婚姻家庭", 76, "#"),
    ("劳动争议", 71, "#"),
    ("消费纠纷", 58, "#"),
    ("道路交通", 49, "#"),
    ("其他", 37, "#"),
]
RATES = [
    ("签收", 152, 158, "#"),
    ("研判", 96, 104, "#"),
    ("办理", 79, 96, "#"),
    ("指导答复", 38, 41, "#"),
    ("回访", 23, 42, "#"),
]
STAGES = [
    ("待派单", [("red", "红", 1, "#"), ("orange", "橙", 2, "#"), ("yellow", "黄", 5, "#"), ("blue", "蓝", 6, "#")]),
    ("办理中", [("red", "红", 1, "#"), ("orange", "橙", 4, "#"), ("yellow", "黄", 18, "#"), ("blue", "蓝", 22, "#")]),
    ("调解中", [("red", "红", 0, "#"), ("orange", "橙", 2, "#"), ("yellow", "黄", 9, "#"), ("blue", "蓝", 12, "#")]),
    ("履行中", [("red", "红", 0, "#"), ("orange", "橙", 0, "#"), ("yellow", "黄", 6, "#"), ("blue", "蓝", 7, "#")]),
]
HEAT_ROWS = ["西潞街道", "拱辰街道", "长阳镇", "阎村镇"]
HEAT_COLUMNS = ["劳动", "物业", "家庭", "消费", "交通"]
HEAT = [
    [(12, "#"), (4, "#"), (3, "#"), (0, "#"), (2, "#")],
    [(3, "#"), (9, "#"), (5, "#"), (7, "#"), (1, "#")],
    [(1, "#"), (14, "#"), (2, "#"), (3, "#"), (4, "#")],
    [(6, "#"), (0, "#"), (1, "#"), (2, "#"), (5, "#")],
]
