"""The routing rule for property quarrels: a second revision since two working days, and a draft that was tried."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from app.core import clock
from app.demo.at_work import AtWork, working_day
from app.dispatch import queries, services
from app.dispatch.rules.routing import Conditions, Content, Line

KIND = "property_mgmt"
WHY = "近两月物业纠纷多次改派给物业调委会，人数门槛降到5户。"


def plant_routing(at_work: AtWork) -> None:
    """Publish the second revision and begin a draft, unless that was done."""
    if len(queries.revisions(KIND)) > 1 or queries.draft_row(KIND) is not None:
        return
    desk, head, day = at_work.actor("gaomou"), at_work.actor("gu"), working_day(2)
    first, last = _month_before(day)
    with clock.frozen(clock.at(day, 15, 20)):
        services.open_draft(KIND, actor=desk)
        services.save_draft(KIND, _second(queries.content_of(queries.revisions(KIND)[0])), actor=desk)
        services.try_draft(KIND, first, last, actor=desk)
    with clock.frozen(clock.at(day, 16, 40)):
        second = services.publish_rule(KIND, WHY, actor=head)
    with clock.frozen(clock.at(working_day(1), 10, 10)):
        services.open_draft(KIND, actor=desk)
        services.save_draft(KIND, _third(queries.content_of(second)), actor=desk)
        services.try_draft(KIND, first, last, actor=desk)


def _month_before(day: date) -> tuple[date, date]:
    return day - timedelta(days=30), day


def _second(content: Content) -> Content:
    """The mediation committee already from five households."""
    lines = [
        replace(line, reason="涉及5户以上，由物业调委会主持调解", when=Conditions(people_from=5))
        if line.unit == "org.property"
        else line
        for line in content.assists
    ]
    return replace(content, assists=tuple(lines))


def _third(content: Content) -> Content:
    """Small quarrels to the town, where they are."""
    small = Line(unit="town", when=Conditions(keywords=("电梯", "停车", "噪声")), most_load=40)
    return replace(content, leads=(small, *content.leads), basis="街道职责清单关于物业纠纷属地调处的内容")
