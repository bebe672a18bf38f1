"""The closed lists of intake: where events come from, what they are, how grave, and who the parties are."""

from __future__ import annotations

from enum import StrEnum

from app.core.text import Message, msg


class Labelled(StrEnum):
    """A code with the word people see."""

    @property
    def label(self) -> Message:
        """The word on the screen."""
        return LABELS[self]


class Source(Labelled):
    """How an event reached the centre."""

    WALK_IN = "walk_in"
    PHONE = "phone"
    SUB_CENTER = "sub_center"
    DEPARTMENT = "department"
    GRID_WORKER = "grid_worker"
    POLICE_110 = "police_110"
    HOTLINE_12345 = "hotline_12345"
    PETITION_OFFICE = "petition_office"
    COURT_REFERRAL = "court_referral"
    ONLINE = "online"


class Scale(Labelled):
    """GB/T 31000 event_scale; the thresholds behind it are a setting."""

    INDIVIDUAL = "01"
    GROUP = "02"
    MAJOR_GROUP = "03"


class RiskLevel(Labelled):
    """Four colours, gravest first."""

    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    BLUE = "blue"


class DisputeType(Labelled):
    """The kinds of dispute of the people's-mediation statistics (domain.md §3.5)."""

    MARRIAGE_FAMILY = "marriage_family"
    NEIGHBOR = "neighbor"
    HOUSE_HOMESTEAD = "house_homestead"
    CONTRACT = "contract"
    PRODUCTION_OPERATION = "production_operation"
    DAMAGE_COMPENSATION = "damage_compensation"
    FOREST_LAND = "forest_land"
    EXPROPRIATION = "expropriation"
    ENVIRONMENT = "environment"
    MIGRANT_WAGE = "migrant_wage"
    OTHER_LABOR = "other_labor"
    TOURISM = "tourism"
    E_COMMERCE = "e_commerce"
    CONSUMER_OTHER = "consumer_other"
    MEDICAL = "medical"
    TRAFFIC = "traffic"
    PROPERTY_MGMT = "property_mgmt"
    OTHER = "other"

    @property
    def is_labour(self) -> bool:
        """Whether labour law applies: no oral agreement, the wage rules of the lint."""
        return self in (DisputeType.MIGRANT_WAGE, DisputeType.OTHER_LABOR)


class Pathway(Labelled):
    """The lawful way a matter goes (路线图)."""

    MEDIATION = "mediation"
    ARBITRATION_LABOR = "arbitration_labor"
    LITIGATION = "litigation"
    ADMIN_REVIEW = "admin_review"
    ADMIN_RULING = "admin_ruling"
    PETITION = "petition"
    POLICE = "police"
    LEGAL_AID = "legal_aid"
    PAYMENT_ORDER = "payment_order"
    NOTARY = "notary"


class PartyRole(Labelled):
    """Where a party stands."""

    APPLICANT = "applicant"
    RESPONDENT = "respondent"
    THIRD_PARTY = "third_party"


class PartyKind(Labelled):
    """Natural person or organisation."""

    PERSON = "person"
    ORGANISATION = "organisation"


class AgentKind(Labelled):
    """In what capacity somebody acts for a party."""

    LEGAL_REPRESENTATIVE = "legal_representative"
    STATUTORY_AGENT = "statutory_agent"
    ENTRUSTED_AGENT = "entrusted_agent"
    GROUP_REPRESENTATIVE = "group_representative"


class Ground(Labelled):
    """Why a unit or a person may see a matter."""

    REPORTED = "reported"
    CENTER = "center"
    DISPATCHED = "dispatched"
    MEDIATES = "mediates"
    GUIDES = "guides"
    CONFIRMS = "confirms"
    VISITS = "visits"
    REVIEWS = "reviews"
    SUPERVISED = "supervised"
    COPIED = "copied"
    CALLED = "called"


class LinkKind(Labelled):
    """How two matters belong together."""

    TWIN = "twin"
    MERGED = "merged"
    FOLLOW_UP = "follow_up"
    RELATED = "related"
    JOINED = "joined"
    APART = "apart"


class ConsentChannel(Labelled):
    """How a claimant agreed to be handled together with the others."""

    ON_SITE = "on_site"
    PHONE = "phone"
    WRITTEN = "written"
    ONLINE = "online"


class HoldKind(Labelled):
    """What must be decided before a matter may be agreed, failed or closed."""

    OPINION_UNDECIDED = "opinion_undecided"
    GUIDANCE_MISSING = "guidance_missing"


class Stage(Labelled):
    """Where the matter stands, in the plain words of lists and of the parties' page."""

    RECEIVED = "received"
    REGISTERED = "registered"
    TRIAGED = "triaged"
    REDIRECTED = "redirected"
    DISPATCHED = "dispatched"
    HANDLING = "handling"
    MEDIATING = "mediating"
    GUIDANCE = "guidance"
    DRAFTING = "drafting"
    SIGNED = "signed"
    CONFIRMING = "confirming"
    PERFORMING = "performing"
    RESOLVED = "resolved"
    CLOSED = "closed"
    ARCHIVED = "archived"
    ENDED = "ended"


