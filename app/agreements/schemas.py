"""What pages and API hand in and get back for agreements."""

from __future__ import annotations

from typing import Any

from marshmallow import EXCLUDE, INCLUDE, Schema, fields, post_load, validate

from app.agreements.commands import AssignmentDraft, Changes, GeneralDraft, Hands, NoticeDetails, Share
from app.agreements.rules import codec
from app.agreements.types.assignment import Defence, SetOff
from app.agreements.types.enums import NoticeMode, ReceiverRole, SignerKind, SignMode
from app.agreements.types.states import AgreementState
from app.core.money import LIMIT_FEN

FEN = validate.Range(0, LIMIT_FEN)


def _one_of(kinds: Any, **more: Any) -> fields.String:
    return fields.String(validate=validate.OneOf([kind.value for kind in kinds]), **more)


def _text(longest: int, **more: Any) -> fields.String:
    return fields.String(validate=validate.Length(max=longest), **more)


def _keys(**more: Any) -> fields.List:
    return fields.List(_text(40), validate=validate.Length(max=5000), **more)


class _Given(Schema):
    class Meta:
        unknown = EXCLUDE


class GeneralDraftIn(_Given):
    """A draft without prepared clauses."""

    matter_id = fields.UUID(required=True)
    oral = fields.Boolean(load_default=False)
    title = _text(120, load_default="")
    replaces_id = fields.UUID(load_default=None, allow_none=True)

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> GeneralDraft:
        """The frozen value services take."""
        return GeneralDraft(**given)


class DefenceIn(_Given):
    """A defence the debtor keeps; the sum in fen."""

    text = _text(500, required=True)
    amount_fen = fields.Integer(load_default=None, allow_none=True, strict=True, validate=FEN)


class SetOffIn(_Given):
    """A counterclaim: who holds it against whom (party keys), the sum in fen."""

    holder = _text(40, required=True)
    against = _text(40, required=True)
    text = _text(500, required=True)
    amount_fen = fields.Integer(load_default=None, allow_none=True, strict=True, validate=FEN)
    due_on = fields.Date(load_default=None, allow_none=True)


class AssignmentDraftIn(_Given):
    """A draft assignment of the wages in the frozen schedule."""

    matter_id = fields.UUID(required=True)
    assignee_id = fields.UUID(required=True)
    pay_by = fields.Date(required=True)
    signing_on = fields.Date(required=True)
    contract_title = _text(120, required=True)
    contract_no = _text(80, load_default=None, allow_none=True)
    contract_from = fields.Date(load_default=None, allow_none=True)
    contract_to = fields.Date(load_default=None, allow_none=True)
    court = _text(120, load_default=None, allow_none=True)
    debtor_signs = fields.Boolean(load_default=True)
    signing_place = _text(200, load_default=None, allow_none=True)
    facts = _text(4000, load_default="")
    disputed = _text(2000, load_default="")
    responsibility = _text(2000, load_default="")
    defences = fields.List(fields.Nested(DefenceIn), load_default=list, validate=validate.Length(max=100))
    setoffs = fields.List(fields.Nested(SetOffIn), load_default=list, validate=validate.Length(max=100))
    replaces_id = fields.UUID(load_default=None, allow_none=True)

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> AssignmentDraft:
        """The frozen value services take."""
        defences = tuple(Defence(**one) for one in given.pop("defences"))
        setoffs = tuple(SetOff(**one) for one in given.pop("setoffs"))
        return AssignmentDraft(**given, defences=defences, setoffs=setoffs)


class HeadIn(_Given):
    """The head of an agreement: what the form of the page holds."""

    title = fields.String(load_default=None, allow_none=True, validate=validate.Length(1, 120))
    facts = _text(4000, load_default=None, allow_none=True)
    disputed = _text(2000, load_default=None, allow_none=True)
    responsibility = _text(2000, load_default=None, allow_none=True)
    signing_on = fields.Date(load_default=None, allow_none=True)
    signing_place = _text(200, load_default=None, allow_none=True)
    recorder = _text(80, load_default=None, allow_none=True)
    reason = _text(1000, load_default="")


class ChangesIn(HeadIn):
    """Head and clauses; clauses are JSON as docs/reference/agreement.schema.json describes them."""

    clauses = fields.List(fields.Dict(), load_default=None, allow_none=True, validate=validate.Length(max=200))


