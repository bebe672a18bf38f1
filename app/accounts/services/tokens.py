"""API tokens: a scoped, expiring key to one membership, told once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from app.accounts import rules
from app.accounts.commands import NewToken
from app.accounts.errors import InvalidToken
from app.accounts.models import ApiToken, Membership
from app.accounts.permissions import MAKE_OWN_TOKEN
from app.accounts.services.catalogue import actor_of
from app.accounts.services.secrets import fingerprint, new_secret
from app.accounts.types import TokenBearer
from app.core import clock
from app.core.db import db
from app.core.errors import InvalidInput, NotFound
from app.core.permissions import Actor, Role, authorise
from app.core.text import Message, msg
from app.core.unit_of_work import lock, unit_of_work

MARK = "fq_"
SHOWN = 10
SIGN_OF_USE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class MadeToken:
    """A new token: the secret is seen here and never again."""

    secret: str
    row: ApiToken


def make_token(command: NewToken, *, actor: Actor) -> MadeToken:
    """Make a key to a membership of one's own (the system may make one for anybody).

    Raises ``InvalidInput`` at ``days`` or ``scopes``, ``NotFound`` for another person's membership.
    """
    authorise(actor, MAKE_OWN_TOKEN)
    faults = _faults(command)
    if faults:
        raise InvalidInput(faults)
    with unit_of_work(actor) as uow:
        membership = db.session.get(Membership, command.membership_id)
        if membership is None or not (actor.role is Role.SYSTEM or membership.user_id == actor.user_id):
            raise NotFound()
        secret = MARK + new_secret()
        row = ApiToken(
            name=command.name.strip()[:80],
            prefix=secret[:SHOWN],
            token_hash=fingerprint(secret),
            membership_id=membership.id,
            scopes=list(command.scopes),
            expires_at=clock.now() + timedelta(days=command.days),
        )
        db.session.add(row)
        db.session.flush()
        uow.audit(
            "accounts.token_made", "user", membership.user_id, None,
            {"token": str(row.id), "scopes": row.scopes, "days": command.days},
        )  # fmt: skip
    return MadeToken(secret, row)


def _faults(command: NewToken) -> dict[str, list[Message]]:
    faults: dict[str, list[Message]] = {}
    if not command.name.strip():
        faults["name"] = [msg("请写明令牌的用途。")]
    if not 1 <= command.days <= rules.LONGEST_TOKEN_DAYS:
        faults["days"] = [msg("有效期为1至{most}天。", most=rules.LONGEST_TOKEN_DAYS)]
    if not command.scopes or any(not 0 < len(scope) <= 80 or scope.count(":") > 2 for scope in command.scopes):
        faults["scopes"] = [msg("请至少给出一个范围，例如 *:*:read 或 intake:event:file。")]
    return faults


def load_token(secret: str) -> TokenBearer:
    """The actor behind an API token, narrowed to its scopes.

    Raises ``InvalidToken`` when the token is unknown, expired or revoked, its membership over, or the account locked.
    """
    row = db.session.execute(
        select(ApiToken)
        .where(ApiToken.token_hash == fingerprint(secret), ApiToken.revoked_at.is_(None))
        .options(
            joinedload(ApiToken.membership).joinedload(Membership.user),
            joinedload(ApiToken.membership).joinedload(Membership.unit),
        )
    ).scalar_one_or_none()
    now = clock.now()
    if row is None or row.expires_at <= now or not _usable(row.membership):
        raise InvalidToken()
    actor = actor_of(row.membership)
    bearer = TokenBearer(
        replace(actor, permissions=rules.narrowed(actor.permissions, row.scopes)), row.id, row.membership.user.language
    )
    if row.last_used_at is None or now - row.last_used_at > SIGN_OF_USE:
        _note_use(row.id)
    return bearer


def _usable(membership: Membership) -> bool:
    in_force = rules.in_force(membership.from_on, membership.until_on, clock.today())
    return in_force and membership.unit.is_active and membership.user.locked_at is None


def _note_use(token_id: UUID) -> None:
    with unit_of_work(Actor.system()):
        statement = update(ApiToken).where(ApiToken.id == token_id).values(last_used_at=clock.now())
        db.session.execute(statement.execution_options(synchronize_session=False))


def revoke_token(token_id: UUID, *, actor: Actor) -> None:
    """Make a token of one's own useless at once; raises ``NotFound`` for another person's."""
    authorise(actor, MAKE_OWN_TOKEN)
    with unit_of_work(actor) as uow:
        row = lock(ApiToken, token_id)
        if actor.role is not Role.SYSTEM and row.membership.user_id != actor.user_id:
            raise NotFound()
        row.revoked_at = row.revoked_at or clock.now()
        uow.audit("accounts.token_revoked", "user", row.membership.user_id, None, {"token": str(row.id)})
