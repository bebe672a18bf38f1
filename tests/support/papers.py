"""Documents of a matter for tests: one wage matter, forms with the sample data, issued by the dispatcher.

The fixture ``papers`` is a ``Papers``; rendering happens in the process of the test.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any
from uuid import UUID

import pytest

from app.core.ids import new_id
from app.core.permissions import Actor
from app.rendering import services
from app.rendering.samples import SAMPLES
from app.rendering.types import IssuedDocument
from tests.support.people import Cast
from tests.support.wages import WageMatter


class Papers:
    """Issues documents for one matter."""

    def __init__(self, matter: WageMatter) -> None:
        """Remember the matter and its people."""
        self.cast: Cast = matter.cast
        self.matter_id: UUID = matter.matter_id
        self.dispatcher: Actor = self.cast.actor("gaomou")
        self.mediator: Actor = self.cast.actor("ding")
        self.subject_id = new_id()

    def data(self, key: str = "D12", **changes: Any) -> dict[str, Any]:
        """The sample data of a form with some changed."""
        return {**deepcopy(SAMPLES[key]), **changes}

    def issue(
        self, key: str = "D12", *, draft: bool = False, subject_id: UUID | None = None, **changes: Any
    ) -> IssuedDocument:
        """Issue a document; the same subject gives the next version."""
        return services.issue_document(
            key.partition(":")[0],
            self.data(key, **changes),
            matter_id=self.matter_id,
            subject_kind="dispatch_order",
            subject_id=subject_id or self.subject_id,
            actor=self.dispatcher,
            draft=draft,
        )


@pytest.fixture
def papers(wage_matter: WageMatter) -> Iterator[Papers]:
    """Documents of the wage matter, with the clock of the matter and no rendering processes."""
    before = services.press()
    services.use_press(services.Press("https://fengqiao.example", 0))
    yield Papers(wage_matter)
    services.use_press(before)
