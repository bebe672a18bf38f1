"""Pure decisions about bytes and names: what kind of file this is, and how its name is kept."""

from app.files.rules.names import safe_name
from app.files.rules.sniffing import kind_of

__all__ = ["kind_of", "safe_name"]
