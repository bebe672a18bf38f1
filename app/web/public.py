"""The parties' page: code and phone tail show where the matter stands, in plain words and nothing more."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from marshmallow import Schema, fields, validate

from app.core.errors import InvalidInput, NotFound
from app.core.permissions import Actor, Role
from app.core.text import Message, msg
from app.http.access import public
from app.http.forms import form_state, typed
from app.http.writes import each_time, on_invalid
from app.intake import services
from app.intake.types import Stage
from app.organisations import queries as organisations

bp = Blueprint("public", __name__)

#: The steps a party sees, and the stages each one holds.
STEPS: tuple[tuple[Message, tuple[Stage, ...]], ...] = (
    (msg("收到"), (Stage.RECEIVED, Stage.REGISTERED)),
    (msg("安排"), (Stage.TRIAGED, Stage.DISPATCHED)),
    (msg("办理"), (Stage.HANDLING, Stage.MEDIATING, Stage.GUIDANCE, Stage.DRAFTING)),
    (msg("达成"), (Stage.SIGNED, Stage.CONFIRMING, Stage.PERFORMING)),
    (msg("办完"), (Stage.RESOLVED, Stage.CLOSED, Stage.ARCHIVED)),
)

NEXT: dict[Stage, Message] = {
    Stage.RECEIVED: msg("中心会先登记，再安排单位来办。"),
    Stage.REGISTERED: msg("中心正在看由谁来办。"),
    Stage.TRIAGED: msg("中心马上派给负责的单位。"),
    Stage.DISPATCHED: msg("负责的单位会尽快联系您。"),
    Stage.HANDLING: msg("负责的单位正在办，有安排会告诉您。"),
    Stage.MEDIATING: msg("调解员会通知您时间和地点。"),
    Stage.GUIDANCE: msg("正在请教法官，之后继续调解。"),
    Stage.DRAFTING: msg("正在写协议，写好会请您看。"),
    Stage.SIGNED: msg("协议已经生效，请按协议做。"),
    Stage.CONFIRMING: msg("法院正在审查协议。"),
    Stage.PERFORMING: msg("正在按约定履行。"),
    Stage.RESOLVED: msg("事情已经解决，过几天会有人回访您。"),
    Stage.CLOSED: msg("事情已经办完。"),
    Stage.ARCHIVED: msg("事情已经办完并归档。"),
    Stage.REDIRECTED: msg("这件事由别的部门办，中心已经告诉您去哪里。"),
    Stage.ENDED: msg("这件事在中心已经结束。"),
}


TAIL = validate.Regexp(r"\d{4}$", error=str(msg("请填写四位数字。")))


class TrackIn(Schema):
    """The code on the receipt and the last four digits of the phone."""

    code = fields.String(required=True, validate=validate.Length(1, 40), metadata={"code": True})
    tail = fields.String(required=True, validate=TAIL, metadata={"code": True})


@bp.get("/p")
@public
def enter() -> str:
    """The form for code and phone tail."""
    return render_template("public/ask.html", form=form_state({"code": request.args.get("code", "")}))


@bp.post("/p")
@public
@each_time
@on_invalid(enter)
def track() -> str:
    """Where the matter stands. A wrong code and a wrong phone tail answer alike; tries are counted."""
    given = typed(TrackIn(unknown="exclude"))
    visitor = Actor(None, None, None, Role.PARTY, name=str(Role.PARTY.label))
    address = request.remote_addr or ""
    try:
        event, party = services.open_by_public_code(given["code"], given["tail"], address, actor=visitor)
    except NotFound as unknown:
        raise InvalidInput({"code": [unknown.message]}) from unknown
    stage = Stage(event.stage)
    return render_template(
        "public/stage.html",
        event=event,
        party=party,
        stage=stage,
        next_step=NEXT[stage],
        steps=_steps(stage),
        center=organisations.unit(event.center_id),
    )


def _steps(stage: Stage) -> list[tuple[Message, str, str]]:
    now = next((index for index, (_, stages) in enumerate(STEPS) if stage in stages), len(STEPS))
    return [
        (words, "", "done" if index < now else "now" if index == now else "") for index, (words, _) in enumerate(STEPS)
    ]
