"""Refusals of this context."""

from __future__ import annotations

from app.core.errors import Conflict
from app.core.text import msg


class CodeTaken(Conflict):
    """Another unit or entry already bears the code."""

    code = "code_taken"

    def __init__(self, taken: str) -> None:
        super().__init__(msg("代码 {taken} 已被使用，请换一个。", taken=taken))


class WouldBeOwnAncestor(Conflict):
    """A unit cannot stand below itself."""

    code = "unit_below_itself"

    def __init__(self) -> None:
        super().__init__(msg("上级单位不能是本单位或本单位的下级。"))
