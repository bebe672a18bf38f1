"""When an agreement takes effect.

People's Mediation Law art. 29 and 30; Labour Dispute Mediation Law art. 14; Rules on Online Mediation art. 19.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.agreements.types.circumstances import SignatureFact
from app.agreements.types.content import AgreementContent
from app.agreements.types.enums import AgreementForm, SignerKind
from app.core.text import Message, msg


@dataclass(frozen=True)
class Effect:
    """The instant of effect with the reasons, or None with those still missing."""

    at: datetime | None
    because: tuple[Message, ...]
    missing: tuple[str, ...] = ()


def effect_of(
    content: AgreementContent, signatures: tuple[SignatureFact, ...], *, agreed_at: datetime | None = None
) -> Effect:
    """Oral: when the parties agreed. Written: the latest of all parties' and the mediator's signatures and the seal.

    Where a required hand is missing there is no effect and no thirty days begin.
    """
    if content.form is AgreementForm.ORAL:
        if agreed_at is None:
            return Effect(None, (msg("口头协议还没有登记达成的时间。"),), ("agreed_at",))
        return Effect(agreed_at, (msg("口头协议自各方达成之日起生效。（人民调解法第三十条）"),))
    missing = missing_hands(content, signatures)
    if missing:
        return Effect(None, (msg("还缺{count}处签名或者印章，协议尚未生效。", count=len(missing)),), missing)
    return Effect(max(one.at for one in signatures), _because(signatures))


def missing_hands(content: AgreementContent, signatures: tuple[SignatureFact, ...]) -> tuple[str, ...]:
    """Party keys, `mediator` and `organisation` whose hand is still missing."""
    signed = {one.party for one in signatures if one.signer is SignerKind.PARTY}
    missing = [party.key for party in content.signers if party.key not in signed]
    kinds = {one.signer for one in signatures}
    missing += [kind.value for kind in (SignerKind.MEDIATOR, SignerKind.ORGANISATION) if kind not in kinds]
    return tuple(missing)


def _because(signatures: tuple[SignatureFact, ...]) -> tuple[Message, ...]:
    latest = max(signatures, key=lambda one: one.at)
    words = {
        SignerKind.PARTY: msg("当事人签名"),
        SignerKind.MEDIATOR: msg("调解员签名"),
        SignerKind.ORGANISATION: msg("调解组织盖章"),
    }
    return (
        msg("各方当事人、调解员均已签名，调解组织已盖章。（人民调解法第二十九条）"),
        msg("以最后完成的一项为准：{act}。", act=words[latest.signer]),
    )