class ImportKind(Labelled):
    """What kind of list an import brings in."""

    LEDGER = "ledger"
    WORK_ORDERS = "work_orders"


class RowOutcome(Labelled):
    """What became, or would become, of one row of an import."""

    FRESH = "fresh"
    KNOWN = "known"
    BAD = "bad"
    STORED = "stored"
    WITHDRAWN = "withdrawn"
    KEPT = "kept"


class ImportField(Labelled):
    """What a column of an imported list may hold."""

    OUTSIDE_NUMBER = "outside_number"
    TITLE = "title"
    SUMMARY = "summary"
    DEMAND = "demand"
    OCCURRED_AT = "occurred_at"
    PLACE = "place"
    REGION_CODE = "region_code"
    TYPE_HINT = "type_hint"
    AMOUNT = "amount"
    INVOLVED_COUNT = "involved_count"
    INVOLVED_UNITS = "involved_units"
    APPLICANT_NAME = "applicant_name"
    APPLICANT_ID_NUMBER = "applicant_id_number"
    APPLICANT_PHONE = "applicant_phone"
    APPLICANT_ADDRESS = "applicant_address"
    RESPONDENT_NAME = "respondent_name"
    RESPONDENT_ID_NUMBER = "respondent_id_number"
    RESPONDENT_PHONE = "respondent_phone"
    RESPONDENT_ADDRESS = "respondent_address"
    THIRD_PARTY_NAME = "third_party_name"
    STANDING = "standing"
    RESULT = "result"
    CLOSED_ON = "closed_on"


#: A column without a counterpart: named, into the facts where the person wants that; or left out.
REST, LEFT_OUT = "rest", "left_out"

