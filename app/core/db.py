"""The database handle, the model base and the column types all contexts share."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Any
from uuid import UUID

from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session as AppSession
from sqlalchemy import (
    BigInteger,
    BindParameter,
    Date,
    DateTime,
    Dialect,
    MetaData,
    Text,
    TypeDecorator,
    bindparam,
    event,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, SessionTransaction, mapped_column

from app.core import clock, crypto, ids

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: stored with zone, always read back in UTC; a naive value is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        """What a value is in Python; cursors of lists are read by it."""
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value is not None else None


class EncryptedText(TypeDecorator[str]):
    """A personal field: ciphertext in the database, plain text in the model."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return crypto.encrypt(value) if value is not None else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return crypto.decrypt(value) if value is not None else None


Fen = Annotated[int, mapped_column(BigInteger)]

#: The present moment in a statement, looked at each time it is sent: what holds it may be built once and kept.
NOW: BindParameter[datetime] = bindparam(None, callable_=clock.now, type_=UtcDateTime())
#: Likewise today in Beijing.
TODAY: BindParameter[date] = bindparam(None, callable_=clock.today, type_=Date())


class Model(DeclarativeBase):
    """Base of all tables."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: UtcDateTime, dict[str, Any]: JSONB, list[Any]: JSONB}


class IdMixin:
    """A time-ordered UUID as primary key."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)


class CreatedMixin:
    """When the row was made."""

    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class VersionMixin:
    """A version that rises with every change a person makes; pages and API compare it before they write."""

    version: Mapped[int] = mapped_column(default=1)
    updated_at: Mapped[datetime] = mapped_column(default=clock.now)

    def touch(self) -> None:
        """Count one change."""
        self.version = (self.version or 0) + 1
        self.updated_at = clock.now()


class KeepingSession(AppSession):
    """A session that keeps what was asked for by its key to the end of the transaction.

    A session alone forgets a row as soon as nobody holds it, and asks the database again for the next one who wants it.
    """

    def get(self, *args: Any, **kwargs: Any) -> Any:
        """The row of a key, or None."""
        row = super().get(*args, **kwargs)
        if row is not None:
            self.info.setdefault(KEPT, set()).add(row)
        return row


#: Where a session keeps the rows.
KEPT = "core.kept"


@event.listens_for(KeepingSession, "after_transaction_end")
def _let_go(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info.pop(KEPT, None)


#: Models derive from ``Model`` (typed, ours); Flask-SQLAlchemy keeps engines and sessions for its metadata.
db = SQLAlchemy(metadata=Model.metadata, session_options={"class_": KeepingSession})
