"""The ledger the centre kept on paper until a year ago, imported: a hundred matters, and two rows to be mended."""

from __future__ import annotations

import csv
import io

from app.core import clock
from app.demo.at_work import AtWork, working_day
from app.demo.history import OLDEST, days
from app.intake import queries, services
from app.intake.commands import ImportRequest

FILE_NAME = "综治中心历年纠纷台账（虚构）.csv"
HEADS = (
    "台账编号",
    "受理日期",
    "纠纷类型",
    "当事人",
    "联系电话",
    "对方当事人",
    "地点",
    "简要案情",
    "办理状态",
    "承办人",
)
TOLD = (
    ("邻里纠纷", "楼道堆放杂物影响通行，经劝说已清理。"),
    ("物业纠纷", "电梯停运两日，业主要求说明原因，物业已公示检修记录。"),
    ("婚姻家庭纠纷", "兄弟二人对赡养老人的分工有争执，已商定按月轮流。"),
    ("合同纠纷", "装修尾款有争议，双方核对后一次结清。"),
    ("其他消费纠纷", "预付卡退费有争议，商家已退回余额。"),
)
GOOD_ROWS = 100
#: The half year before the disputes that the platform itself has led.
FROM, UNTIL = OLDEST + 180, OLDEST
STEMS = "甲乙丙丁戊己庚辛壬癸子丑"


def plant_ledger(at_work: AtWork, every: int) -> bool:
    """Import every n-th row of the ledger as the dispatcher, unless something was imported; returns whether it did."""
    actor = at_work.actor("gaomou")
    if actor.unit_id is None or queries.list_imports(actor, limit=1).rows:
        return False
    with clock.frozen(clock.at(working_day(6), 15)):
        request = ImportRequest(kind="ledger", unit_id=actor.unit_id, source="walk_in")
        import_id = services.hand_in_list(request, FILE_NAME, _content(every), actor=actor)
        suggested = queries.choice_of(queries.get_import(actor, import_id))
        services.match_columns(import_id, suggested, actor=actor)
        services.check_import(import_id)
        services.begin_import(import_id, actor=actor)
        services.store_import(import_id, whole=True)
    return True


def _content(every: int) -> bytes:
    told = days(GOOD_ROWS, FROM, UNTIL)
    rows = [_row(number, told[number].isoformat()) for number in range(0, GOOD_ROWS, every)]
    first = told[0]
    bad = [_row(GOOD_ROWS, f"{first.year}-09-31"), _row(GOOD_ROWS + 1, first.isoformat(), phone="1200000")]
    written = io.StringIO(newline="")
    csv.writer(written).writerows([HEADS, *rows, *bad])
    return written.getvalue().encode()


def _row(number: int, day: str, *, phone: str = "") -> tuple[str, ...]:
    kind, told = TOLD[number % len(TOLD)]
    stem, other = STEMS[number % len(STEMS)], STEMS[number // len(STEMS) % len(STEMS)]
    return (
        f"旧台账-{number + 1:03d}", day, kind, f"江某{stem}", phone or f"120{70_000 + number:08d}", f"白某{other}",
        f"房山区虚构里{number + 1}号楼", told, "已办结", "经办人甲",
    )  # fmt: skip
