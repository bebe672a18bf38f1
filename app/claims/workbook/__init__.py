"""The one spreadsheet of a schedule: its layout, the template to download, the reader that answers cell by cell.

The reader trusts nothing: it measures the package before opening it, evaluates no formula, and refuses merged cells,
hidden sheets and any template but its own. It decides no amount; that is the work of the rules.
"""

from app.claims.workbook.checking import CheckedSpreadsheet, check_spreadsheet
from app.claims.workbook.errors import CellError, WorkbookRefused
from app.claims.workbook.layout import TEMPLATE_VERSION
from app.claims.workbook.reader import ReadSchedule, read_schedule
from app.claims.workbook.writer import write_schedule, write_template

__all__ = [
    "TEMPLATE_VERSION",
    "CellError",
    "CheckedSpreadsheet",
    "ReadSchedule",
    "WorkbookRefused",
    "check_spreadsheet",
    "read_schedule",
    "write_schedule",
    "write_template",
]
