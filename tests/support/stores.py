"""Fixtures: a new store on each kind of database, SQLite always, PostgreSQL on a real server.

Making the tables takes longer than most tests: they are made once, and each test gets a copy.
"""

from __future__ import annotations

import shutil
import sys

import pytest

from ordos_geo.reporting.accounts import passwords
from ordos_geo.reporting.store.database import open_database
from ordos_geo.reporting.store.repository import ReportingRepository
from support.passwords import CHEAP_HASHER
from support.postgresql import NoServerError, make_template, new_database, running_server
from support.reporting import APRIL, DISPATCHER, DUE, DUTIES, TARGETS, Clock

KINDS = [
    "sqlite",
    # one worker, so that one server is started
    pytest.param(
        "postgresql", marks=[pytest.mark.postgresql, pytest.mark.xdist_group("postgresql")]
    ),
]


@pytest.fixture(autouse=True)
def _cheap_passwords(request, monkeypatch):
    """Hashes that are made in no time; tests marked `real_passwords` get those of the program."""
    if request.node.get_closest_marker("real_passwords") is None:
        monkeypatch.setattr(passwords, "PasswordHasher", lambda: CHEAP_HASHER)


@pytest.fixture(scope="session")
def postgresql_server():
    """The address of a PostgreSQL server that lives as long as the tests, with a template."""
    try:
        with running_server() as url:
            make_template(url)
            yield url
    except NoServerError as error:
        reason = f"NO POSTGRESQL SERVER, THE STORE IS TESTED ON SQLITE ONLY: {error}"
        print(f"\n{reason}", file=sys.__stderr__)
        pytest.skip(reason)


@pytest.fixture
def postgresql_url(postgresql_server):
    """A new store on the server, for one test."""
    with new_database(postgresql_server) as url:
        yield url


@pytest.fixture
def second_postgresql_url(postgresql_server):
    """Another new store on the server."""
    with new_database(postgresql_server) as url:
        yield url


@pytest.fixture
def empty_postgresql_url(postgresql_server):
    """A database without any table on the server."""
    with new_database(postgresql_server, is_empty=True) as url:
        yield url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    """The file of a store without any round."""
    path = tmp_path_factory.mktemp("template") / "dispatch.sqlite3"
    open_database(f"sqlite:///{path}").dispose()
    return path


@pytest.fixture
def sqlite_url(tmp_path, sqlite_template):
    """A new store in a file."""
    path = tmp_path / "var" / "dispatch.sqlite3"
    path.parent.mkdir()
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def empty_sqlite_url(tmp_path):
    """A file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'var' / 'dispatch.sqlite3'}"


@pytest.fixture(params=KINDS)
def store_url(request):
    """The address of a store without any round, of each kind in turn."""
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture(params=KINDS)
def empty_store_url(request):
    """The address of an empty database, of each kind in turn."""
    return request.getfixturevalue(f"empty_{request.param}_url")


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def repository(store_url, clock):
    """A store without any round."""
    repository = ReportingRepository(open_database(store_url), now=clock)
    yield repository
    repository.engine.dispose()


@pytest.fixture
def april(repository):
    """The store with the round of April opened."""
    repository.open_round(APRIL, DUTIES, DISPATCHER, due_on=DUE, targets=TARGETS)
    return repository
