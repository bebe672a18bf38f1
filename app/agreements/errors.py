"""Refusals of agreements."""

from __future__ import annotations

from app.core.errors import Refused
from app.core.text import msg


class AlreadySigned(Refused):
    """The same hand is on the frozen text already."""

    code = "already_signed"

    def __init__(self, name: str) -> None:
        super().__init__(msg("{name}已经签名，不需要再签。", name=name))


class LeftTheRoom(Refused):
    """Somebody who left the mediation and did not come back cannot sign."""

    code = "left_the_room"

    def __init__(self, name: str) -> None:
        super().__init__(msg("{name}已离开调解现场，没有返回的记录，不能登记签名。", name=name))


class ClaimHeldElsewhere(Refused):
    """A claim of the annex is assigned by another open agreement."""

    code = "claim_held_elsewhere"

    def __init__(self, names: str) -> None:
        super().__init__(msg("这些债权已在另一份协议中转让：{names}。", names=names))


class NoFrozenSchedule(Refused):
    """An assignment needs a frozen claim schedule."""

    code = "no_frozen_schedule"

    def __init__(self) -> None:
        super().__init__(msg("请先完成工资核查表的核查、复核和定稿。"))


class ReceiptExhausted(Refused):
    """More was allocated than the receipt or the duty holds."""

    code = "receipt_exhausted"

    def __init__(self) -> None:
        super().__init__(msg("分配的金额超过这笔收款或者这项义务的余额。"))
