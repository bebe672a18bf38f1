"""Duties as an iCalendar file (RFC 5545): escaped, folded, with stable identities."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from app.rosters.types import CalendarEntry

LONGEST_LINE = 75
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})


def calendar_text(title: str, entries: Iterable[CalendarEntry], moment: datetime) -> str:
    """A whole calendar; lines end with CR LF and none is longer than 75 octets."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Fengqiao//Roster//ZH", f"X-WR-CALNAME:{_plain(title)}"]
    lines += ["CALSCALE:GREGORIAN", "METHOD:PUBLISH", "REFRESH-INTERVAL;VALUE=DURATION:PT1H"]
    for one in entries:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{one.id}@fengqiao",
            f"DTSTAMP:{_instant(moment)}",
            f"DTSTART:{_instant(one.from_at)}",
            f"DTEND:{_instant(one.until_at)}",
            f"SEQUENCE:{one.version - 1}",
            f"SUMMARY:{_plain(one.summary)}",
            f"LOCATION:{_plain(one.place)}",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def folded(line: str) -> list[str]:
    """A line in pieces of at most 75 octets, cut between characters; each further piece begins with a blank."""
    pieces, piece = [], ""
    for sign in line:
        if len((piece + sign).encode()) > LONGEST_LINE:
            pieces.append(piece)
            piece = " "
        piece += sign
    return [*pieces, piece]


def _plain(text: str) -> str:
    return text.translate(_ESCAPED)


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
