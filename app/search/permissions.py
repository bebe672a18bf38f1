"""Searching what one may see."""

from app.core.permissions import declare
from app.core.text import msg

SEARCH = declare("search:matter:search", msg("检索有权限的事项"))
