"""Pages of duty: the week by desk, by person and by day, one duty, exchanges, hand-over lists, gaps and shares, who is
there, spreadsheets and calendars.
"""

from app.web.rosters import duties, exchanges, gaps, handovers, presence, sheets, substitutes, weeks
from app.web.rosters.blueprint import bp

__all__ = ["bp", "duties", "exchanges", "gaps", "handovers", "presence", "sheets", "substitutes", "weeks"]
