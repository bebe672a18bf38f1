"""Which events may be one (domain.md §4.1): the reasons, and where each ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from app.intake.rules.twins import TwinTraits, reasons_to_think_same

ONE = TwinTraits(
    occurred_at=datetime(2025, 6, 18, 0, 40, tzinfo=UTC),
    region_code="110111012",
    place="虚构康颐养老院门前",
    dispute_type="migrant_wage",
    outside_number=None,
    identities=frozenset({b"a", b"b"}),
    names=frozenset({"江某", "陶某"}),
)
NOBODY = replace(ONE, identities=frozenset(), names=frozenset())


def texts(one: TwinTraits, other: TwinTraits) -> list[str]:
    return [message.text for message in reasons_to_think_same(one, other)]


def later(traits: TwinTraits, days: int, minutes: int = 0) -> TwinTraits:
    return replace(traits, occurred_at=traits.occurred_at + timedelta(days=days, minutes=minutes))


def test_the_same_people_within_thirty_days() -> None:
    elsewhere = replace(ONE, place="别处", region_code="110111001")
    assert "有{count}名当事人证件号码相同，相隔不超过30日" in texts(ONE, later(elsewhere, 30))
    assert texts(ONE, later(elsewhere, 30, 1)) == []


def test_a_shared_name_is_told_only_where_no_number_is_shared() -> None:
    unknown = replace(ONE, identities=frozenset({b"c"}), place="别处")
    assert texts(ONE, unknown) == ["有同名当事人：{names}"]
    assert "有同名当事人：{names}" not in texts(ONE, replace(unknown, identities=frozenset({b"a"})))


def test_the_same_place_and_type_within_seven_days() -> None:
    assert texts(NOBODY, later(NOBODY, 7)) == ["地点和类型相同，相隔不超过7日"]
    assert texts(NOBODY, later(NOBODY, 7, 1)) == []
    assert texts(NOBODY, replace(NOBODY, dispute_type="traffic")) == []
    assert texts(NOBODY, replace(NOBODY, region_code="110111001")) == []


def test_a_place_told_more_exactly_is_the_same_place() -> None:
    assert texts(NOBODY, replace(NOBODY, place="西潞街道 虚构康颐养老院门前 停车场"))
    assert not texts(NOBODY, replace(NOBODY, place="虚构小区3号楼"))


def test_the_same_number_elsewhere_counts_at_any_distance() -> None:
    numbered = replace(NOBODY, outside_number="110-2025-0001", place="甲地")
    other = later(replace(numbered, place="乙地"), 400)
    assert texts(numbered, other) == ["外部编号相同：{number}"]
