"""The database is created and migrated on first use, by whoever comes first."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.dialects import sqlite

from ordos_geo.errors import ReportingError, StoreFault
from ordos_geo.reporting.store.database import open_database, reading, schema_version, writing
from ordos_geo.reporting.store.schema import Table, UtcDateTime


def test_the_migrations_make_the_tables_that_the_program_expects(empty_store_url):
    engine = open_database(empty_store_url)
    with reading(engine) as connection:
        options = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Table.metadata) == []
    engine.dispose()


def test_many_that_open_a_new_store_at_once_find_one(empty_store_url):
    with ThreadPoolExecutor(8) as pool:
        engines = list(pool.map(open_database, [empty_store_url] * 8))
    versions = set()
    for engine in engines:
        with reading(engine) as connection:
            versions.add(schema_version(connection))
        engine.dispose()
    assert versions == {"v0001"}


def test_a_store_of_a_newer_program_is_refused_and_stays_as_it_is(store_url):
    engine = open_database(store_url)
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'v9999'"))
    with pytest.raises(ReportingError) as caught:
        open_database(store_url)
    assert caught.value.faults[0].kind is StoreFault.DATABASE_UNUSABLE
    with reading(engine) as connection:
        assert schema_version(connection) == "v9999"
    engine.dispose()


def test_sqlite_writes_ahead_and_keeps_its_rules(tmp_path):
    path = tmp_path / "var" / "dispatch.sqlite3"
    engine = open_database(f"sqlite:///{path}")
    with reading(engine) as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
        }
    assert pragmas == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "busy_timeout": 30_000,
        "synchronous": 2,
    }
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    engine.dispose()


def test_a_file_that_is_no_database_is_a_fault(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("no database " * 100)
    with pytest.raises(ReportingError) as caught:
        open_database(f"sqlite:///{path}")
    assert str(tmp_path) not in caught.value.chinese()
    assert path.read_text().startswith("no database")


def test_a_folder_that_cannot_be_made_is_a_fault_without_its_path(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(ReportingError) as caught:
        open_database(f"sqlite:///{tmp_path}/file/store.sqlite3")
    assert str(tmp_path) not in caught.value.english()


def test_what_fails_half_way_leaves_nothing(store_url):
    engine = open_database(store_url)

    def insert_and_fail():
        with writing(engine) as connection:
            connection.execute(text("INSERT INTO rounds VALUES ('2025-04')"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        insert_and_fail()
    with reading(engine) as connection:
        assert connection.scalar(text("SELECT count(*) FROM rounds")) == 0
    engine.dispose()


def test_a_reader_sees_one_state_while_others_write(store_url):
    engine = open_database(store_url)
    count = text("SELECT count(*) FROM rounds")
    with reading(engine) as reader:
        assert reader.scalar(count) == 0
        with writing(engine) as writer:
            writer.execute(text("INSERT INTO rounds VALUES ('2025-04')"))
        assert reader.scalar(count) == 0
    with reading(engine) as reader:
        assert reader.scalar(count) == 1
    engine.dispose()


def test_tables_of_others_in_the_database_stay(store_url):
    engine = open_database(store_url)
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE of_others (x integer)"))
    open_database(store_url).dispose()
    with reading(engine) as connection:
        assert connection.scalar(text("SELECT count(*) FROM of_others")) == 0
    engine.dispose()


def test_times_come_back_as_they_were_with_their_zone():
    column = UtcDateTime()
    beijing = datetime(2025, 4, 1, 8, tzinfo=timezone(timedelta(hours=8)))
    stored = column.process_bind_param(beijing, sqlite.dialect())
    assert stored == datetime(2025, 4, 1, 0)  # noqa: DTZ001 - SQLite keeps no zone
    assert column.process_result_value(stored, sqlite.dialect()) == beijing
    assert column.process_bind_param(None, sqlite.dialect()) is None
    with pytest.raises(ValueError, match="zone"):
        column.process_bind_param(datetime(2025, 4, 1), sqlite.dialect())  # noqa: DTZ001
    assert column.process_result_value(stored, sqlite.dialect()).tzinfo is UTC


def test_an_address_of_another_kind_is_refused():
    for url in ("mysql://x", "sqlite+aiosqlite:///x", "", "no address"):
        with pytest.raises(ReportingError):
            open_database(url)
