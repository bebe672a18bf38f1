"""Pages of duty: the week by desk, by person and by day, one duty, signing in and out at one's desk."""

from app.web.rosters import duties, presence, weeks
from app.web.rosters.blueprint import bp

__all__ = ["bp", "duties", "presence", "weeks"]
