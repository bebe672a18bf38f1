"""The Chinese text of an agreement, rendered from its content and never read back.

These words are a printed form: they are not translated, and the court reads them as they stand.
"""

from app.agreements.rules.wording import assignment as _assignment
from app.agreements.rules.wording import general as _general
from app.agreements.rules.wording.articles import Article, article, rendered_types
from app.agreements.rules.wording.document import articles_of, operative_lines, recitals_of, render_text
from app.agreements.rules.wording.phrases import Names

RENDERERS = (_general, _assignment)

__all__ = [
    "RENDERERS",
    "Article",
    "Names",
    "article",
    "articles_of",
    "operative_lines",
    "recitals_of",
    "render_text",
    "rendered_types",
]
