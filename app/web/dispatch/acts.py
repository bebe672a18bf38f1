"""What is done with an order from its page: each act is one form sent to one service."""

from __future__ import annotations

from uuid import UUID

from flask import request
from werkzeug.wrappers import Response

from app.core.text import msg
from app.dispatch import permissions as may
from app.dispatch import schemas, services
from app.http.access import requires
from app.http.forms import typed
from app.http.pages import back_to
from app.http.signed_in import current_actor
from app.http.versions import seen_version
from app.http.writes import on_invalid
from app.web.dispatch.blueprint import bp, order_done
from app.web.dispatch.forms import drawn_again
from app.web.dispatch.orders import show_order


def _reason() -> str:
    return str(typed(schemas.OrderReasonIn())["reason"])


@bp.post("/orders/<uuid:order_id>/sign")
@requires(may.SIGN)
@on_invalid(show_order)
def sign(order_id: UUID) -> Response:
    """Sign for the order, from its page or straight from the list."""
    services.sign_order(order_id, version=seen_version(), actor=current_actor())
    done = order_done(order_id, msg("已签收，办理时限开始计算。"))
    return back_to(request.form["next"]) if request.form.get("next") else done


@bp.post("/orders/<uuid:order_id>/withdraw")
@requires(may.WITHDRAW)
@on_invalid(show_order)
def withdraw(order_id: UUID) -> Response:
    """Take the order back."""
    services.withdraw_order(order_id, _reason(), version=seen_version(), actor=current_actor())
    return order_done(order_id, msg("已撤回派遣单。"))


@bp.post("/orders/<uuid:order_id>/return")
@requires(may.RETURN)
@on_invalid(drawn_again("return"))
def request_return(order_id: UUID) -> Response:
    """Ask to return the order."""
    services.request_return(order_id, typed(schemas.ReturnIn()), version=seen_version(), actor=current_actor())
    return order_done(order_id, msg("退回申请已提交。"))


@bp.post("/orders/<uuid:order_id>/approve-return")
@requires(may.APPROVE_RETURN)
@on_invalid(show_order)
def approve_return(order_id: UUID) -> Response:
    """The head agrees to the return."""
    services.approve_return(order_id, _reason(), version=seen_version(), actor=current_actor())
    return order_done(order_id, msg("已退回中心，等待裁定。"))


@bp.post("/orders/<uuid:order_id>/decline-return")
@requires(may.APPROVE_RETURN)
@on_invalid(show_order)
def decline_return(order_id: UUID) -> Response:
    """The head does not agree."""
    services.decline_return(order_id, _reason(), version=seen_version(), actor=current_actor())
    return order_done(order_id, msg("不同意退回，请继续办理。"))


@bp.post("/orders/<uuid:order_id>/rule")
@requires(may.RULE)
@on_invalid(drawn_again("rule"))
def rule(order_id: UUID) -> Response:
    """Rule on the return: it stands, perhaps with another unit at once, or the unit keeps the order."""
    given, actor = typed(schemas.RulingIn()), current_actor()
    if request.form.get("outcome") == "accepted":
        services.accept_return(
            order_id, given["details"], new_unit=given["new_unit"], version=seen_version(), actor=actor
        )
        return order_done(order_id, msg("已裁定同意退回。"))
    services.refuse_return(order_id, given["details"], version=seen_version(), actor=actor)
    return order_done(order_id, msg("已裁定不同意退回，办理时限连续计算。"))


@bp.post("/orders/<uuid:order_id>/start")
@requires(may.START)
@on_invalid(drawn_again("start"))
def start(order_id: UUID) -> Response:
    """Begin the work."""
    services.start_order(order_id, typed(schemas.ContactIn()), version=seen_version(), actor=current_actor())
    return order_done(order_id, msg("已开始办理。"))


@bp.post("/orders/<uuid:order_id>/contact")
@requires(may.START)
@on_invalid(drawn_again("contact"))
def note_contact(order_id: UUID) -> Response:
    """Note one more contact."""
    services.note_contact(order_id, typed(schemas.ContactIn()), actor=current_actor())
    return order_done(order_id, msg("已登记联系情况。"))


@bp.post("/orders/<uuid:order_id>/assistance")
@requires(may.ASK_ASSISTANCE)
@on_invalid(drawn_again("assistance"))
def ask_assistance(order_id: UUID) -> Response:
    """Ask another unit for help."""
    wanted = typed(schemas.UnitTaskIn())
    new = services.ask_assistance(order_id, wanted, version=seen_version(), actor=current_actor())
    return order_done(order_id, msg("已请求协办，派遣单 {number}。", number=new.number))


