"""Reading a list somebody kept elsewhere: the file, its heads, what each column means, and each row as an event.

Nothing here knows the database. A file that cannot be read as one plain table is refused whole, with the reason; a row
that cannot be an event is refused alone, cell by cell.
"""

from app.intake.rules.importing.files import MOST_BYTES, MOST_ROWS, FileRefused, Line, Table, read_file
from app.intake.rules.importing.heads import head_key, is_returned, suggested_columns
from app.intake.rules.importing.returning import write_table
from app.intake.rules.importing.rows import CellFault, Reading, ReadRow, outside_number, read_row

__all__ = [
    "MOST_BYTES",
    "MOST_ROWS",
    "CellFault",
    "FileRefused",
    "Line",
    "ReadRow",
    "Reading",
    "Table",
    "head_key",
    "is_returned",
    "outside_number",
    "read_file",
    "read_row",
    "suggested_columns",
    "write_table",
]