LABELS: dict[StrEnum, Message] = {
    Source.WALK_IN: msg("来访"),
    Source.PHONE: msg("来电"),
    Source.SUB_CENTER: msg("分中心上报"),
    Source.DEPARTMENT: msg("派驻部门上报"),
    Source.GRID_WORKER: msg("网格员上报"),
    Source.POLICE_110: msg("110警情"),
    Source.HOTLINE_12345: msg("12345工单"),
    Source.PETITION_OFFICE: msg("信访转入"),
    Source.COURT_REFERRAL: msg("法院委派委托"),
    Source.ONLINE: msg("网上申请"),
    ImportKind.LEDGER: msg("旧台账"),
    ImportKind.WORK_ORDERS: msg("12345工单"),
    RowOutcome.FRESH: msg("将导入"),
    RowOutcome.KNOWN: msg("已有"),
    RowOutcome.BAD: msg("需要更正"),
    RowOutcome.STORED: msg("已导入"),
    RowOutcome.WITHDRAWN: msg("已撤销"),
    RowOutcome.KEPT: msg("已有人办理，未撤销"),
    ImportField.OUTSIDE_NUMBER: msg("编号"),
    ImportField.TITLE: msg("标题"),
    ImportField.SUMMARY: msg("经过"),
    ImportField.DEMAND: msg("诉求"),
    ImportField.OCCURRED_AT: msg("发生日期"),
    ImportField.PLACE: msg("地点"),
    ImportField.REGION_CODE: msg("所属街道乡镇"),
    ImportField.TYPE_HINT: msg("纠纷类型"),
    ImportField.AMOUNT: msg("涉及金额"),
    ImportField.INVOLVED_COUNT: msg("涉及人数"),
    ImportField.INVOLVED_UNITS: msg("涉及单位"),
    ImportField.APPLICANT_NAME: msg("申请人姓名"),
    ImportField.APPLICANT_ID_NUMBER: msg("申请人证件号码"),
    ImportField.APPLICANT_PHONE: msg("申请人电话"),
    ImportField.APPLICANT_ADDRESS: msg("申请人住址"),
    ImportField.RESPONDENT_NAME: msg("被申请人姓名"),
    ImportField.RESPONDENT_ID_NUMBER: msg("被申请人证件号码"),
    ImportField.RESPONDENT_PHONE: msg("被申请人电话"),
    ImportField.RESPONDENT_ADDRESS: msg("被申请人住址"),
    ImportField.THIRD_PARTY_NAME: msg("第三人姓名"),
    ImportField.STANDING: msg("办理状态"),
    ImportField.RESULT: msg("办理结果"),
    ImportField.CLOSED_ON: msg("办结日期"),
    Scale.INDIVIDUAL: msg("个体性事件"),
    Scale.GROUP: msg("一般群体性事件"),
    Scale.MAJOR_GROUP: msg("重大群体性事件"),
    RiskLevel.RED: msg("红色"),
    RiskLevel.ORANGE: msg("橙色"),
    RiskLevel.YELLOW: msg("黄色"),
    RiskLevel.BLUE: msg("蓝色"),
    DisputeType.MARRIAGE_FAMILY: msg("婚姻家庭纠纷"),
    DisputeType.NEIGHBOR: msg("邻里纠纷"),
    DisputeType.HOUSE_HOMESTEAD: msg("房屋、宅基地纠纷"),
    DisputeType.CONTRACT: msg("合同纠纷"),
    DisputeType.PRODUCTION_OPERATION: msg("生产经营纠纷"),
    DisputeType.DAMAGE_COMPENSATION: msg("损害赔偿纠纷"),
    DisputeType.FOREST_LAND: msg("山林土地纠纷"),
    DisputeType.EXPROPRIATION: msg("征地拆迁纠纷"),
    DisputeType.ENVIRONMENT: msg("环境污染纠纷"),
    DisputeType.MIGRANT_WAGE: msg("拖欠农民工工资纠纷"),
    DisputeType.OTHER_LABOR: msg("其他劳动争议"),
    DisputeType.TOURISM: msg("旅游纠纷"),
    DisputeType.E_COMMERCE: msg("电子商务纠纷"),
    DisputeType.CONSUMER_OTHER: msg("其他消费纠纷"),
    DisputeType.MEDICAL: msg("医疗纠纷"),
    DisputeType.TRAFFIC: msg("道路交通事故纠纷"),
    DisputeType.PROPERTY_MGMT: msg("物业纠纷"),
    DisputeType.OTHER: msg("其他纠纷"),
    Pathway.MEDIATION: msg("调解"),
    Pathway.ARBITRATION_LABOR: msg("劳动仲裁"),
    Pathway.LITIGATION: msg("诉讼"),
    Pathway.ADMIN_REVIEW: msg("行政复议"),
    Pathway.ADMIN_RULING: msg("行政裁决"),
    Pathway.PETITION: msg("信访"),
    Pathway.POLICE: msg("公安处置"),
    Pathway.LEGAL_AID: msg("法律援助"),
    Pathway.PAYMENT_ORDER: msg("支付令"),
    Pathway.NOTARY: msg("公证"),
    PartyRole.APPLICANT: msg("申请人"),
    PartyRole.RESPONDENT: msg("被申请人"),
    PartyRole.THIRD_PARTY: msg("第三人"),
    PartyKind.PERSON: msg("自然人"),
    PartyKind.ORGANISATION: msg("单位"),
    AgentKind.LEGAL_REPRESENTATIVE: msg("法定代表人"),
    AgentKind.STATUTORY_AGENT: msg("法定代理人"),
    AgentKind.ENTRUSTED_AGENT: msg("委托代理人"),
    AgentKind.GROUP_REPRESENTATIVE: msg("诉求代表"),
    Ground.REPORTED: msg("上报"),
    Ground.CENTER: msg("中心受理"),
    Ground.DISPATCHED: msg("派单"),
    Ground.MEDIATES: msg("主持调解"),
    Ground.GUIDES: msg("在线指导"),
    Ground.CONFIRMS: msg("司法确认"),
    Ground.VISITS: msg("回访"),
    Ground.REVIEWS: msg("评查"),
    Ground.SUPERVISED: msg("督办"),
    Ground.COPIED: msg("抄送"),
    Ground.CALLED: msg("吹哨会商"),
    LinkKind.TWIN: msg("疑似重复"),
    LinkKind.MERGED: msg("合并"),
    LinkKind.FOLLOW_UP: msg("后续事项"),
    LinkKind.RELATED: msg("相关"),
    LinkKind.JOINED: msg("并入群体事项"),
    LinkKind.APART: msg("另行处理"),
    ConsentChannel.ON_SITE: msg("当面"),
    ConsentChannel.PHONE: msg("电话"),
    ConsentChannel.WRITTEN: msg("书面"),
    ConsentChannel.ONLINE: msg("网上"),
    HoldKind.OPINION_UNDECIDED: msg("法官意见尚未答复是否采纳"),
    HoldKind.GUIDANCE_MISSING: msg("红橙等级事项尚无法官指导，也未经主任豁免"),
    Stage.RECEIVED: msg("已收到，等待登记"),
    Stage.REGISTERED: msg("已登记，正在分流"),
    Stage.TRIAGED: msg("已分流，等待派单"),
    Stage.REDIRECTED: msg("已导入其他法定途径"),
    Stage.DISPATCHED: msg("已派单，等待签收"),
    Stage.HANDLING: msg("承办单位办理中"),
    Stage.MEDIATING: msg("正在调解"),
    Stage.GUIDANCE: msg("正在请法官指导"),
    Stage.DRAFTING: msg("正在起草协议"),
    Stage.SIGNED: msg("协议已生效"),
    Stage.CONFIRMING: msg("司法确认中"),
    Stage.PERFORMING: msg("履行中"),
    Stage.RESOLVED: msg("已化解，等待回访"),
    Stage.CLOSED: msg("已结案"),
    Stage.ARCHIVED: msg("已归档"),
    Stage.ENDED: msg("已终结"),
}
