"""Shapes of the forms of agreements: D23, D24 with its annex, D26, D27."""

from typing import Literal, NotRequired, TypedDict

from app.rendering.shapes.parts import BankAccount, DateText, MediationBody, Mediator, Party, Roster, Signing, TimeText


class Clause(TypedDict):
    """One article of an agreement: its heading (价款与支付) and its paragraphs; the form numbers them 第一条…"""

    heading: str
    paragraphs: list[str]


class ClaimLine(TypedDict):
    """One row of annex 1 债权明细表; `less_fen` is what was deducted or already paid."""

    no: int
    name: str
    id_number: str
    job: str
    period: str
    monthly_fen: int
    attendance_days: int | str
    gross_fen: int
    less_fen: int
    claimed_fen: int
    verified_fen: int
    bank: str
    account: str
    signing: NotRequired[Signing | None]


class SignatureLine(TypedDict):
    """One line for the pen: what stands before it, and the key of the signing that fills it."""

    key: str
    label: str


class Permit(TypedDict):
    """A blocking finding of the check that the director let pass: what was found, on what basis, and the reason."""

    rule: str
    findings: list[str]
    basis: str
    reason: str
    by: str
    permitted_on: DateText


class MediationAgreement(TypedDict):
    """D23 人民调解协议书: any written agreement; `claims` only where wage claims are assigned, else empty."""

    number: str
    subtitle: NotRequired[str | None]
    body: MediationBody
    mediators: list[Mediator]
    recorder: str
    place: str
    mediated_on: DateText
    parties: list[Party]
    recitals: list[str]
    facts: list[str]
    disputes: list[str]
    clauses: list[Clause]
    signers: list[SignatureLine]
    copies: int
    claims: list[ClaimLine]
    debtor: NotRequired[str | None]
    assignee: NotRequired[str | None]
    claimed_total_fen: int
    verified_total_fen: int
    schedule_version: NotRequired[int | None]
    schedule_hash: NotRequired[str | None]
    verified_by: NotRequired[str | None]
    second_checked_by: NotRequired[str | None]
    signings: NotRequired[dict[str, Signing] | None]
    effective_on: NotRequired[DateText | None]
    permits: NotRequired[list[Permit] | None]
    shared_copy: bool


class AssignmentAgreement(TypedDict):
    """D24 三方债权转让调解协议书 + 附件一; `shared_copy` masks ID and account numbers (last four stay)."""

    number: str
    body: MediationBody
    mediators: list[Mediator]
    recorder: str
    place: str
    mediated_on: DateText
    assignors: Roster
    assignee: Party
    debtor: Party
    recitals: list[str]
    facts: list[str]
    disputes: list[str]
    clauses: list[Clause]
    claims: list[ClaimLine]
    claimed_total_fen: int
    verified_total_fen: int
    schedule_version: int
    schedule_hash: str
    verified_by: str
    second_checked_by: str
    copies: int
    signings: NotRequired[dict[str, Signing] | None]
    effective_on: NotRequired[DateText | None]
    permits: NotRequired[list[Permit] | None]
    shared_copy: bool


class Delivery(TypedDict):
    """How the notice reached the debtor, with its proof (EMS waybill, SMS record, signature on the spot)."""

    mode: str
    receiver: NotRequired[str | None]
    receiver_role: NotRequired[str | None]
    address: NotRequired[str | None]
    reference: NotRequired[str | None]
    sent_at: NotRequired[TimeText | None]
    arrived_at: NotRequired[TimeText | None]
    proof: NotRequired[str | None]


class AssignmentNotice(TypedDict):
    """D26 债权转让通知书 (民法典546)."""

    number: str
    sender: Literal["assignors", "assignee"]
    debtor: Party
    assignors: Roster
    assignee: Party
    basis: str
    agreed_on: DateText
    claim_text: str
    total_fen: int
    new_account: BankAccount
    effective_on: DateText
    delivery: Delivery
    attachments: list[str]
    given_on: DateText


class SetOff(TypedDict):
    """A counterclaim of the debtor (民法典549)."""

    text: str
    amount_fen: NotRequired[int | None]


class DebtorAcknowledgement(TypedDict):
    """D27 债务人确认（回执）: the claim is true; defences and counterclaims are listed or there are none."""

    number: str
    debtor: Party
    assignors: Roster
    assignee: Party
    basis: str
    claim_text: str
    total_fen: int
    received_on: DateText
    defences: list[str]
    setoffs: list[SetOff]
    statements: list[str]
    signing: NotRequired[Signing | None]