@bp.post("/orders/<uuid:order_id>/extension")
@requires(may.EXTEND)
@on_invalid(drawn_again("extension"))
def request_extension(order_id: UUID) -> Response:
    """Ask for more time."""
    services.request_extension(order_id, typed(schemas.ExtensionIn()), version=seen_version(), actor=current_actor())
    return order_done(order_id, msg("延期申请已提交，等待中心审批。"))


@bp.post("/orders/<uuid:order_id>/approve-extension")
@requires(may.APPROVE_EXTENSION)
@on_invalid(show_order)
def approve_extension(order_id: UUID) -> Response:
    """Grant more time."""
    services.approve_extension(order_id, _reason(), version=seen_version(), actor=current_actor())
    return order_done(order_id, msg("已同意延期。"))


@bp.post("/orders/<uuid:order_id>/decline-extension")
@requires(may.APPROVE_EXTENSION)
@on_invalid(show_order)
def decline_extension(order_id: UUID) -> Response:
    """Grant no more time."""
    services.decline_extension(order_id, _reason(), version=seen_version(), actor=current_actor())
    return order_done(order_id, msg("不同意延期。"))


@bp.post("/orders/<uuid:order_id>/suspension")
@requires(may.SUSPEND)
@on_invalid(drawn_again("suspension"))
def suspend(order_id: UUID) -> Response:
    """Let the work rest."""
    given = typed(schemas.SuspendIn())
    services.suspend_order(order_id, given["reason"], given["until"], version=seen_version(), actor=current_actor())
    return order_done(order_id, msg("已中止办理，办理时限暂停计算。"))


@bp.post("/orders/<uuid:order_id>/resume")
@requires(may.SUSPEND)
@on_invalid(show_order)
def resume(order_id: UUID) -> Response:
    """Let the work go on."""
    services.resume_order(order_id, version=seen_version(), actor=current_actor())
    return order_done(order_id, msg("已恢复办理。"))


@bp.post("/orders/<uuid:order_id>/urge")
@requires(may.URGE)
@on_invalid(show_order)
def urge(order_id: UUID) -> Response:
    """Remind the unit."""
    services.urge_order(order_id, _reason(), version=seen_version(), actor=current_actor())
    return order_done(order_id, msg("已催办，承办单位已收到提醒。"))


@bp.post("/orders/<uuid:order_id>/hand-on")
@requires(may.HAND_ON)
@on_invalid(drawn_again("hand-on"))
def hand_on(order_id: UUID) -> Response:
    """Let a colleague have the order."""
    given = typed(schemas.HandOnIn())
    services.hand_on_order(
        order_id, given["handler_id"], given["reason"], version=seen_version(), actor=current_actor()
    )
    return order_done(order_id, msg("已转办，新的经办人已收到提醒。"))


@bp.post("/orders/<uuid:order_id>/feedback")
@requires(may.FEEDBACK)
@on_invalid(drawn_again("feedback"))
def submit_feedback(order_id: UUID) -> Response:
    """Hand in the result."""
    services.submit_feedback(order_id, typed(schemas.FeedbackIn()), version=seen_version(), actor=current_actor())
    return order_done(order_id, msg("办理反馈已提交。"))


@bp.post("/orders/<uuid:order_id>/approve-feedback")
@requires(may.APPROVE_FEEDBACK)
@on_invalid(show_order)
def approve_feedback(order_id: UUID) -> Response:
    """The head agrees to the result."""
    services.approve_feedback(order_id, _reason(), version=seen_version(), actor=current_actor())
    return order_done(order_id, msg("已反馈中心，等待审核。"))


@bp.post("/orders/<uuid:order_id>/decline-feedback")
@requires(may.APPROVE_FEEDBACK)
@on_invalid(show_order)
def decline_feedback(order_id: UUID) -> Response:
    """The head sends the result back to the officer."""
    services.decline_feedback(order_id, _reason(), version=seen_version(), actor=current_actor())
    return order_done(order_id, msg("已退给经办人修改。"))


@bp.post("/orders/<uuid:order_id>/accept-feedback")
@requires(may.CHECK_FEEDBACK)
@on_invalid(show_order)
def accept_feedback(order_id: UUID) -> Response:
    """Accept the result."""
    services.accept_feedback(order_id, _reason(), version=seen_version(), actor=current_actor())
    return order_done(order_id, msg("已同意办结。"))


@bp.post("/orders/<uuid:order_id>/send-back")
@requires(may.CHECK_FEEDBACK)
@on_invalid(drawn_again("send-back"))
def send_back(order_id: UUID) -> Response:
    """Send the work back."""
    given = typed(schemas.SendBackIn())
    services.send_back(order_id, given["defects"], given["reason"], version=seen_version(), actor=current_actor())
    return order_done(order_id, msg("已退回重办。"))