def changes_from(given: dict[str, Any]) -> tuple[Changes, str]:
    """The change and the reason a frozen agreement needs; raises InvalidInput that names the faulty clause."""
    reason = given.pop("reason", "")
    clauses = given.pop("clauses", None)
    read = None if clauses is None else codec.load_clauses(clauses)
    return Changes(**given, clauses=read), reason


class HandsIn(_Given):
    """Signatures made at one time."""

    signer = _one_of(SignerKind, required=True)
    mode = _one_of(SignMode, required=True)
    signed_at = fields.AwareDateTime(required=True)
    party_keys = _keys(load_default=list)
    everybody = fields.Boolean(load_default=False)
    identity_checked = fields.Boolean(load_default=False)
    agent = _text(120, load_default=None, allow_none=True)
    place = _text(200, load_default="")
    device = _text(80, load_default="")

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> Hands:
        """The frozen value services take."""
        return Hands(**{**given, "party_keys": tuple(given["party_keys"]), "agent": given["agent"] or None})


class NoticeIn(_Given):
    """A notice of assignment, with the assignee's account to pay to from now on."""

    sender = fields.String(required=True, validate=validate.OneOf(["assignors", "assignee"]))
    mode = _one_of(NoticeMode, required=True)
    receiver = fields.String(required=True, validate=validate.Length(1, 120))
    receiver_role = _one_of(ReceiverRole, required=True)
    sent_at = fields.AwareDateTime(required=True)
    arrived_at = fields.AwareDateTime(load_default=None, allow_none=True)
    address = _text(200, load_default=None, allow_none=True)
    reference = _text(80, load_default="")
    proof = _text(500, load_default=None, allow_none=True)
    bank = _text(120, load_default="")
    account = fields.String(required=True, validate=validate.Length(1, 40), metadata={"code": True})


def notice_from(given: dict[str, Any]) -> tuple[NoticeDetails, tuple[str, str]]:
    """The notice, and the assignee's bank and account."""
    account = (given.pop("bank"), given.pop("account"))
    return NoticeDetails(**given), account


class ArrivalIn(_Given):
    """That a notice arrived, and what proves it."""

    arrived_at = fields.AwareDateTime(required=True)
    proof = fields.String(required=True, validate=validate.Length(1, 500))
    receiver = _text(120, load_default="")
    receiver_role = _one_of(ReceiverRole, required=True)


class ShareIn(_Given):
    """Part of a receipt for one duty, in fen; without a sum as much as fits."""

    obligation_id = fields.UUID(required=True)
    receipt_id = fields.UUID(required=True)
    amount_fen = fields.Integer(load_default=None, allow_none=True, strict=True, validate=validate.Range(1, LIMIT_FEN))

    @post_load
    def make(self, given: dict[str, Any], **_: Any) -> Share:
        """The frozen value services take."""
        return Share(**given)


class SharesIn(_Given):
    """Several portions at once."""

    shares = fields.List(fields.Nested(ShareIn), required=True, validate=validate.Length(1, 500))


class DoneIn(_Given):
    """That an act or a delivery was done."""

    done_on = fields.Date(required=True)
    note = fields.String(required=True, validate=validate.Length(4, 1000))


class NoteIn(_Given):
    """How it came about."""

    note = fields.String(required=True, validate=validate.Length(4, 1000))


class AgreementReasonIn(_Given):
    """Why."""

    reason = fields.String(required=True, validate=validate.Length(4, 1000))


class KeysIn(_Given):
    """Parties by key; a frozen agreement needs a reason."""

    keys = _keys(required=True)
    reason = _text(1000, load_default="")


class OptionalReasonIn(_Given):
    """A reason where the agreement is frozen."""

    reason = _text(1000, load_default="")


class ConsentsIn(_Given):
    """Workers who agreed to the settlement themselves, and when."""

    keys = _keys(required=True)
    on = fields.Date(required=True)


class OverrideIn(_Given):
    """The rule to let pass, and why."""

    rule_id = fields.String(required=True, validate=validate.Length(2, 8))
    reason = fields.String(required=True, validate=validate.Length(10, 1000))


class OralIn(_Given):
    """When the parties agreed."""

    agreed_at = fields.AwareDateTime(required=True)


class MatterIn(_Given):
    """Which matter."""

    matter_id = fields.UUID(required=True)


class OpenObject(Schema):
    """A JSON object judged by docs/reference/agreement.schema.json: an agreement file, or its circumstances."""

    class Meta:
        """Every key is handed on; what it may be is said by the file's own schema."""

        unknown = INCLUDE


