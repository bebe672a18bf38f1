"""What may be done with units, the authority list and court policies."""

from __future__ import annotations

from app.core.permissions import declare
from app.core.text import msg

READ_UNITS = declare("organisations:unit:read", msg("查看单位名录、入驻方式和权责清单"))
EDIT_UNITS = declare("organisations:unit:edit", msg("新增、修改、停用单位"))
EDIT_AUTHORITY_LIST = declare("organisations:authority_list:edit", msg("维护权责清单"))
EDIT_COURT_POLICY = declare("organisations:court_policy:edit", msg("登记法院受理口径"))
