"""The people, firms and figures of S01 (fictional) that several samples share."""

from app.rendering.shapes.parts import Contact, MediationBody, Mediator, Party, Roster, RosterMember

CENTRE = "北京市房山区社会治安综合治理中心"
COURT = "北京市房山区人民法院"
MATTER = "FS-20250618-0007"
FILE_NUMBER = "（2025）房劳人调字第0031号"
DISPUTE = "追索2025年4月、5月劳动报酬纠纷"
PLACE = "房山区虚构康颐养老院门前"
CONTACT: Contact = {
    "name": "综合受理窗口", "phone": "120-0000-0110", "address": "房山区虚构大街1号综治中心一层",
    "hours": "工作日8:30—18:00",
}  # fmt: skip
BODY: MediationBody = {
    "name": "房山区虚构劳动人事争议人民调解委员会", "address": "房山区虚构大街1号综治中心二层", "phone": "120-0000-0031",
    "filed_with": "北京市房山区司法局", "filing_number": "房人调备〔2021〕18号（虚构）", "filed_on": "2021-03-15",
    "court_notified_on": "2021-03-22",
}  # fmt: skip
MEDIATORS: list[Mediator] = [
    {"name": "丁某和", "kind": "人民调解员", "unit": BODY["name"], "disclosure": "与各方当事人无利害关系"},
]
RECORDER = "林某安"

EMPLOYER_NAME = "北京虚构洁安物业服务有限公司"
CLIENT_NAME = "北京虚构康颐养老院"
PURPOSE = f"代付{EMPLOYER_NAME}拖欠工资（2025年4-5月）"

# no, name, sex, job, ID number, monthly yuan, claimed fen, verified fen, advance fen, attendance, note
_ROWS = """
1 赵某甲 女 保洁 110199196501011008 3600 720000 720000 0 41 —
2 钱某乙 女 保洁 110199197206041022 3600 720000 720000 0 41 —
3 孙某丙 女 保洁 110199197911071040 3600 720000 720000 0 41 —
4 李某丁 女 保洁 110199198604101064 3600 720000 686897 0 39 5月事假2天
5 周某戊 女 保洁 110199199309131089 3600 720000 720000 0 41 —
6 吴某己 女 保洁 110199196802161106 3600 720000 620000 100000 41 5月预支1000元
7 郑某庚 女 保洁 110199197507191120 3600 720000 720000 0 41 —
8 王某辛 女 保洁 110199198212221147 3600 720000 720000 0 41 —
9 冯某壬 女 保洁 110199198905251162 3600 720000 720000 0 41 —
10 陈某癸 女 保洁 110199199610011182 3600 720000 720000 0 41 —
11 褚某子 女 保洁 110199197103041206 3600 720000 720000 0 41 —
12 卫某丑 女 保洁 110199197808071229 3600 720000 703448 0 40 4月事假1天
13 蒋某寅 女 保洁 110199198501101248 3600 720000 720000 0 41 —
14 沈某卯 女 保洁 110199199206131262 3600 720000 720000 0 41 —
15 韩某辰 男 保安 110199196711161290 4200 840000 840000 0 41 —
16 杨某巳 男 保安 110199197404191312 4200 840000 840000 0 41 —
17 朱某午 男 保安 110199198109221333 4200 897931 897931 0 42 5月1日法定节假日加班1天（3倍）
18 秦某未 男 保安 110199198802251354 4200 840000 840000 0 41 —
19 尤某申 男 保安 110199199507011379 4200 840000 840000 0 41 —
20 许某酉 男 保安 110199197012041390 4200 840000 840000 0 41 —
21 何某戌 男 保安 110199197705071410 4200 840000 740000 100000 41 5月预支1000元
22 吕某亥 男 保安 110199198410101437 4200 840000 840000 0 41 —
23 施某天 女 餐饮服务 110199199103131446 4000 800000 800000 0 41 —
24 张某地 女 餐饮服务 110199196608161460 4000 800000 800000 0 41 —
25 孔某玄 女 餐饮服务 110199197301191483 4000 800000 602299 0 33 5月16日离职，5月计薪11天
26 曹某黄 女 餐饮服务 110199198006221509 4000 800000 800000 0 41 —
27 严某宇 女 餐饮服务 110199198711251527 4000 800000 800000 0 41 —
28 华某宙 男 工程维修 110199199404011552 5200 1040000 1040000 0 41 —
29 金某洪 男 工程维修 110199196909041577 5200 1040000 1040000 0 41 —
30 魏某荒 男 工程维修 11019919760207159X 5200 1040000 1040000 0 41 —
31 陶某日 男 项目主管 110199198307101615 6500 1300000 1300000 0 41 —
32 姜某月 男 项目主管 110199199012131635 6500 1300000 1300000 0 41 —
"""


class Worker:
    """One row of the table of S01."""

    def __init__(self, line: str) -> None:
        no, self.name, self.sex, self.job, self.id_number, yuan, claimed, verified, advance, days, note = line.split()
        self.no = int(no)
        self.monthly_fen = int(yuan) * 100
        self.claimed_fen, self.verified_fen, self.advance_fen = int(claimed), int(verified), int(advance)
        self.attendance_days = int(days)
        self.note = "" if note == "—" else note
        self.account = f"0000 0000 0000 {self.no:04d}"
        self.phone = f"120-0000-1{self.no:03d}"

    def member(self) -> RosterMember:
        """As a member of the group."""
        return {
            "no": self.no, "name": self.name, "sex": self.sex, "id_number": self.id_number, "job": self.job,
            "phone": self.phone, "address": "北京市房山区西潞街道（虚构）",
        }  # fmt: skip


WORKERS = [Worker(line) for line in _ROWS.strip().splitlines()]
CLAIMED_TOTAL = sum(worker.claimed_fen for worker in WORKERS)
VERIFIED_TOTAL = sum(worker.verified_fen for worker in WORKERS)
REPRESENTATIVES = ["赵某甲", "韩某辰", "陶某日"]
GROUP = "赵某甲等32名劳动者"


def group() -> Roster:
    """All thirty-two workers with their three representatives."""
    return {"label": GROUP, "members": [w.member() for w in WORKERS], "representatives": REPRESENTATIVES}


def employer(role: str) -> Party:
    """The property company, under the printed role."""
    return {
        "role": role, "kind": "organisation", "name": EMPLOYER_NAME, "uscc": "91110199MA0FXC0116",
        "legal_representative": "赖某（虚构）", "legal_post": "执行董事", "phone": "120-0000-2011",
        "address": "北京市房山区虚构路11号",
    }  # fmt: skip


def client(role: str) -> Party:
    """The nursing home, under the printed role."""
    return {
        "role": role, "kind": "organisation", "name": CLIENT_NAME, "uscc": "52110199MJ0FXC030N",
        "legal_representative": "温某（虚构）", "legal_post": "院长", "phone": "120-0000-3030",
        "address": "北京市房山区西潞街道虚构里3号",
    }  # fmt: skip


def worker(role: str, no: int = 1) -> Party:
    """One worker as a party of his own."""
    one = WORKERS[no - 1]
    born = one.id_number[6:14]
    return {
        "role": role, "kind": "person", "name": one.name, "sex": one.sex, "nation": "汉族",
        "birth_on": f"{born[:4]}-{born[4:6]}-{born[6:]}", "id_number": one.id_number, "occupation": one.job,
        "phone": one.phone, "address": "北京市房山区西潞街道（虚构）",
    }  # fmt: skip