class LintFindingOut(Schema):
    """One finding: where, how grave, on what basis, with evidence and a mended wording."""

    id = fields.String(required=True)
    level = fields.String(required=True)
    level_word = fields.String(required=True)
    subject_ref = fields.String(required=True)
    title = fields.String(required=True)
    message = fields.String(required=True)
    basis = fields.String(required=True)
    evidence = fields.List(fields.String(), required=True)
    example = fields.String(allow_none=True)


class LintReportOut(Schema):
    """Colour, counts and findings, worst first; procedural advice only."""

    stage = fields.String(required=True)
    on = fields.String(required=True)
    colour = fields.String(required=True)
    counts = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    checked = fields.List(fields.String(), required=True)
    findings = fields.List(fields.Nested(LintFindingOut), required=True)
    overrides = fields.List(fields.Dict(keys=fields.String(), values=fields.String()), required=True)
    disclaimer = fields.String(required=True)


class AgreementOut(Schema):
    """An agreement as lists show it; the sum in fen."""

    id = fields.UUID(required=True)
    matter_id = fields.UUID(required=True)
    mediation_id = fields.UUID(required=True)
    state = _one_of(AgreementState, required=True)
    kind = fields.String(required=True)
    form = fields.String(required=True)
    number = fields.String(allow_none=True)
    title = fields.String(required=True)
    total_fen = fields.Integer(required=True)
    edition = fields.Integer(required=True)
    effective_at = fields.AwareDateTime(allow_none=True)
    performed_on = fields.Date(allow_none=True)
    lapse_cause = fields.String(allow_none=True)
    confirmed = fields.Boolean()
    content_digest = fields.String()
    version = fields.Integer(required=True)
    created_at = fields.AwareDateTime()
    updated_at = fields.AwareDateTime()


class AgreementVersionOut(Schema):
    """A frozen version by number and digest."""

    no = fields.Integer(required=True)
    digest = fields.String(required=True)
    content_digest = fields.String(required=True)
    wording_digest = fields.String(required=True)
    document_digest = fields.String(allow_none=True)
    document_id = fields.UUID(allow_none=True)
    frozen_by = fields.String(required=True)
    created_at = fields.AwareDateTime(required=True)
    voided_at = fields.AwareDateTime(allow_none=True)
    void_reason = fields.String(allow_none=True)


class SignatureOut(Schema):
    """One hand."""

    signer = fields.String(required=True)
    party_key = fields.String(required=True)
    name = fields.String(required=True)
    agent = fields.String(allow_none=True)
    mode = fields.String(required=True)
    signed_at = fields.AwareDateTime(required=True)
    place = fields.String()
    recorded_by = fields.String(required=True)


class ObligationOut(Schema):
    """One duty; amounts in fen."""

    id = fields.UUID(required=True)
    clause_key = fields.String(required=True)
    kind = fields.String(required=True)
    obligor = fields.String(required=True)
    obligee = fields.String(required=True)
    what = fields.String()
    amount_fen = fields.Integer(required=True)
    paid_fen = fields.Integer(required=True)
    outstanding_fen = fields.Integer(required=True)
    due_on = fields.Date(allow_none=True)
    fulfilled_on = fields.Date(allow_none=True)
    fulfilled_by = fields.String(allow_none=True)


class NoticeOut(Schema):
    """A notice of assignment."""

    id = fields.UUID(required=True)
    number = fields.Integer(required=True)
    sender = fields.String(required=True)
    mode = fields.String(required=True)
    receiver = fields.String(required=True)
    receiver_role = fields.String(required=True)
    sent_at = fields.AwareDateTime(required=True)
    arrived_at = fields.AwareDateTime(allow_none=True)
    reference = fields.String()
    proof = fields.String(allow_none=True)
    is_proven = fields.Boolean(required=True)
    document_id = fields.UUID(allow_none=True)


class CertificateOut(Schema):
    """A certificate of voluntary performance; the sum in fen."""

    id = fields.UUID(required=True)
    matter_id = fields.UUID(required=True)
    agreement_id = fields.UUID(allow_none=True)
    number = fields.String(required=True)
    obligor = fields.String(required=True)
    basis = fields.String(required=True)
    amount_fen = fields.Integer(required=True)
    performed_on = fields.Date(required=True)
    document_id = fields.UUID(allow_none=True)
