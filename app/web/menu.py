"""The left menu: one table for all roles. A line appears when the page exists and the membership may open it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import current_app, request, url_for

from app.core.permissions import Actor, Role
from app.core.text import Message, msg
from app.http.access import declaration


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: its words, the page, query values of the address, the name of its count, and roles it is meant for."""

    label: Message
    endpoint: str
    arguments: tuple[tuple[str, str], ...] = ()
    count: str = ""
    roles: frozenset[Role] = frozenset()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A heading with an icon and its lines."""

    label: Message
    icon: str
    entries: tuple[Entry, ...]


@dataclass(slots=True)
class ShownEntry:
    """A line as the page draws it."""

    label: Message
    url: str
    current: bool
    count: int | None = None
    count_name: str = ""


@dataclass(slots=True)
class ShownGroup:
    """A group as the page draws it; open when it holds the present page."""

    label: Message
    icon: str
    entries: list[ShownEntry] = field(default_factory=list)

    @property
    def open(self) -> bool:
        """Whether the present page is inside."""
        return any(entry.current for entry in self.entries)


CENTRE = frozenset({Role.DISPATCHER, Role.DIRECTOR})
COURT = frozenset({Role.DUTY_JUDGE, Role.CONFIRMATION_JUDGE})

LEDGER = "intake.list_events"
UNIT_PAGES = tuple(f"organisations.{one}" for one in ("show_unit", "new_unit", "edit_unit", "edit_court_policy"))

ROSTER_PAGES = tuple(
    f"rosters.{one}"
    for one in (
        "print_week", "new_duty", "edit_duty", "list_exchanges", "new_exchange", "show_exchange", "gaps", "presence",
        "fairness", "list_substitutes", "new_substitute", "show_substitute", "choose_sheet", "preview_sheet",
        "list_feeds",
    )
)  # fmt: skip

ROUTING_PAGES = tuple(
    f"dispatch.{one}" for one in ("show_rule", "show_revision", "edit_draft", "change_lines", "show_trial")
)

MEETING_PAGES = ("dispatch.show_consultation", "dispatch.edit_minutes", "dispatch.write_minutes")
COUNTERSIGN_PAGES = ("dispatch.show_countersign", "dispatch.new_countersign", "dispatch.edit_countersign")
REMINDER_PAGES = ("reminders.new_reminder", "reminders.show_reminder")
IMPORT_PAGES = tuple(f"imports.{one}" for one in ("choose_file", "match_columns", "show_import"))

MENU: tuple[Group, ...] = (
    Group(
        msg("工作台"),
        "layout-dashboard",
        (
            Entry(msg("调度台"), "desk.show", count="desk", roles=CENTRE),
            Entry(msg("我的待办"), "desk.mine", count="mine"),
            Entry(msg("交接班"), "rosters.list_handovers", count="handovers", also=("rosters.show_handover",)),
            Entry(msg("消息"), "notifications.inbox", count="unread"),
            Entry(msg("我的提醒"), "reminders.list_reminders", count="reminders", also=REMINDER_PAGES),
            Entry(msg("搜索"), "search.results"),
        ),
    ),
    Group(
        msg("受理登记"),
        "clipboard-list",
        (
            Entry(msg("来访登记"), "intake.new_event"),
            Entry(msg("事件台账"), LEDGER, also=("intake.show_event",)),
            Entry(msg("批量导入"), "imports.list_imports", also=IMPORT_PAGES),
        ),
    ),
    Group(
        msg("调度督办"),
        "route",
        (
            Entry(msg("派单台账"), "dispatch.list_orders", count="orders", also=("dispatch.show_order",)),
            Entry(msg("退回裁定"), "dispatch.list_returns", count="returns", roles=CENTRE),
            Entry(msg("风险措施"), "risk.list_duties", count="measures"),
            Entry(msg("吹哨报到"), "dispatch.list_whistles", count="whistles", also=("dispatch.show_whistle",)),
            Entry(
                msg("会商"),
                "dispatch.list_consultations",
                count="meetings",
                also=MEETING_PAGES,
            ),
            Entry(msg("会商事项"), "dispatch.list_action_items", count="items", also=("dispatch.show_action_item",)),
            Entry(msg("会签"), "dispatch.list_countersigns", count="countersigns", also=COUNTERSIGN_PAGES),
            Entry(msg("督办"), "dispatch.list_supervisions", count="supervisions", also=("dispatch.show_supervision",)),
            Entry(msg("批量办理"), "bulk.list_runs", also=("bulk.show_run",)),
            Entry(msg("派单规则"), "dispatch.list_rules", also=ROUTING_PAGES),
        ),
    ),
    Group(
        msg("调解指导"),
        "messages",
        (
            Entry(msg("调解台账"), "mediation.list_mediations", count="mediations", also=("mediation.show_mediation",)),
            Entry(msg("答复指导"), "guidance.queue", count="guidance", roles=COURT, also=("guidance.answer",)),
            Entry(msg("法官指导"), "guidance.list_requests", count="guidance", also=("guidance.show_request",)),
            Entry(
                msg("工资核查"),
                "claims.list_schedules",
                count="claims",
                also=(
                    "claims.show_schedule",
                    "claims.edit_terms",
                    "claims.choose_file",
                    "claims.preview",
                    "claims.edit_row",
                    "claims.new_row",
                    "claims.acceptance",
                    "claims.ask_reveal",
                ),
            ),
            Entry(msg("协议与履行"), "agreements.list_agreements", also=("agreements.show_agreement",)),
            Entry(
                msg("司法确认"), "confirmation.docket", count="confirmation", also=("confirmation.show_application",)
            ),
        ),
    ),
    Group(
        msg("回访归档"),
        "file-check",
        (
            Entry(msg("回访"), "closure.list_visits", count="visits"),
            Entry(msg("卷宗归档"), "closure.list_dossiers"),
            Entry(msg("文书台账"), "documents.list_documents", also=("documents.show", "documents.batch")),
        ),
    ),
    Group(
        msg("研判监督"),
        "chart-bar",
        (
            Entry(msg("总览"), "statistics.overview"),
            Entry(msg("大屏"), "boards.wall", also=("boards.dispatch_times",)),
            Entry(msg("审计"), "audit.list_entries"),
        ),
    ),
    Group(
        msg("系统"),
        "settings",
        (
            Entry(msg("单位与权责"), "organisations.list_units", also=UNIT_PAGES),
            Entry(msg("账号与岗位"), "accounts.list_users", also=("accounts.show_user", "accounts.new_user")),
            Entry(msg("值守"), "rosters.week", also=ROSTER_PAGES),
            Entry(msg("风险权重"), "risk_weights.list_weights", also=("risk_weights.new_weights",)),
            Entry(msg("时限演练"), "clock_drills.list_drills", also=("clock_drills.show_drill",)),
            Entry(msg("消息发送"), "messages.list_messages"),
            Entry(msg("日历与时限"), "clocks.calendar", also=("clocks.new_year",)),
        ),
    ),
)


def _open_to(actor: Actor, entry: Entry) -> bool:
    if entry.endpoint not in current_app.view_functions or (entry.roles and actor.role not in entry.roles):
        return False
    access = declaration(current_app, entry.endpoint, "GET")
    return access is not None and (not access.permissions or any(actor.may(name) for name in access.permissions))


def shown(actor: Actor, counts: dict[str, int]) -> list[ShownGroup]:
    """The menu of one membership, with counts, groups without a line left out."""
    offered = [(group, [entry for entry in group.entries if _open_to(actor, entry)]) for group in MENU]
    here = _here([entry for _, entries in offered for entry in entries])
    return [
        ShownGroup(group.label, group.icon, [_line(entry, counts, entry is here) for entry in entries])
        for group, entries in offered
        if entries
    ]


def _here(entries: Sequence[Entry]) -> Entry | None:
    """The line the present page belongs to: its own, the ledger for a matter's page, or the first of its context."""
    named = [entry for entry in entries if request.endpoint in (entry.endpoint, *entry.also)]
    if not named and "matter_id" in (request.view_args or {}):
        named = [entry for entry in entries if entry.endpoint == LEDGER]
    if not named and request.blueprint:
        named = [entry for entry in entries if entry.endpoint.startswith(f"{request.blueprint}.")]
    return named[0] if named else None


def _line(entry: Entry, counts: dict[str, int], here: bool) -> ShownEntry:
    arguments: dict[str, Any] = dict(entry.arguments)
    url = url_for(entry.endpoint, **arguments)
    return ShownEntry(entry.label, url, here, counts.get(entry.count), entry.count)


def trail(groups: Sequence[ShownGroup], *last: Message | str) -> list[Message | str]:
    """The breadcrumb: group and line of the present page, then what the page adds."""
    for group in groups:
        for entry in group.entries:
            if entry.current:
                head: list[Message | str] = [group.label, entry.label]
                return head + [one for one in last if str(one) != str(entry.label)]
    return list(last)
