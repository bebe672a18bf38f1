"""The foundation without business: transactions, workflow, events, jobs, permissions, time, ids, numbers, money.

Nothing here knows what a dispute is. Every context above builds on these pieces; none of them imports a context.
"""

from app.core import validation_words

__all__ = ["validation_words"]
