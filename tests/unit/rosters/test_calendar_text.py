"""A calendar that every program reads: escaped, folded, with stable identities."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from app.rosters.rules import calendar_text, folded
from app.rosters.types import CalendarEntry

START = datetime(2025, 6, 18, 10, 0, tzinfo=UTC)


def test_an_entry_carries_its_instants_identity_and_number_of_change() -> None:
    entry = CalendarEntry(UUID(int=7), START, START + timedelta(hours=14), 3, "窗口,值守;甲\\乙\n丙", "2号窗口")
    text = calendar_text("何某值班", [entry], START)
    for line in (
        "UID:00000000-0000-0000-0000-000000000007@fengqiao", "DTSTART:20250618T100000Z", "DTEND:20250619T000000Z",
        "SEQUENCE:2", "SUMMARY:窗口\\,值守\\;甲\\\\乙\\n丙", "LOCATION:2号窗口",
    ):  # fmt: skip
        assert f"\r\n{line}\r\n" in text
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.endswith("END:VCALENDAR\r\n")


@given(st.text(alphabet="ab字𠮷;", max_size=400))
def test_no_line_is_longer_than_75_octets_and_nothing_is_lost(text: str) -> None:
    pieces = folded(text)
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == text
