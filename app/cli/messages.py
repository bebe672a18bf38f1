"""``messages``: what became of messages that leave the house, and starting a failed one anew.

Exit codes: 0 done · 1 refused (the reason is printed) · 2 wrong use.
"""

from __future__ import annotations

import json as json_text
from uuid import UUID

import click

from app.cli.answers import refusals_told, told
from app.core.permissions import Actor
from app.core.text import msg
from app.notifications import queries, services
from app.notifications.queries import MessageFilter
from app.notifications.schemas import MessageOut
from app.notifications.types import Standing


@click.group("messages")
def messages() -> None:
    """Text messages, telephone calls and e-mails."""


@messages.command("list")
@click.option("--standing", type=click.Choice([one.value for one in Standing]), help="only messages that came so far")
@click.option("--limit", type=click.IntRange(1, 200), default=50, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="answer as JSON")
@refusals_told
def list_messages(standing: str | None, limit: int, as_json: bool) -> None:
    """List messages, the newest first: addresses masked, without numbers of matters."""
    wanted = MessageFilter(Standing(standing) if standing else None)
    rows = queries.message_page(_actor(), wanted, limit=limit).rows
    gateway = queries.gateway_words()
    if as_json:
        found = {"sends": gateway.sends, "gateway": str(gateway.words), "rows": MessageOut(many=True).dump(rows)}
        click.echo(json_text.dumps(found, ensure_ascii=False))
        return
    click.echo(str(gateway.words))
    for one in rows:
        why = one.problem or (str(one.held.label) if one.held else "")
        click.echo(f"{one.id}  {one.channel.label}  {one.person}  {one.standing.label}  {why}".rstrip())


@messages.command("retry")
@click.argument("message_id", type=click.UUID)
@click.option("--json", "as_json", is_flag=True, help="answer as JSON")
@refusals_told
def retry(message_id: UUID, as_json: bool) -> None:
    """Start a failed message anew."""
    services.retry_message(message_id, actor=_actor())
    told({"id": str(message_id), "standing": Standing.WAITING.value}, str(msg("已重新排队发送。")), as_json=as_json)


def _actor() -> Actor:
    return Actor.system("command line")
