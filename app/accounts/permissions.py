"""What may be done with accounts."""

from __future__ import annotations

from app.core.permissions import declare
from app.core.text import msg

EDIT_OWN_PROFILE = declare("accounts:profile:edit", msg("修改自己的密码、语言、联系方式和动态口令"))
MAKE_OWN_TOKEN = declare("accounts:token:make", msg("为自己的岗位制作和作废接口令牌"))
READ_USERS = declare("accounts:user:read", msg("查看账号和岗位"))
EDIT_USERS = declare("accounts:user:edit", msg("新增、停用账号"))
UNLOCK_USERS = declare("accounts:user:unlock", msg("解除登录锁定"))
RESET_PASSWORDS = declare("accounts:password:reset", msg("重置他人密码"))
GRANT_MEMBERSHIPS = declare("accounts:membership:grant", msg("授予和终止岗位、角色"))
REVOKE_SESSIONS = declare("accounts:session:revoke", msg("强制他人退出登录"))
