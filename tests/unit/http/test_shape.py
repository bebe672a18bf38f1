"""A form becomes what a machine would have sent."""

from __future__ import annotations

import pytest
from marshmallow import Schema, fields, validate
from werkzeug.datastructures import MultiDict

from app.core.errors import InvalidInput
from app.http.forms import typed


class WorkerIn(Schema):
    """One of several."""

    name = fields.String(required=True, validate=validate.Length(1, 40))
    claim_fen = fields.Integer(strict=True)


class EventIn(Schema):
    """A form with one field of each kind."""

    place = fields.String(required=True)
    occurred_on = fields.Date(required=True)
    heard_at = fields.AwareDateTime(load_default=None, allow_none=True)
    people = fields.Integer(load_default=1, validate=validate.Range(1, 9999))
    amount_fen = fields.Integer(load_default=None, allow_none=True, strict=True)
    traits = fields.List(fields.String(), load_default=list)
    unknown_parties = fields.Boolean(load_default=False)
    workers = fields.List(fields.Nested(WorkerIn), load_default=list)
    note = fields.String(load_default="")


def form(**values: str | list[str]) -> MultiDict[str, str]:
    """A form with the fields every case needs."""
    base: dict[str, str | list[str]] = {
        "place": "西潞街道",
        "occurred_on": "20250613",
        "csrf_token": "x",
        "version": "3",
    }
    return MultiDict({**base, **values})


def test_a_whole_form_is_read_at_once() -> None:
    found = typed(
        EventIn(),
        form=form(
            people="１２", amount_fen="1.2万", traits=["old", "poor"], unknown_parties=["0", "1"],
            heard_at="2025-06-18 10:30",
            **{"workers.0.name": "孔某玄", "workers.0.claim_fen": "8,000.00"},
            **{"workers.2.name": "李某丁", "workers.1.name": " "},
        ),
    )  # fmt: skip
    assert (found["people"], found["amount_fen"], found["traits"]) == (12, 1_200_000, ["old", "poor"])
    assert found["unknown_parties"] is True
    assert [row["name"] for row in found["workers"]] == ["孔某玄", "李某丁"]
    assert found["workers"][0]["claim_fen"] == 800_000
    assert found["heard_at"].isoformat() == "2025-06-18T10:30:00+08:00"


def test_an_empty_box_is_an_absent_value() -> None:
    found = typed(EventIn(), form=form(people=" ", amount_fen="", note="", heard_at=""))
    assert (found["people"], found["amount_fen"], found["note"], found["heard_at"]) == (1, None, "", None)
    assert found["unknown_parties"] is False


def test_all_faults_are_told_together_in_plain_words() -> None:
    with pytest.raises(InvalidInput) as refusal:
        typed(
            EventIn(),
            form=form(place=" ", occurred_on="9月31日", amount_fen="-3", people="many", **{"workers.0.claim_fen": "5"}),
        )
    said = {name: [str(one) for one in texts] for name, texts in refusal.value.fields.items()}
    assert said["place"] == ["请填写或者选择。"]
    assert said["occurred_on"] == ["9月31日不存在，9月只有30天。"]
    assert said["amount_fen"] == ["金额不能是负数：-3。"]
    assert said["people"] == ["须为整数。"]
    assert said["workers.0.name"] == ["请填写或者选择。"]


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("0.001", "金额最小到分，不能再小：0.001。"),
        ("9" * 20, "金额超过上限 999,999,999,999.99 元，请核对。"),
        ("壹佰", "看不懂这个金额：壹佰。请写成 7200.00 或 1.2万。"),
    ],
)
def test_an_impossible_amount_is_refused_with_the_reason(amount: str, said: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        typed(EventIn(), form=form(amount_fen=amount))
    assert [str(one) for one in refusal.value.fields["amount_fen"]] == [said]


def test_a_field_the_schema_does_not_know_is_refused() -> None:
    with pytest.raises(InvalidInput) as refusal:
        typed(EventIn(), form=form(state="closed"))
    assert [str(one) for one in refusal.value.fields["state"]] == ["没有这一项。"]


def test_limits_are_told_with_their_numbers() -> None:
    with pytest.raises(InvalidInput) as refusal:
        typed(EventIn(), form=form(people="0", **{"workers.0.name": "长" * 41}))
    assert [str(one) for one in refusal.value.fields["people"]] == ["须在1至9999之间。"]
    assert [str(one) for one in refusal.value.fields["workers.0.name"]] == ["须为1至40个字。"]


def test_a_name_with_a_rare_character_passes_unchanged() -> None:
    assert typed(EventIn(), form=form(place="䶮𬱖")).get("place") == "䶮𬱖"
