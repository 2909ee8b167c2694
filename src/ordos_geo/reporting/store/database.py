"""The database of the store: opened from a URL, its schema brought up to date on first use."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, MetaData, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from ordos_geo.errors import Fault, ReportingError, StoreFault
from ordos_geo.reporting.store.schema import Table

BUSY_TIMEOUT_S = 30
"""How long a write waits for another one on SQLite."""

_MIGRATION_LOCK = 0x6F7264  # any number, the same in all processes
_RETRY_S = 0.02
_PRAGMAS = (
    "synchronous = FULL",
    "foreign_keys = ON",
    "recursive_triggers = ON",  # else INSERT OR REPLACE would delete past the triggers
)
_DRIVERS = {
    "sqlite": "sqlite",
    "sqlite+pysqlite": "sqlite",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


def open_database(url: str) -> Engine:
    """An engine on the database at `url`, which is created and migrated where needed.

    `url` is sqlite:///FILE or postgresql://USER:PASSWORD@HOST/DATABASE. Raises ReportingError where
    it cannot be reached, is newer than this program, or is of another kind.
    """
    parsed = _parsed(url)
    try:
        if parsed.drivername == "sqlite":
            _make_file(parsed)
        engine = _engine(parsed)
        _migrate_once(engine)
    except (SQLAlchemyError, OSError) as error:
        raise unusable(error) from error
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one state of the store throughout; ReportingError where it fails."""
    try:
        connection = engine.connect().execution_options(**_snapshot(engine))
        with connection, connection.begin():
            yield connection
    except SQLAlchemyError as error:
        raise unusable(error) from error


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes: everything in it is kept, or nothing.

    SQLite takes its one write lock at once, so that a write waits its turn and never fails half
    way. Raises ReportingError where the database fails.
    """
    try:
        connection = engine.connect().execution_options(sqlite_begin="BEGIN IMMEDIATE")
        with connection, connection.begin():
            yield connection
    except SQLAlchemyError as error:
        raise unusable(error) from error


def unusable(error: Exception) -> ReportingError:
    """The fault of a database that does not do what it should; never shows the URL."""
    # the whole text of an OSError would name the machine's folders
    cause = getattr(error, "strerror", None) or getattr(error, "orig", None) or error
    reason = str(cause).strip().splitlines()
    details = {"reason": reason[0] if reason else type(error).__name__}
    return ReportingError([Fault(StoreFault.DATABASE_UNUSABLE, details=details)])


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise unusable(ValueError("not a database URL")) from error
    if parsed.drivername not in _DRIVERS:
        raise unusable(ValueError(f"'{parsed.drivername}' is neither sqlite nor postgresql"))
    return parsed.set(drivername=_DRIVERS[parsed.drivername])


def _make_file(url: URL) -> None:
    """Make the file of a new database readable by its owner only: it holds password hashes."""
    if url.database and url.database != ":memory:":
        path = Path(url.database)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)


def _snapshot(engine: Engine) -> dict[str, Any]:
    """SQLite reads a snapshot anyway; PostgreSQL when told to."""
    if engine.dialect.name == "sqlite":
        return {}
    return {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


def _engine(url: URL) -> Engine:
    if url.drivername != "sqlite":
        return create_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=20)
    arguments = {"timeout": BUSY_TIMEOUT_S}
    engine = create_engine(url, connect_args=arguments, pool_size=10, max_overflow=20)

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # transactions begin where SQLAlchemy says, see below
        _use_write_ahead_log(connection)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        connection.exec_driver_sql(options.get("sqlite_begin", "BEGIN"))

    return engine


def _use_write_ahead_log(connection: sqlite3.Connection) -> None:
    """Switch a new file over; SQLite does not wait by itself when others do the same just now."""
    give_up_at = time.monotonic() + BUSY_TIMEOUT_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > give_up_at:
                raise
            time.sleep(_RETRY_S)
        else:
            return


def migrate(connection: Connection, version: str = "head") -> None:
    """Bring the schema up to a version, the latest if left out.

    Raises ReportingError where the database is newer than this program.
    """
    # not needed by commands that have nothing to do with the store, and slow to load
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, version)
    except CommandError as error:
        raise unusable(error) from error


def schema_version(connection: Connection) -> str:
    """The step of `migrations` that the schema is at."""
    from alembic.migration import MigrationContext  # noqa: PLC0415 - see `migrate`

    version = MigrationContext.configure(connection).get_current_revision()
    if version is None:
        raise unusable(ValueError("it has no tables"))
    return version


def empty_schema(connection: Connection) -> None:
    """Drop the tables of the store with what is in them; `migrate` makes them anew.

    Tables of others in the same database stay.
    """
    own = {*Table.metadata.tables, "alembic_version"}
    metadata = MetaData()
    metadata.reflect(connection, only=lambda name, _: name in own)
    metadata.drop_all(connection)
    if connection.dialect.name == "postgresql":
        connection.execute(text("DROP FUNCTION IF EXISTS refuse_change()"))


def _migrate_once(engine: Engine) -> None:
    """Bring the schema up to date; of several processes that start at once, one does it."""
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            lock = text("SELECT pg_advisory_xact_lock(:key)")
            connection.execute(lock, {"key": _MIGRATION_LOCK})
        migrate(connection)
