"""One set of answers for everything that goes wrong: pages for people, RFC 9457 problems for machines.

A page never shows a technical word: it says what happened, what was kept and what to do next.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from flask import Flask, Response, current_app, g, jsonify, redirect, render_template, request, url_for
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from app.core.db import db
from app.core.errors import FengqiaoError, NotSignedIn, StaleVersion
from app.core.text import Message, msg
from app.http.csrf import SAFE
from app.http.forms import kept_typing
from app.http.forms.state import keepable
from app.http.forms.validation import flat
from app.http.request_id import request_id
from app.http.versions import is_api

PROBLEM = "application/problem+json"

#: What a person reads, by status: title, then what to do next.
WORDS: dict[int, tuple[Message, Message]] = {
    400: (msg("请求无法识别"), msg("页面停留过久或地址不完整。请返回上一页，刷新后再试。")),
    401: (msg("请先登录"), msg("您还没有登录，或者登录已经过期。")),
    403: (
        msg("没有权限"),
        msg("您当前的岗位不能办理此事。如有多个岗位，可在右上角切换；确有需要，请联系本单位管理员。"),
    ),
    404: (msg("没有找到"), msg("内容不存在，或者不在您的权限范围内。请核对编号，或从列表中重新打开。")),
    405: (msg("不能这样打开"), msg("这个地址只接受提交，不能直接打开。请从页面上的按钮办理。")),
    406: (msg("没有这种格式"), msg("请换一种格式再试。")),
    408: (msg("等待过久"), msg("网络较慢，内容没有传完。请再试一次。")),
    409: (msg("现在不能办理"), msg("情况已有变化。请返回查看最新内容后再办理。")),
    410: (msg("已经失效"), msg("这个链接已经过期或用过，请重新获取。")),
    412: (msg("内容已被他人更新"), msg("请查看最新内容后再办理。")),
    413: (msg("文件太大"), msg("单次上传不能超过{megabytes}MB。照片可先压缩，长视频请分段。")),
    415: (msg("不支持这种内容"), msg("请按页面上说明的格式提交。")),
    422: (msg("有内容需要更正"), msg("请返回上一页，按提示更正后再提交。")),
    428: (msg("缺少版本"), msg("请重新打开这一页后再办理。")),
    429: (msg("操作太频繁"), msg("请稍等片刻再试。")),
    500: (msg("系统出错了"), msg("本次操作没有生效。请稍后再试；如仍不行，请把下面的编号告诉管理员。")),
    503: (msg("暂时不能使用"), msg("系统正在维护或繁忙，请几分钟后再试。")),
}
#: Set while a refusal is drawn: its frame asks for no numbers, they arrive with the live ones.
UNCOUNTED = "fengqiao_uncounted"
TITLE_ELSE = (msg("无法完成"), msg("请返回上一页再试。"))


def register(app: Flask) -> None:
    """Install the handlers; there are no others."""
    app.register_error_handler(FengqiaoError, refused)
    app.register_error_handler(HTTPException, aborted)
    app.register_error_handler(Exception, failed)


def refused(error: FengqiaoError) -> Response:
    """A refusal of ours."""
    db.session.rollback()
    if isinstance(error, NotSignedIn) and not is_api() and not _asked_by_script():
        return _to_the_door()
    status = 412 if isinstance(error, StaleVersion) and is_api() else error.status
    extra = {"seen": error.seen, "current": error.current} if isinstance(error, StaleVersion) else {}
    return answer(status, error.code, error.message, fields=error.fields, extra=extra)


def _asked_by_script() -> bool:
    """Whether a page's script asks, which cannot follow anybody to the door."""
    return request.accept_mimetypes.best in ("application/json", "text/event-stream")


def aborted(error: HTTPException) -> Response:
    """A refusal of the framework: no such route, wrong method, too large, unreadable body."""
    if isinstance(error.code, int) and error.code < 400:
        return error.get_response()  # type: ignore[return-value]
    status = error.code or 500
    fields = _fields_of(error)
    title, _ = WORDS.get(status, TITLE_ELSE)
    response = answer(status, _code_of(status), _detail(status, title), fields=fields)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response


