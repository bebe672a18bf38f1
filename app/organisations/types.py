"""Kinds of units, ways of stationing, and roles in an authority-list entry."""

from __future__ import annotations

from enum import StrEnum

from app.core.text import Message, msg


class UnitKind(StrEnum):
    """What a unit is in the tree."""

    CENTER = "center"
    SUB_CENTER = "sub_center"
    GRID_STATION = "grid_station"
    DEPARTMENT = "department"
    DEPARTMENT_CHILD = "department_child"
    MEDIATION_ORG = "mediation_org"
    SOCIAL_ORG = "social_org"
    VOLUNTEER_TEAM = "volunteer_team"
    COURT = "court"
    JUDGE_STUDIO = "judge_studio"

    @property
    def label(self) -> Message:
        """The kind as staff say it."""
        return UNIT_KIND_LABELS[self]


UNIT_KIND_LABELS = {
    UnitKind.CENTER: msg("综治中心"),
    UnitKind.SUB_CENTER: msg("分中心"),
    UnitKind.GRID_STATION: msg("网格工作站"),
    UnitKind.DEPARTMENT: msg("入驻部门"),
    UnitKind.DEPARTMENT_CHILD: msg("部门派出机构"),
    UnitKind.MEDIATION_ORG: msg("调解组织"),
    UnitKind.SOCIAL_ORG: msg("社会组织"),
    UnitKind.VOLUNTEER_TEAM: msg("志愿者队伍"),
    UnitKind.COURT: msg("人民法院"),
    UnitKind.JUDGE_STUDIO: msg("法官工作室"),
}


class StationingMode(StrEnum):
    """How a department stands in the centre's hall (domain.md §1.1)."""

    RESIDENT = "resident"
    ROTATING = "rotating"
    ON_CALL = "on_call"

    @property
    def label(self) -> Message:
        """The mode as staff say it."""
        return STATIONING_LABELS[self]


STATIONING_LABELS = {
    StationingMode.RESIDENT: msg("常驻"),
    StationingMode.ROTATING: msg("轮驻"),
    StationingMode.ON_CALL: msg("随驻"),
}


class OrgKind(StrEnum):
    """Which kind of body presides over a mediation; it decides which clocks and which court are lawful."""

    PEOPLE_COMMITTEE = "people_committee"
    INDUSTRY_COMMITTEE = "industry_committee"
    LABOR = "labor"
    COMMERCIAL = "commercial"
    ADMINISTRATIVE = "administrative"
    COURT_INVITED = "court_invited"
    INDIVIDUAL_STUDIO = "individual_studio"

    @property
    def label(self) -> Message:
        """The kind of body as the law names it."""
        return ORG_KIND_LABELS[self]


ORG_KIND_LABELS = {
    OrgKind.PEOPLE_COMMITTEE: msg("人民调解委员会"),
    OrgKind.INDUSTRY_COMMITTEE: msg("行业性专业性人民调解委员会"),
    OrgKind.LABOR: msg("劳动争议调解组织"),
    OrgKind.COMMERCIAL: msg("商事调解组织"),
    OrgKind.ADMINISTRATIVE: msg("行政调解机构"),
    OrgKind.COURT_INVITED: msg("法院特邀调解组织"),
    OrgKind.INDIVIDUAL_STUDIO: msg("个人调解工作室"),
}


class UnitStatus(StrEnum):
    """Whether a unit takes on work."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    CLOSED = "closed"

    @property
    def label(self) -> Message:
        """The status as staff say it."""
        return UNIT_STATUS_LABELS[self]


UNIT_STATUS_LABELS = {
    UnitStatus.ACTIVE: msg("正常"),
    UnitStatus.SUSPENDED: msg("暂停"),
    UnitStatus.CLOSED: msg("撤销"),
}


class EntryRole(StrEnum):
    """Whether an authority-list entry makes a unit the lead or an assistant."""

    LEAD = "lead"
    ASSIST = "assist"

    @property
    def label(self) -> Message:
        """The part as staff say it."""
        return ENTRY_ROLE_LABELS[self]


ENTRY_ROLE_LABELS = {EntryRole.LEAD: msg("主办"), EntryRole.ASSIST: msg("协办")}


class SameJudge(StrEnum):
    """What a court does when the judge who guided a matter is to examine its confirmation (domain.md §5.3)."""

    WARN = "warn"
    FORBID = "forbid"
    ALLOW = "allow"
