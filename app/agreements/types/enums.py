"""The closed lists an agreement uses."""

from __future__ import annotations

from enum import StrEnum


class AgreementKind(StrEnum):
    """What the agreement mainly does."""

    GENERAL = "general"
    TRI_PARTY_ASSIGNMENT = "tri_party_assignment"
    TWO_PARTY_ASSIGNMENT = "two_party_assignment"


class AgreementForm(StrEnum):
    """Written, or oral and noted in the register (People's Mediation Law art. 28)."""

    WRITTEN = "written"
    ORAL = "oral"


class PartyKind(StrEnum):
    """A natural person, a legal person, or another organisation."""

    NATURAL = "natural"
    LEGAL = "legal"
    OTHER = "other"


class PartyRole(StrEnum):
    """The side a party takes in the mediation."""

    APPLICANT = "applicant"
    RESPONDENT = "respondent"
    THIRD_PARTY = "third_party"


class Standing(StrEnum):
    """The place a party takes in an assignment of claims."""

    ASSIGNOR = "assignor"
    ASSIGNEE = "assignee"
    DEBTOR = "debtor"


class Capacity(StrEnum):
    """Capacity for civil acts as stated; age is judged apart from it."""

    FULL = "full"
    LIMITED = "limited"
    NONE = "none"


class AgentCategory(StrEnum):
    """Who may act for a party (Civil Procedure Law art. 61)."""

    LAWYER = "lawyer"
    LEGAL_WORKER = "legal_worker"
    NEAR_RELATIVE = "near_relative"
    STAFF = "staff"
    CITIZEN = "citizen"


class PaymentMethod(StrEnum):
    """How money moves."""

    BANK_TRANSFER = "bank_transfer"
    CASH = "cash"
    MOBILE = "mobile"


class Liability(StrEnum):
    """How several obligors are liable."""

    JOINT = "joint"
    BY_SHARES = "by_shares"


class RestDayRule(StrEnum):
    """Where a due date goes that falls on a rest day (Civil Code art. 203, 204)."""

    BEFORE = "before"
    AFTER = "after"


class Gross(StrEnum):
    """Whether a wage sum is before or after tax and contributions."""

    GROSS = "gross"
    NET = "net"


class TransferMoment(StrEnum):
    """When an assigned claim leaves the worker."""

    ON_EACH_PAYMENT = "on_each_payment"
    ON_FULL_PAYMENT = "on_full_payment"
    SIMULTANEOUS = "simultaneous"
    ON_SIGNING = "on_signing"


class NoticeMode(StrEnum):
    """How the debtor learns of the assignment (Civil Code art. 546)."""

    SIGNED_HERE = "signed_here"
    EMS = "ems"
    ON_SITE = "on_site"
    SMS = "sms"
    WECHAT = "wechat"
    COURT_SERVICE = "court_service"


class ReceiverRole(StrEnum):
    """Who took the notice on the debtor's side."""

    LEGAL_REPRESENTATIVE = "legal_representative"
    AUTHORISED = "authorised"
    REGISTERED_ADDRESS = "registered_address"
    UNAUTHORISED = "unauthorised"


class WarrantyKind(StrEnum):
    """What a party guarantees to be true."""

    CLAIMS_TRUE = "claims_true"
    NO_PRIOR_ASSIGNMENT = "no_prior_assignment"
    NO_PLEDGE = "no_pledge"
    AUTHORITY = "authority"


class SignMode(StrEnum):
    """How a signature was made."""

    PEN = "pen"
    FINGERPRINT = "fingerprint"
    SEAL = "seal"
    ELECTRONIC = "electronic"


class SignerKind(StrEnum):
    """Whose hand an agreement needs before it takes effect."""

    PARTY = "party"
    MEDIATOR = "mediator"
    ORGANISATION = "organisation"


class Subject(StrEnum):
    """What branch of law the dispute belongs to."""

    CIVIL = "civil"
    ADMINISTRATIVE = "administrative"
    CRIMINAL = "criminal"
    INTERNAL = "internal"


class Relation(StrEnum):
    """How a claimant of wages stood to the employer."""

    LABOUR = "labour"
    OVER_AGE = "over_age"
    STUDENT = "student"
    CONTRACTOR = "contractor"


class PaperKind(StrEnum):
    """Papers in the file that the lint asks for."""

    IDENTITY = "identity"
    LEGAL_REPRESENTATIVE = "legal_representative"
    AUTHORITY_LETTER = "authority_letter"
    RECOMMENDATION = "recommendation"
    GROUP_REPRESENTATIVES = "group_representatives"
    ASSIGNEE_APPROVAL = "assignee_approval"
    PROPERTY_PROOF = "property_proof"
    DELIVERY_ADDRESS = "delivery_address"
    RIGHTS_NOTICE = "rights_notice"
    SESSION_RECORD = "session_record"
    PRESIDING_PROOF = "presiding_proof"
    PAYEE_ORDER = "payee_order"