def failed(error: Exception) -> Response:
    """A fault of ours: logged with the request's id, told without detail."""
    with suppress(SQLAlchemyError):
        db.session.rollback()
    current_app.logger.exception("unhandled fault in request %s", request_id())
    if current_app.config.get("PROPAGATE_FAULTS"):
        raise error
    return answer(500, "fault", WORDS[500][0])


def _fields_of(error: HTTPException) -> dict[str, list[Message]]:
    """Field faults that webargs carries: ``{"json": {"name": […]}}`` without the outer name."""
    messages = getattr(error, "data", None) or {}
    found: dict[str, list[Message]] = {}
    for place, inner in (messages.get("messages") or {}).items():
        if isinstance(inner, dict):
            found.update(flat(inner))
        else:
            found.update(flat(inner, place))
    return found


def _code_of(status: int) -> str:
    return {404: "not_found", 405: "method_not_allowed", 413: "too_large", 422: "invalid_input"}.get(
        status, f"http_{status}"
    )


def _detail(status: int, title: Message) -> Message:
    return msg("有内容需要更正。") if status == 422 else title


def answer(
    status: int,
    code: str,
    message: Message,
    *,
    fields: dict[str, list[Message]] | None = None,
    extra: dict[str, Any] | None = None,
) -> Response:
    """The same refusal as a problem for machines or as a page for people."""
    if is_api() or _asked_by_script():
        return problem(status, code, message, fields=fields, extra=extra)
    setattr(g, UNCOUNTED, True)
    title, advice = WORDS.get(status, TITLE_ELSE)
    megabytes = (current_app.config.get("MAX_CONTENT_LENGTH") or 0) // (1024 * 1024)
    typed = _typed(status)
    page = render_template(
        "errors/error.html",
        status=status,
        quiet=status >= 500,
        title=title,
        message=message if message.text != title.text else None,
        advice=Message(advice.text, {"megabytes": megabytes}) if "{" in advice.text else advice,
        faults=[str(text) for texts in (fields or {}).values() for text in texts],
        typed=keepable(typed) if typed else {},
        request_id=request_id(),
    )
    return current_app.response_class(page, status=status)


def _typed(status: int) -> MultiDict[str, str] | None:
    """What was typed, to be shown again; a body that was too large cannot be read any more."""
    return request.form if status != 413 and request.method not in SAFE else None


def problem(
    status: int,
    code: str,
    message: Message,
    *,
    fields: dict[str, list[Message]] | None = None,
    extra: dict[str, Any] | None = None,
) -> Response:
    """An RFC 9457 problem."""
    title, _ = WORDS.get(status, TITLE_ELSE)
    body = {
        "type": "about:blank",
        "title": str(title),
        "status": status,
        "code": code,
        "detail": str(message),
        "instance": request.path,
        "request_id": request_id(),
        **(extra or {}),
    }
    if fields:
        body["errors"] = {name: [str(one) for one in found] for name, found in fields.items()}
    response: Response = jsonify(body)
    response.status_code = status
    response.mimetype = PROBLEM
    if status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="fengqiao"'
    return response


def _to_the_door() -> Response:
    """Sign in first, then come back; what was typed into an expired page travels along, sealed."""
    if request.headers.get("HX-Request"):
        response = current_app.response_class("", status=401)
        response.headers["HX-Refresh"] = "true"
        return response
    if request.method in SAFE:
        wanted = request.full_path.rstrip("?")
        return redirect(url_for("accounts.sign_in", next=wanted) if wanted != "/" else url_for("accounts.sign_in"))  # type: ignore[return-value]
    page = render_template(
        "accounts/sign_in.html", next=kept_typing.page_of(request), kept=kept_typing.seal(request), expired=True
    )
    return current_app.response_class(page, status=401)
