"""Content survives a trip through JSON; what is no agreement is refused place by place."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.agreements.rules import codec
from app.agreements.rules.json_schema import agreement_schema
from app.agreements.rules.wording import render_text
from app.agreements.services.checking import read_file
from app.agreements.types.circumstances import Circumstances
from app.agreements.types.clauses import Clause, FreeText, Instalment, PayAtOnce, PayInstalments
from app.agreements.types.content import CLAUSE_TYPES, CONTENT_SCHEMA, AgreementContent
from app.agreements.types.enums import AgreementForm, AgreementKind, PartyRole, PaymentMethod
from app.agreements.types.linting import AgreementFile
from app.agreements.types.parties import Account, Party
from app.core.errors import InvalidInput
from app.core.money import LIMIT_FEN
from tests.support.agreement_cases import s01_case, s01_content, s02_case, s03_case

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30)
KEYS = st.sampled_from(["a", "b", "c"])
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
FEN = st.integers(0, LIMIT_FEN)
MAYBE_DAY = st.none() | DAYS
ACCOUNTS = st.none() | st.builds(Account, holder=WORDS, bank=WORDS, number=WORDS)


def payments(key: str) -> st.SearchStrategy[Clause]:
    return st.builds(
        PayAtOnce,
        key=st.just(key),
        obligors=st.tuples(KEYS),
        obligees=st.tuples(KEYS),
        amount_fen=st.none() | FEN,
        due_on=MAYBE_DAY,
        method=st.none() | st.sampled_from(PaymentMethod),
        account=ACCOUNTS,
        per_annex=st.booleans(),
    )


def instalments(key: str) -> st.SearchStrategy[Clause]:
    parts = st.lists(st.builds(Instalment, no=st.integers(1, 99), due_on=MAYBE_DAY, amount_fen=FEN), max_size=4)
    return st.builds(PayInstalments, key=st.just(key), amount_fen=FEN, instalments=parts.map(tuple))


CLAUSES = st.tuples(
    payments("one"), instalments("two"), st.builds(FreeText, key=st.just("three"), text=st.none() | WORDS)
)
PARTIES = st.tuples(
    *(st.builds(Party, key=st.just(key), name=WORDS, role=st.sampled_from(PartyRole)) for key in ("a", "b", "c"))
)
CONTENTS = st.builds(
    AgreementContent,
    kind=st.sampled_from(AgreementKind),
    form=st.sampled_from(AgreementForm),
    title=WORDS,
    dispute_type=WORDS,
    organisation=WORDS,
    parties=PARTIES,
    clauses=CLAUSES,
    signing_on=MAYBE_DAY,
)


@given(CONTENTS)
@settings(max_examples=60, deadline=None)
def test_any_content_survives_json_and_renders_the_same_text(content: AgreementContent) -> None:
    through = json.loads(json.dumps(codec.dump(content)))
    again = codec.load(AgreementContent, through)
    assert again == content
    assert render_text(again) == render_text(content)


@pytest.mark.parametrize("case", [s01_case(), s02_case(), s03_case()], ids=["S01", "S02", "S03"])
def test_scenarios_survive_json_with_their_circumstances(case: object) -> None:
    file = AgreementFile(agreement=case.content, circumstances=case.circumstances)  # type: ignore[attr-defined]
    assert read_file(json.loads(json.dumps(codec.dump(file)))) == file


@pytest.mark.parametrize("clause", CLAUSE_TYPES)
def test_every_kind_of_clause_survives_empty(clause: type[Clause]) -> None:
    content = codec.load(AgreementContent, bare(clauses=[{"kind": clause.KIND, "key": "x"}]))
    assert content.clauses == (clause(key="x"),)
    assert codec.dump(content.clauses[0])["version"] == clause.VERSION


def bare(**changes: object) -> dict[str, object]:
    frame: dict[str, object] = {
        "kind": "general",
        "form": "written",
        "title": "协议",
        "dispute_type": "contract",
        "organisation": "虚构调委会",
        "parties": [],
        "clauses": [],
    }
    return frame | changes


FAULTS = [
    ({"title": 5}, "title"),
    ({"kind": "other"}, "kind"),
    ({"surprise": 1}, "surprise"),
    ({"signing_on": "2025-09-31"}, "signing_on"),
    ({"clauses": {}}, "clauses"),
    ({"clauses": [{"kind": "unheard_of", "key": "x"}]}, "clauses[0].kind"),
    ({"clauses": [{"kind": "pay_at_once", "version": 9, "key": "x"}]}, "clauses[0].version"),
    ({"clauses": [{"kind": "pay_at_once", "key": "x", "amount_fen": -1}]}, "clauses[0].amount_fen"),
    ({"clauses": [{"kind": "pay_at_once", "key": "x", "amount_fen": 12.5}]}, "clauses[0].amount_fen"),
    ({"clauses": [{"kind": "pay_at_once", "key": "x", "amount_fen": True}]}, "clauses[0].amount_fen"),
    ({"clauses": [{"kind": "pay_at_once", "key": "x", "amount_fen": LIMIT_FEN + 1}]}, "clauses[0].amount_fen"),
    ({"clauses": [{"kind": "pay_at_once", "key": "x", "per_annex": "yes"}]}, "clauses[0].per_annex"),
    ({"clauses": [{"kind": "pay_at_once"}]}, "clauses[0].key"),
    ({"clauses": ["x"]}, "clauses[0].kind"),
    ({"title": "坏\x00字"}, "title"),
    ({"title": "长" * 20_001}, "title"),
    ({"parties": [7]}, "parties[0]"),
]


@pytest.mark.parametrize(("changes", "place"), FAULTS, ids=[place + str(n) for n, (_, place) in enumerate(FAULTS)])
def test_faulty_place_is_named(changes: dict[str, object], place: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        codec.load(AgreementContent, bare(**changes))
    assert set(refusal.value.fields) == {place}


def test_all_faults_are_named_at_once() -> None:
    with pytest.raises(InvalidInput) as refusal:
        codec.load(AgreementContent, bare(title=1, signing_on="x", clauses=[{"kind": "copies", "key": 3}]))
    assert set(refusal.value.fields) == {"title", "signing_on", "clauses[0].key"}


def test_instant_without_zone_is_refused() -> None:
    source = {"consents": [{"party": "a", "at": "2025-06-18T10:30:00"}]}
    with pytest.raises(InvalidInput) as refusal:
        codec.load(Circumstances, source)
    assert "consents[0].at" in refusal.value.fields


@pytest.mark.parametrize("source", [[], 3, "text", None])
def test_file_that_is_no_object_is_refused(source: object) -> None:
    with pytest.raises(InvalidInput):
        read_file(source)


def test_file_of_another_format_is_refused() -> None:
    with pytest.raises(InvalidInput):
        read_file({"agreement": bare(), "schema": "somebody.else/1"})
    assert read_file({"agreement": bare()}).schema == CONTENT_SCHEMA


def test_schema_describes_every_clause_and_bounds_every_amount() -> None:
    schema = agreement_schema()
    for clause in CLAUSE_TYPES:
        body = schema["$defs"][clause.__name__]
        assert body["properties"]["kind"] == {"const": clause.KIND}
        assert body["description"]
    assert schema["$defs"]["PayAtOnce"]["properties"]["amount_fen"]["anyOf"][0]["maximum"] == LIMIT_FEN
    assert schema["required"] == ["agreement"]


def test_content_of_s01_is_named_by_one_digest() -> None:
    first, second = codec.dump(s01_content()), codec.dump(s01_content())
    assert first == second
