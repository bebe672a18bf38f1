"""Loading the law table that ships with the product."""

from __future__ import annotations

from sqlalchemy.dialects.postgresql import insert

from app.core import clock
from app.core.db import db
from app.core.ids import new_id
from app.core.permissions import Actor
from app.core.unit_of_work import unit_of_work
from app.guidance.articles import ARTICLES
from app.guidance.models import LawArticle


def load_articles(*, actor: Actor) -> int:
    """Put every shipped article into the table; one that is there already stays. Returns how many are shipped."""
    with unit_of_work(actor):
        for row in ARTICLES:
            db.session.execute(
                insert(LawArticle)
                .values(
                    id=new_id(),
                    code=row.code,
                    law=row.law,
                    article=row.article,
                    paraphrase=row.paraphrase,
                    topics=list(row.topics),
                    valid_from=row.valid_from,
                    valid_to=row.valid_to,
                    created_at=clock.now(),
                )
                .on_conflict_do_nothing()
            )
    return len(ARTICLES)
