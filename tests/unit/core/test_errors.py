"""What a refusal says when it reaches a log or a terminal instead of a page."""

from __future__ import annotations

from app.core.errors import Refused
from app.core.text import msg


def test_a_refusal_written_to_a_log_has_its_values_filled_in() -> None:
    refusal = Refused(msg("已在其他核查表主张同一期间：{names}。", names="张三"), code="claimed_elsewhere")
    assert str(refusal) == "已在其他核查表主张同一期间：张三。"
    assert refusal.code == "claimed_elsewhere"
