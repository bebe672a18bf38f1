"""What the court asks the parties together (民诉法解释356): each question answered, none left out."""

from __future__ import annotations

from app.core.text import Message, msg

QUESTIONS: dict[str, Message] = {
    "voluntary": msg("达成协议是否出于自愿？"),
    "understood": msg("是否清楚协议内容和确认的后果？"),
    "capacity": msg("是否具有完全民事行为能力，代理人权限是否明确？"),
    "no_harm": msg("协议是否损害国家利益、社会公共利益或者他人合法权益？"),
    "performed": msg("协议目前履行情况如何？"),
}


def unanswered(answers: dict[str, str]) -> list[str]:
    """Questions without an answer."""
    return [key for key in QUESTIONS if not answers.get(key, "").strip()]
