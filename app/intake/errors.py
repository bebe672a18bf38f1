"""Refusals of intake."""

from app.core.errors import Refused
from app.core.text import msg


class MatterOnHold(Refused):
    """An opinion awaits a decision, or guidance is missing; agreement, failure and closure stand still."""

    code = "on_hold"

    def __init__(self) -> None:
        super().__init__(msg("尚有法官意见未答复是否采纳，或者红橙等级事项缺少法官指导，不能继续。"), code="on_hold")
