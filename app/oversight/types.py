"""The closed lists of oversight."""

from __future__ import annotations

from enum import StrEnum

from app.core.text import Message, msg


class DutyKind(StrEnum):
    """What a level obliges to."""

    LEAD_OFFICIAL = "lead_official"
    DISTRICT_LEAD = "district_lead"
    CHIEF_TOLD = "chief_told"
    LINK_110 = "link_110"
    GUIDANCE = "guidance"
    DAILY_NOTE = "daily_note"

    @property
    def label(self) -> Message:
        """The word on the screen."""
        return LABELS[self]


LABELS: dict[DutyKind, Message] = {
    DutyKind.LEAD_OFFICIAL: msg("确定包案领导"),
    DutyKind.DISTRICT_LEAD: msg("确定区级牵头人"),
    DutyKind.CHIEF_TOLD: msg("报告主要负责人"),
    DutyKind.LINK_110: msg("与110对接"),
    DutyKind.GUIDANCE: msg("法官指导"),
    DutyKind.DAILY_NOTE: msg("每日记录"),
}
