"""Pages of duty: the week by desk, by person and by day, one duty, exchanges, signing in and out at one's desk."""

from app.web.rosters import duties, exchanges, presence, weeks
from app.web.rosters.blueprint import bp

__all__ = ["bp", "duties", "exchanges", "presence", "weeks"]
