"""Who resolves, visits, closes and archives."""

from app.core.permissions import declare
from app.core.text import msg

RESOLVE = declare("closure:matter:resolve", msg("认定事项已化解"))
CLOSE = declare("closure:matter:close", msg("回访后结案"))
VISIT_READ = declare("closure:visit:read", msg("查看回访"))
VISIT = declare("closure:visit:record", msg("记录回访"))
DOSSIER_READ = declare("closure:dossier:read", msg("查看卷宗"))
FILE = declare("closure:dossier:file", msg("整理立卷"))
CHECK = declare("closure:dossier:check", msg("检查卷宗并归档"))
