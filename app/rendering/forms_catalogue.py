"""The registry of printed forms: code, name, kind, template, version."""

from dataclasses import dataclass
from enum import StrEnum

from app.core.text import Message, msg
from app.rendering.errors import UnknownForm


class FormKind(StrEnum):
    """Where the layout comes from: domain.md §6."""

    OFFICIAL_FORM = "F"
    COURT = "C"
    LETTER = "G"
    PLATFORM = "P"


@dataclass(frozen=True)
class Form:
    """One printed form; `printed_name` is the Chinese title on the paper, `name` the same for the screen."""

    code: str
    name: Message
    kind: FormKind
    template: str
    version: str
    signers: tuple[Message, ...]
    always_draft: bool = False

    @property
    def printed_name(self) -> str:
        """The title as printed, untranslated."""
        return self.name.text


def _form(code: str, name: Message, kind: FormKind, family: str, *signers: Message, draft: bool = False) -> Form:
    return Form(code, name, kind, f"{family}/{code}.html", "1", signers, draft)


_PARTIES, _PARTY, _MEDIATOR = msg("各方当事人"), msg("当事人"), msg("调解员")
_RECORDER, _SEAL, _CENTRE = msg("记录人"), msg("人民调解委员会印章"), msg("综治中心印章")
_F, _C, _G, _P = FormKind.OFFICIAL_FORM, FormKind.COURT, FormKind.LETTER, FormKind.PLATFORM

_ALL = (
    _form("D01", msg("事件登记表（受理回执）"), _P, "intake", msg("受理人")),
    _form("D05", msg("当事人权利义务告知书"), _F, "mediation", _PARTY),
    _form("D06", msg("调解意愿征询/同意书"), _F, "mediation", _PARTY),
    _form("D07", msg("送达地址确认书"), _C, "confirmation", _PARTY),
    _form("D10", msg("推选代表人证明书及签名册"), _P, "mediation", msg("每名劳动者")),
    _form("D11", msg("派遣（派单）通知单"), _G, "dispatch", _CENTRE),
    _form("D12", msg("签收回执/退回单"), _P, "dispatch", msg("承办单位")),
    _form("D13", msg("退回裁定单"), _P, "dispatch", _CENTRE),
    _form("D14", msg("吹哨报到单"), _P, "dispatch", msg("吹哨单位"), msg("到场单位")),
    _form("D15", msg("会商纪要"), _G, "dispatch", msg("主持人")),
    _form("D16", msg("督办通知单"), _G, "dispatch", _CENTRE),
    _form("D17", msg("督办反馈单"), _P, "dispatch", msg("承办单位")),
    _form("D19", msg("人民调解记录"), _F, "mediation", _PARTIES, msg("参加人"), _MEDIATOR, _RECORDER),
    _form("D21", msg("法官指导意见书"), _P, "guidance", msg("值班法官")),
    _form(
        "D22", msg("工资及考勤核查表（近12个月）"), _P, "claims",
        msg("用人单位"), msg("劳动者"), msg("核查人"), msg("复核人"),
    ),
    _form("D23", msg("人民调解协议书"), _F, "agreements", _PARTIES, _MEDIATOR, _RECORDER, _SEAL),
    _form("D24", msg("人民调解协议书（三方债权转让）"), _F, "agreements", _PARTIES, _MEDIATOR, _RECORDER, _SEAL),
    _form("D26", msg("债权转让通知书"), _P, "agreements", msg("让与人")),
    _form("D27", msg("债务人确认书（回执）"), _P, "agreements", msg("债务人")),
    _form("D28", msg("代付款指令/发放表"), _P, "claims", msg("付款人")),
    _form("D30", msg("司法确认申请书"), _C, "confirmation", _PARTIES),
    _form("D31", msg("承诺书"), _C, "confirmation", _PARTIES),
    _form("D32", msg("调解组织主持调解证明"), _P, "confirmation", _SEAL),
    _form("D33", msg("司法确认材料清单"), _P, "confirmation", msg("交件人"), msg("收件人")),
    _form("D35", msg("民事裁定书（草稿）"), _C, "confirmation", msg("审判员"), msg("书记员"), draft=True),
    _form("D37", msg("终止调解告知书"), _P, "mediation", _MEDIATOR, _PARTY),
    _form("D40", msg("人民调解回访记录"), _F, "closure", msg("回访人")),
    _form("D41", msg("自动履行证明书"), _P, "closure", msg("出具单位")),
    _form("D42", msg("人民调解卷宗（封面、目录、情况说明、封底）"), _F, "closure", msg("立卷人"), msg("检查人")),
    _form("D43", msg("结案报告表"), _P, "closure", msg("承办人"), msg("负责人")),
    _form("D48", msg("风险预警单"), _P, "oversight", msg("调度员")),
    _form("D49", msg("领导包案表"), _P, "oversight", msg("包案领导")),
)  # fmt: skip

FORMS: dict[str, Form] = {form.code: form for form in _ALL}


def form_of(code: str) -> Form:
    """The form of this code; raises UnknownForm."""
    form = FORMS.get(code)
    if form is None:
        raise UnknownForm(code)
    return form
