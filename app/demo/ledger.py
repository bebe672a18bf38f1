"""An old ledger of the centre, imported: ten matters of the year before, and two rows that have to be mended."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

from app.core import clock
from app.demo.at_work import AtWork, working_day
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
GOOD_ROWS = 10


def plant_ledger(at_work: AtWork) -> bool:
    """Import the ledger as the dispatcher, unless the centre has imported something; returns whether it did."""
    actor = at_work.actor("gaomou")
    if actor.unit_id is None or queries.list_imports(actor, limit=1).rows:
        return False
    with clock.frozen(clock.at(working_day(6), 15)):
        request = ImportRequest(kind="ledger", unit_id=actor.unit_id, source="walk_in")
        import_id = services.hand_in_list(request, FILE_NAME, _content(), actor=actor)
        suggested = queries.choice_of(queries.get_import(actor, import_id))
        services.match_columns(import_id, suggested, actor=actor)
        services.check_import(import_id)
        services.begin_import(import_id, actor=actor)
        services.store_import(import_id, whole=True)
    return True


def _content() -> bytes:
    first = clock.today() - timedelta(days=400)
    rows = [_row(number, (first + timedelta(days=9 * number)).isoformat()) for number in range(GOOD_ROWS)]
    bad = [_row(GOOD_ROWS, f"{first.year}-09-31"), _row(GOOD_ROWS + 1, first.isoformat(), phone="1200000")]
    written = io.StringIO(newline="")
    csv.writer(written).writerows([HEADS, *rows, *bad])
    return written.getvalue().encode()


def _row(number: int, day: str, *, phone: str = "") -> tuple[str, ...]:
    kind, told = TOLD[number % len(TOLD)]
    stem = "甲乙丙丁戊己庚辛壬癸子丑"[number]
    return (
        f"旧台账-{number + 1:03d}", day, kind, f"江某{stem}", phone or f"120{70_000 + number:08d}", f"白某{stem}",
        f"房山区虚构里{number + 1}号楼", told, "已办结", "经办人甲",
    )  # fmt: skip
