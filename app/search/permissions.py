"""Searching what one may see, and keeping the queries one asks often."""

from app.core.permissions import declare
from app.core.text import msg

SEARCH = declare("search:matter:search", msg("检索有权限的事项"))
VIEW_KEEP = declare("search:view:keep", msg("保存列表视图，供自己或本单位使用"))
VIEW_SHARE = declare("search:view:share", msg("把列表视图提供给全中心，收回全中心的视图"))
