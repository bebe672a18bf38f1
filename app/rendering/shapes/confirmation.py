"""Shapes of the court-style forms of judicial confirmation: D07, D30, D31, D32, D33, D35."""

from typing import Literal, NotRequired, TypedDict

from app.rendering.shapes.parts import DateText, Material, MediationBody, Mediator, Party, Roster, Signing


class ElectronicAddress(TypedDict):
    """One account for electronic service: 手机短信, 电子邮箱, 人民法院在线服务 …"""

    kind: str
    account: str


class AddressConfirmation(TypedDict):
    """D07 送达地址确认书, one for each party."""

    number: str
    court: str
    dispute: str
    party: Party
    address: str
    postcode: NotRequired[str | None]
    receiver: str
    receiver_phone: str
    accepts_electronic: NotRequired[bool | None]
    electronic: list[ElectronicAddress]
    confirmed_on: NotRequired[DateText | None]
    signing: NotRequired[Signing | None]


class ConfirmationApplication(TypedDict):
    """D30 司法确认申请书: all parties are 申请人; a group comes as `roster`, annexed as a list that each one signs."""

    number: str
    court: str
    applicants: list[Party]
    roster: NotRequired[Roster | None]
    body: MediationBody
    dispute: str
    agreement_number: str
    agreement_title: str
    agreed_on: DateText
    effective_on: DateText
    last_day_on: NotRequired[DateText | None]
    facts: list[str]
    competence: str
    materials: list[Material]
    applied_on: NotRequired[DateText | None]


class Commitment(TypedDict):
    """D31 承诺书 (法发〔2009〕45号 art 23)."""

    number: str
    court: str
    applicants: list[Party]
    roster: NotRequired[Roster | None]
    body: MediationBody
    dispute: str
    agreement_number: str
    agreement_title: str
    agreed_on: DateText
    given_on: NotRequired[DateText | None]


class MediationProof(TypedDict):
    """D32 调解组织主持调解证明 (民诉法解释354)."""

    number: str
    court: str
    body: MediationBody
    mediators: list[Mediator]
    dispute: str
    parties: list[str]
    accepted_on: DateText
    sessions: list[str]
    place: str
    agreement_number: str
    agreement_title: str
    agreed_on: DateText
    issued_on: NotRequired[DateText | None]


class SubmittedMaterial(TypedDict):
    """One line of the list: the material, why it is asked, whether handed over, copies, original seen."""

    title: str
    basis: str
    required: bool
    submitted: bool
    copies: NotRequired[int | None]
    pages: NotRequired[int | None]
    original_seen: NotRequired[bool | None]
    note: NotRequired[str | None]


class MaterialsList(TypedDict):
    """D33 司法确认材料清单, per 民诉法解释354."""

    number: str
    court: str
    applicants: list[str]
    dispute: str
    agreement_number: str
    rows: list[SubmittedMaterial]
    handed_over_by: NotRequired[str | None]
    handed_over_on: NotRequired[DateText | None]
    received_by: NotRequired[str | None]
    supplement_by: NotRequired[DateText | None]


class RulingDraft(TypedDict):
    """D35 民事裁定书（草稿）: a drafting aid only, always under the draft mark; the court issues.

    `ground` is the number ①–⑥ of 民诉法解释355 (not_accept) or 358 (reject); `reasons` follow 本院经审查认为.
    """

    number: str
    variant: Literal["confirm", "not_accept", "reject"]
    court: str
    applicants: list[Party]
    roster: NotRequired[Roster | None]
    body: MediationBody
    cause: str
    agreed_on: DateText
    received_on: DateText
    docketed_on: NotRequired[DateText | None]
    agreement_text: list[str]
    ground: NotRequired[int | None]
    reasons: list[str]
    judge: str
    assistant: NotRequired[str | None]
    clerk: str
    ruled_on: NotRequired[DateText | None]
