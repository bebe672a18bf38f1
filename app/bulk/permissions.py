"""Acting on many rows; each act and each row is checked beside it."""

from app.core.permissions import declare
from app.core.text import msg

MAKE = declare("bulk:run:make", msg("在列表中选中多行一起办理，每行仍按单件的权限和条件"))
