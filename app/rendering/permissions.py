"""Who may read, void and print documents in bulk; which matter's, the visibility filter decides."""

from __future__ import annotations

from app.core.permissions import declare
from app.core.text import msg

DOCUMENT_READ = declare("rendering:document:read", msg("查看文书"))
DOCUMENT_VOID = declare("rendering:document:void", msg("作废文书"))
BATCH_RENDER = declare("rendering:batch:render", msg("批量生成文书"))
