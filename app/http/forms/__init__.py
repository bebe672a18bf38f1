"""Forms: text as people type it, brought to the API's shape, judged by one schema, and shown again when refused.

``typed(Schema())`` reads the present form; ``form_state(values)`` is what a page with a form shows.
"""

from app.http.forms.reading import Unreadable, read_date, read_moment, read_time
from app.http.forms.shape import typed
from app.http.forms.state import FormState, form_state, refusal_left
from app.http.forms.validation import load

__all__ = [
    "FormState",
    "Unreadable",
    "form_state",
    "load",
    "read_date",
    "read_moment",
    "read_time",
    "refusal_left",
    "typed",
]
