"""Which papers a dossier needs and in which order they lie (司发通〔2010〕239号; the order of a real specimen)."""

from __future__ import annotations

from app.core.text import Message, msg

ORDER: dict[str, int] = {
    form: place
    for place, form in enumerate(
        (
            "D01",
            "D06",
            "D05",
            "D08",
            "D09",
            "D10",
            "D11",
            "D12",
            "D13",
            "D18",
            "D22",
            "D19",
            "D21",
            "D24",
            "D23",
            "D25",
            "D26",
            "D27",
            "D28",
            "D29",
            "D41",
            "D40",
            "D30",
            "D31",
            "D07",
            "D32",
            "D33",
            "D35",
            "D37",
            "D16",
            "D17",
            "D43",
        ),
        start=1,
    )
}

#: Papers every dossier of a mediated matter holds; a gap must be explained in the statement.
REQUIRED: dict[str, Message] = {
    "D01": msg("受理登记表"),
    "D05": msg("权利义务告知书"),
    "D19": msg("调解记录"),
    "D40": msg("回访记录"),
}


def missing_papers(present: set[str], explained: set[str]) -> list[str]:
    """Required papers that are neither there nor explained."""
    return [form for form in REQUIRED if form not in present | explained]
