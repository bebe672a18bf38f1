"""The gateway over HTTP: one signed POST of JSON for each message, under the message's own key."""

from __future__ import annotations

import hashlib
import hmac
import json
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import SplitResult, urlsplit

from app.core import clock
from app.core.text import Message, msg
from app.notifications.gateways.door import GatewayTrouble
from app.notifications.gateways.local import as_plain
from app.notifications.types import Outgoing

LONGEST_ANSWER = 16 * 1024
LONGEST_NUMBER = 80
#: Refusals after which the same request may yet be taken.
PASSING = frozenset({408, 425, 429})


def signature(key: str, moment: str, body: bytes) -> str:
    """HMAC-SHA-256 over the moment, a dot and the body: who receives it can tell that it is ours and not old."""
    return hmac.new(key.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()


class HttpGateway:
    """Posts to one address. Redirects are not followed: what is signed goes where the setting says."""

    sends = True

    def __init__(self, address: str, key: str, timeout: float) -> None:
        self._address: SplitResult = urlsplit(address)
        self._key = key
        self._timeout = timeout

    @property
    def words(self) -> Message:
        """What the administrator reads."""
        return msg("消息经网关 {host} 发出。", host=self._address.hostname or "")

    def hand_over(self, message: Outgoing) -> str | None:
        """Post it; raises ``GatewayTrouble``, final when the other side says that the message itself is wrong."""
        body = json.dumps(as_plain(message), ensure_ascii=False).encode()
        try:
            status, answer = self._post(body, message)
        except (OSError, HTTPException) as problem:
            raise GatewayTrouble(msg("网关没有应答：{why}", why=type(problem).__name__)) from problem
        if 200 <= status < 300:
            return _number(answer)
        final = 400 <= status < 500 and status not in PASSING
        raise GatewayTrouble(msg("网关拒收，状态码{status}", status=status), final=final)

    def _post(self, body: bytes, message: Outgoing) -> tuple[int, bytes]:
        kind = HTTPSConnection if self._address.scheme == "https" else HTTPConnection
        connection = kind(self._address.hostname or "", self._address.port, timeout=self._timeout)
        path = (self._address.path or "/") + (f"?{self._address.query}" if self._address.query else "")
        try:
            connection.request("POST", path, body, self._headers(body, message))
            answer: HTTPResponse = connection.getresponse()
            return answer.status, answer.read(LONGEST_ANSWER)
        finally:
            connection.close()

    def _headers(self, body: bytes, message: Outgoing) -> dict[str, str]:
        moment = str(int(clock.now().timestamp()))
        return {
            "Content-Type": "application/json; charset=utf-8",
            "Idempotency-Key": str(message.key),
            "X-Fengqiao-Time": moment,
            "X-Fengqiao-Signature": f"sha256={signature(self._key, moment, body)}",
        }


def _number(answer: bytes) -> str | None:
    """The provider's own number of the message, where its answer names one as ``receipt``."""
    try:
        said = json.loads(answer)
    except ValueError:
        return None
    found = said.get("receipt") if isinstance(said, dict) else None
    return str(found)[:LONGEST_NUMBER] if isinstance(found, str | int) else None
