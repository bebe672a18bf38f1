"""The door, one's own settings, and the administrator's pages about people."""

from app.web.accounts import door, own, tokens, users
from app.web.accounts.blueprint import bp

__all__ = ["bp", "door", "own", "tokens", "users"]
