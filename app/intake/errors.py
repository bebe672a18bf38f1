"""Refusals of intake."""

from app.core.errors import InvalidInput, Refused
from app.core.text import msg


class MatterOnHold(Refused):
    """An opinion awaits a decision, or guidance is missing; agreement, failure and closure stand still."""

    code = "on_hold"

    def __init__(self) -> None:
        super().__init__(msg("尚有法官意见未答复是否采纳，或者红橙等级事项缺少法官指导，不能继续。"), code="on_hold")


class OutsideNumberTaken(InvalidInput):
    """The number elsewhere already stands for another event."""

    code = "outside_number_taken"

    def __init__(self, number: str) -> None:
        super().__init__({"outside_number": [msg("外部编号{number}已经登记过，请先查询原事项。", number=number)]})
