"""What leaves the house: fixed texts without facts, by the channels that fit, in duty hours, tried so often."""

from __future__ import annotations

import string
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from app.clocks.rules import calendar_from_table
from app.core import clock
from app.core.calendar import DutyHours
from app.core.clock import local
from app.core.text import as_written
from app.notifications.gateways import signature
from app.notifications.rules import PLANS
from app.notifications.rules.outbound import (
    DIGEST,
    GENERAL,
    NEVER_OFF,
    PLACES,
    TEMPLATES,
    TOPIC_OF,
    address_of,
    channels_for,
    template_for,
)
from app.notifications.rules.sending import MOST_TRIES, may_go_at, next_morning, pause_after, standing
from app.notifications.types import Channel, Contact, Standing, Topic

WHO = UUID(int=1)
CALENDAR, HOURS = calendar_from_table(), DutyHours()


def places(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}


@pytest.mark.parametrize("key", sorted(TEMPLATES))
def test_a_text_says_a_number_or_a_count_and_no_other_fact(key: str) -> None:
    found = places(TEMPLATES[key].text)
    assert found <= PLACES
    assert found == ({"count"} if key == DIGEST else set() if key in (GENERAL, Topic.ROSTER) else {"number"})
    assert len(TEMPLATES[key].text) <= 70, "one text message"


def test_every_notice_belongs_to_one_kind_and_every_kind_has_its_text() -> None:
    assert set(TOPIC_OF) == set(PLANS)
    assert set(TEMPLATES) == {*Topic, GENERAL, DIGEST}
    assert {template_for(topic, "FS-1") for topic in Topic} == {topic.value for topic in Topic}
    assert {template_for(topic, None) for topic in Topic} == {GENERAL, Topic.ROSTER.value}


@pytest.mark.parametrize(
    ("urgent", "red", "on_duty", "off", "reached"),
    [
        (False, False, False, (), []),
        (True, False, False, (), ["sms"]),
        (True, False, True, ("sms",), []),
        (True, True, False, (), ["sms", "voice"]),
        (True, True, False, ("sms", "voice"), []),
        (True, True, True, ("sms", "voice"), ["sms", "voice"]),
    ],
)
def test_red_reaches_who_is_on_duty_whatever_was_chosen(
    urgent: bool, red: bool, on_duty: bool, off: tuple[str, ...], reached: list[str]
) -> None:
    choices = {(WHO, Topic.ORDER, Channel(name)): False for name in off}
    assert channels_for(WHO, Topic.ORDER, choices, urgent=urgent, red=red, on_duty=on_duty) == reached
    assert Channel.EMAIL not in NEVER_OFF


def test_mail_comes_to_who_asked_for_it_urgent_or_not() -> None:
    choices = {(WHO, Topic.DESK, Channel.EMAIL): True}
    assert channels_for(WHO, Topic.DESK, choices, urgent=False, red=False, on_duty=False) == ["email"]
    assert channels_for(WHO, Topic.RISK, choices, urgent=False, red=False, on_duty=False) == []


@pytest.mark.parametrize(
    ("channel", "contact", "address", "why_not"),
    [
        ("sms", Contact("12000000001", None), "12000000001", None),
        ("sms", Contact("010-00000001", None), None, "登记的电话号码收不到这种消息。"),
        ("voice", Contact("010-00000001", None), "010-00000001", None),
        ("sms", Contact("12345", None), None, "登记的电话号码收不到这种消息。"),
        ("voice", Contact(None, "a@example.com"), None, "没有登记电话号码。"),
        ("email", Contact(None, "a@example.com"), "a@example.com", None),
        ("email", Contact(None, "a@@example"), None, "电子邮箱应写成 name@example.com 的样子。"),
        ("email", Contact("12000000001", None), None, "没有登记电子邮箱。"),
        ("sms", Contact("12000000001", None, gone=True), None, "账号已停用。"),
    ],
)
def test_a_message_goes_to_an_address_that_can_take_it(
    channel: str, contact: Contact, address: str | None, why_not: str | None
) -> None:
    found, wrong = address_of(contact, Channel(channel))
    assert (found, as_written(wrong) if wrong else None) == (address, why_not)


@pytest.mark.parametrize(
    ("now", "goes"),
    [
        ((2025, 6, 18, 10, 0), "06-18 10:00"),
        ((2025, 6, 18, 3, 0), "06-18 08:30"),
        ((2025, 6, 18, 18, 0), "06-19 08:30"),
        ((2025, 6, 20, 20, 0), "06-23 08:30"),
        ((2025, 9, 30, 22, 0), "10-09 08:30"),
        ((2039, 1, 3, 22, 0), "01-04 08:30"),
        ((2039, 1, 3, 7, 0), "01-03 08:30"),
    ],
)
def test_nothing_goes_at_night_or_on_days_of_rest(now: tuple[int, ...], goes: str) -> None:
    moment = clock.at(date(*now[:3]), *now[3:])
    assert f"{local(may_go_at(moment, CALENDAR, HOURS)):%m-%d %H:%M}" == goes


def test_what_a_cap_holds_back_goes_the_next_working_morning() -> None:
    friday = clock.at(date(2025, 6, 20), 10)
    assert f"{local(next_morning(friday, CALENDAR, HOURS)):%m-%d %H:%M}" == "06-23 08:30"


def test_tries_are_further_and_further_apart_and_end() -> None:
    pauses = [pause_after(tries) for tries in range(1, MOST_TRIES)]
    assert pauses == sorted(pauses, key=lambda one: one or timedelta.max)
    assert pause_after(MOST_TRIES) is None


@pytest.mark.parametrize(
    ("times", "far"),
    [
        ({}, Standing.WAITING),
        ({"held_why": "quiet"}, Standing.HELD),
        ({"handed_at": 1, "held_why": None}, Standing.HANDED_OVER),
        ({"handed_at": 1, "delivered_at": 2}, Standing.DELIVERED),
        ({"handed_at": 1, "failed_at": 2}, Standing.FAILED),
    ],
)
def test_how_far_a_message_has_come_follows_from_its_times(times: dict[str, Any], far: Standing) -> None:
    row = dict.fromkeys(("held_why", "handed_at", "delivered_at", "failed_at"), None)
    assert standing(SimpleNamespace(**{**row, **times})) is far


def test_a_signature_covers_moment_and_body() -> None:
    at = str(int(datetime(2025, 6, 18, tzinfo=UTC).timestamp()))
    one = signature("k" * 16, at, b"{}")
    assert one != signature("k" * 16, at, b"{ }") != signature("k" * 16, at + "1", b"{}")
    assert len(one) == 64
