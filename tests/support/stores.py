"""Fixtures: a fresh store on each kind of database, SQLite always, PostgreSQL on a real server."""

from __future__ import annotations

import sys

import pytest

from ordos_geo.reporting.store.database import open_database
from ordos_geo.reporting.store.repository import ReportingRepository
from support.postgresql import NoServerError, fresh_database, running_server
from support.reporting import APRIL, DISPATCHER, DUE, DUTIES, TARGETS, Clock


@pytest.fixture(scope="session")
def postgresql_server():
    """The address of a PostgreSQL server that lives as long as the tests."""
    try:
        with running_server() as url:
            yield url
    except NoServerError as error:
        reason = f"NO POSTGRESQL SERVER, THE STORE IS TESTED ON SQLITE ONLY: {error}"
        print(f"\n{reason}", file=sys.__stderr__)
        pytest.skip(reason)


@pytest.fixture
def postgresql_url(postgresql_server):
    """An empty database on the server, for one test."""
    with fresh_database(postgresql_server) as url:
        yield url


@pytest.fixture
def second_postgresql_url(postgresql_server):
    """Another empty database on the server."""
    with fresh_database(postgresql_server) as url:
        yield url


@pytest.fixture
def sqlite_url(tmp_path):
    return f"sqlite:///{tmp_path / 'var' / 'dispatch.sqlite3'}"


@pytest.fixture(
    params=[
        "sqlite",
        # one worker, so that one server is started
        pytest.param("postgresql", marks=pytest.mark.xdist_group("postgresql")),
    ]
)
def store_url(request):
    """The address of an empty database, of each kind in turn."""
    return request.getfixturevalue(f"{request.param}_url")


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
