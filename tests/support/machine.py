"""A person's own program at the API: a bearer token, the version seen with every act, a fresh key for every write."""

from __future__ import annotations

import io
from typing import Any
from uuid import uuid4

from flask.testing import FlaskClient

from app.accounts import services as accounts
from app.accounts.commands import NewToken
from app.core.permissions import Actor

V1 = "/api/v1"


class Machine:
    """Requests in the name of one person, with nothing but the token."""

    def __init__(self, client: FlaskClient, person: Actor) -> None:
        """Make a token that may do whatever the person may."""
        assert person.membership_id is not None
        made = accounts.make_token(
            NewToken(membership_id=person.membership_id, name="接口联调", scopes=("*:*:*",), days=30),
            actor=Actor.system(),
        )
        self.client, self.secret = client, made.secret

    def _headers(self, version: int | None) -> dict[str, str]:
        headers = {"Authorization": f"Bearer {self.secret}", "Idempotency-Key": str(uuid4())}
        return headers if version is None else {**headers, "If-Match": str(version)}

    def get(self, address: str) -> Any:
        """A resource."""
        answer = self.client.get(V1 + address, headers={"Authorization": f"Bearer {self.secret}"})
        assert answer.status_code == 200, (address, answer.status_code, answer.get_data(as_text=True)[:600])
        return answer.get_json()

    def make(self, address: str, body: Any) -> Any:
        """Make a resource."""
        return self._post(address, body, None, (201,))

    def act(self, address: str, seen: dict[str, Any], body: Any = None, status: int = 200) -> Any:
        """Do something to a resource as it was seen."""
        return self._post(address, body or {}, int(seen["version"]), (status,))

    def plain(self, address: str, body: Any) -> Any:
        """Do something that needs no version."""
        return self._post(address, body, None, (200, 201))

    def upload(self, address: str, seen: dict[str, Any], content: bytes, name: str) -> Any:
        """Send a file to a resource as it was seen."""
        answer = self.client.post(
            V1 + address,
            data={"file": (io.BytesIO(content), name)},
            headers=self._headers(int(seen["version"])),
            content_type="multipart/form-data",
        )
        assert answer.status_code == 200, (address, answer.status_code, answer.get_data(as_text=True)[:600])
        return answer.get_json()

    def _post(self, address: str, body: Any, version: int | None, wanted: tuple[int, ...]) -> Any:
        answer = self.client.post(V1 + address, json=body, headers=self._headers(version))
        assert answer.status_code in wanted, (address, answer.status_code, answer.get_data(as_text=True)[:900])
        return answer.get_json()
