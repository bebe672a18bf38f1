"""The layout of the spreadsheet as rows of a table: sheets, columns, what each takes, and an example."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

TEMPLATE_VERSION = "FQ-GZHC-1"
GUIDE_SHEET = "填写说明"
TERMS_SHEET = "基本情况"
ROSTER_SHEET = "花名册"
FLOW_SHEET = "工资流水与考勤"
VERSION_TITLE = "模板版本"
HEADER_ROW = 1
MAX_WORKERS = 500
MAX_FLOW_ROWS = 7_000
SAME_MONTH, NEXT_MONTH = "当月", "次月"


class Kind(StrEnum):
    """What a column takes."""

    NUMBER = "number"
    NAME = "name"
    TEXT = "text"
    ID_NUMBER = "id_number"
    USCC = "uscc"
    AMOUNT = "amount"
    ACCOUNT = "account"
    PHONE = "phone"
    DATE = "date"
    MONTH = "month"
    DAYS = "days"
    PAY_DAY = "pay_day"
    PAY_MONTH = "pay_month"


@dataclass(frozen=True, slots=True)
class Column:
    """One column, or one line of the terms: its field, its title, what it takes, whether it must be filled."""

    field: str
    title: str
    kind: Kind
    required: bool = False
    width: int = 12
    hint: str = ""
    example: str = ""


TERMS_LINES = (
    Column("employer", "用人单位", Kind.TEXT, True, hint="营业执照上的全称", example="北京虚构洁安物业服务有限公司"),
    Column("employer_uscc", "统一社会信用代码", Kind.USCC, hint="18位", example="91110199MA0FXC0116"),
    Column("pay_day", "发薪日", Kind.PAY_DAY, True, hint="1至31；当月没有这一天的按月末", example="15"),
    Column("pay_offset", "发薪月份", Kind.PAY_MONTH, True, hint="当月或次月", example=NEXT_MONTH),
    Column("first_month", "主张起始月", Kind.MONTH, True, hint="欠薪的第一个月", example="2025-04"),
    Column(
        "last_month", "主张截止月", Kind.MONTH, True, hint="欠薪的最后一个月；流水填到这个月为止", example="2025-05"
    ),
)

ROSTER_COLUMNS = (
    Column("number", "序号", Kind.NUMBER, True, 7, "正整数，不重复", "4"),
    Column("name", "姓名", Kind.NAME, True, 14, "与证件一致，生僻字照写", "李某丁"),
    Column("job", "岗位", Kind.TEXT, False, 12, "", "保洁"),
    Column("id_number", "证件号码", Kind.ID_NUMBER, True, 22, "18位，单元格为文本格式", "110199198604101064"),
    Column("monthly_wage_fen", "月工资标准", Kind.AMOUNT, True, 12, "元，最多两位小数", "3600.00"),
    Column("claimed_fen", "主张金额", Kind.AMOUNT, True, 12, "本人所说的欠薪总额，元", "7200.00"),
    Column("account", "收款账户", Kind.ACCOUNT, False, 24, "本人账户，单元格为文本格式", "0000 0000 0000 0004"),
    Column("account_name", "开户名", Kind.NAME, False, 14, "应为本人", "李某丁"),
    Column("hired_on", "入职日期", Kind.DATE, False, 13, "如 2023-07-01", "2023-07-01"),
    Column("left_on", "离职日期", Kind.DATE, False, 13, "在职的不填", ""),
    Column("phone", "手机", Kind.PHONE, False, 15, "11位", "12000000004"),
    Column("bank", "开户银行", Kind.TEXT, False, 22, "写到支行", "虚构银行房山支行"),
)

FLOW_COLUMNS = (
    Column("number", "序号", Kind.NUMBER, True, 7, "花名册里的序号", "4"),
    Column("month", "月份", Kind.MONTH, True, 11, "工资所属月份", "2025-05"),
    Column("due_fen", "应发", Kind.AMOUNT, True, 12, "工资表上的应发数，元", "3600.00"),
    Column("paid_fen", "实发", Kind.AMOUNT, True, 12, "银行流水上的到账数，未发填0", "0.00"),
    Column("paid_on", "发放日期", Kind.DATE, False, 13, "到账日期，未发不填", ""),
    Column("attendance_days", "出勤天数", Kind.DAYS, False, 10, "实际上班的天数，可填0.5", "17"),
    Column("unpaid_leave_days", "事假天数", Kind.DAYS, False, 10, "不计薪的假", "2"),
    Column("paid_statutory_days", "带薪法定节假日天数", Kind.DAYS, False, 18, "放假不上班、照发工资的", "2"),
    Column("holiday_overtime_days", "法定节假日加班天数", Kind.DAYS, False, 18, "按三倍工资另计", "0"),
    Column("deduction_fen", "预支/扣款", Kind.AMOUNT, False, 12, "元；请在备注写明依据", "0.00"),
    Column("note", "备注", Kind.TEXT, False, 28, "依据、说明", "拖欠；事假2天，有请假条"),
)

GUIDE_LINES = (
    "1．只填“基本情况”“花名册”“工资流水与考勤”三张表，标题行不要改，不要合并单元格，不要写公式，不要隐藏行、列或工作表。",
    "2．花名册一人一行；流水一人一月一行，每人填满主张截止月往前12个月，入职不满12个月的从入职当月填起。",
    "3．应发填工资表上的数，实发填银行流水上的数，都不是系统算出来的数；核定金额由系统按考勤重新计算。",
    "4．带*的列必须填写。证件号码、收款账户用文本格式。生僻字照证件填写。",
)
