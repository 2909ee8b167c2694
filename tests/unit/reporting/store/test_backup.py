"""Backups are restored, into either kind of database, whole or not at all."""

from __future__ import annotations

import json
import stat
import zipfile
from datetime import date

import pytest
from sqlalchemy import MetaData, select

from ordos_geo.errors import ReportingError, StoreFault
from ordos_geo.model.reporting import Expectation, Figure, ReportContent, Role
from ordos_geo.reporting.accounts.accounts import Accounts
from ordos_geo.reporting.store.audit import latest_events
from ordos_geo.reporting.store.backup import restore_backup, write_backup
from ordos_geo.reporting.store.database import open_database, reading
from ordos_geo.reporting.store.repository import ReportingRepository
from support.reporting import (
    APRIL,
    DISPATCHER,
    DONGSHENG,
    DUE,
    DUTIES,
    FULL,
    HYDROGEN,
    ROAD,
    submit,
)
from support.stores import KINDS

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
PASSWORD = "correct horse battery"  # noqa: S105


@pytest.fixture
def filled(april):
    """A store with something in every kind of table."""
    april.open_round(
        APRIL.next,
        DUTIES,
        DISPATCHER,
        due_on=date(2025, 6, 5),
        expectations=[Expectation(ROAD, APRIL, 1 / 3)],
    )
    file = april.add_evidence("现场.png", PNG, DONGSHENG, ROAD.unit_id)
    content = ReportContent(
        percent=40,
        done="“路基”\n完成 🚧",
        figures=(Figure("target-roads", 0.1 + 0.2),),
        evidence=(file,),
    )
    submit(april, ROAD, content)
    april.send_back(APRIL, ROAD, 1, DISPATCHER, reason="缺数字")
    submit(april, HYDROGEN)
    april.close_round(APRIL, DISPATCHER)
    accounts = Accounts(april.engine)
    accounts.create("wang", Role.DISPATCHER, by="root", password=PASSWORD)
    accounts.sign_in("wang", PASSWORD)
    return april


def contents(repository):
    """Every row of every table but the log of what was just done, and who is signed in."""
    metadata = MetaData()
    with reading(repository.engine) as connection:
        metadata.reflect(connection)
        return {
            table.name: [
                tuple(str(value) for value in row)
                for row in connection.execute(select(table).order_by(*table.primary_key))
            ]
            for table in metadata.sorted_tables
            if table.name not in {"audit_events", "sign_in_sessions"}
        }


@pytest.fixture
def backup(filled, tmp_path):
    path = tmp_path / "backup.zip"
    assert write_backup(filled.engine, path) > 10
    return path


@pytest.fixture(params=KINDS)
def other(request, tmp_path):
    """A second, empty store of each kind."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'other.sqlite3'}"
    else:
        url = request.getfixturevalue("second_postgresql_url")
    repository = ReportingRepository(open_database(url))
    yield repository
    repository.engine.dispose()


def refused(*arguments, **options):
    with pytest.raises(ReportingError) as caught:
        restore_backup(*arguments, by="root", **options)
    (fault,) = caught.value.faults
    assert fault.english()
    assert fault.chinese()
    return fault.kind


def test_what_is_restored_is_what_was_there(filled, backup, other):
    restore_backup(other.engine, backup, by="root")
    assert other.months() == filled.months()
    for month in filled.months():
        assert other.reports(month) == filled.reports(month)
    assert other.history() == filled.history()
    (file,) = other.history(task_id=ROAD.task_id)[0].content.evidence
    assert other.evidence_content(file.sha256) == PNG
    events = latest_events(other.engine)
    assert events[1:] == latest_events(filled.engine)
    assert (events[0].action, events[0].account_id) == ("store.restored", "root")


def test_a_restored_store_goes_on_and_still_refuses_to_forget(filled, backup, other):
    restore_backup(other.engine, backup, by="root")
    submit(other, ROAD, month=APRIL.next)
    other.approve(APRIL.next, {ROAD: 1}, DISPATCHER)
    assert len(other.history(month=APRIL.next)) == 2
    with other.engine.connect() as connection, pytest.raises(Exception, match="append-only"):
        connection.exec_driver_sql("DELETE FROM reports")
    Accounts(other.engine).sign_in("wang", PASSWORD)


def test_who_is_signed_in_is_not_in_a_backup(filled, backup, other):
    restore_backup(other.engine, backup, by="root")
    with zipfile.ZipFile(backup) as archive:
        assert not any("session" in name for name in archive.namelist())
    before = latest_events(filled.engine)
    assert "session.begun" in {event.action for event in before}


def test_a_store_that_holds_anything_is_not_overwritten_without_being_told(backup, other, filled):
    other.open_round(APRIL, DUTIES, DISPATCHER, due_on=DUE)
    before = other.reports(APRIL)
    assert refused(other.engine, backup) is StoreFault.NOT_EMPTY
    assert other.reports(APRIL) == before
    restore_backup(other.engine, backup, by="root", replace=True)
    assert other.reports(APRIL) == filled.reports(APRIL)


@pytest.mark.parametrize("damage", ["first bytes", "middle", "cut off"])
def test_a_damaged_backup_changes_nothing(filled, backup, damage):
    content = bytearray(backup.read_bytes())
    if damage == "cut off":
        del content[-100:]
    else:
        content[80 if damage == "first bytes" else len(content) // 2] ^= 0xFF
    backup.write_bytes(content)
    before = contents(filled)
    kind = refused(filled.engine, backup, replace=True)
    assert kind is StoreFault.BACKUP_UNUSABLE
    assert contents(filled) == before


def rewritten(path, change):
    """The backup with one part changed and the zip itself in order."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def add_row(parts):
    parts["tables/rounds.jsonl"] += b'{"month": "2025-09"}\n'


def drop_part(parts):
    del parts["tables/reports.jsonl"]


def add_part(parts):
    parts["tables/other.jsonl"] = b""


def other_format(parts):
    manifest = json.loads(parts["manifest.json"])
    parts["manifest.json"] = json.dumps({**manifest, "format": "x"}).encode()


def no_manifest(parts):
    del parts["manifest.json"]


@pytest.mark.parametrize("change", [add_row, drop_part, add_part, other_format, no_manifest])
def test_a_backup_that_was_changed_is_refused(filled, backup, change):
    rewritten(backup, change)
    before = contents(filled)
    assert refused(filled.engine, backup, replace=True) is StoreFault.BACKUP_UNUSABLE
    assert contents(filled) == before


def test_a_backup_of_a_newer_program_is_refused_and_the_store_stays(filled, backup):
    def newer(parts):
        manifest = json.loads(parts["manifest.json"])
        parts["manifest.json"] = json.dumps({**manifest, "schema": "v9999"}).encode()

    rewritten(backup, newer)
    before = contents(filled)
    refused(filled.engine, backup, replace=True)
    assert contents(filled) == before


def test_something_else_than_a_backup_is_refused(filled, tmp_path):
    path = tmp_path / "other.zip"
    assert refused(filled.engine, path, replace=True) is StoreFault.BACKUP_UNUSABLE
    path.write_text("no zip")
    assert refused(filled.engine, path, replace=True) is StoreFault.BACKUP_UNUSABLE


def test_only_the_owner_reads_a_backup_and_nothing_else_is_left(backup):
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert [p.name for p in backup.parent.iterdir() if p.name.startswith(".")] == []


def test_a_backup_that_cannot_be_written_is_a_fault(april, tmp_path):
    with pytest.raises(ReportingError, match="cannot be written"):
        write_backup(april.engine, tmp_path / "none" / "backup.zip")


def test_a_backup_is_one_state_of_the_store(filled, backup, other, tmp_path):
    submit(filled, ROAD, FULL, month=APRIL.next)
    restore_backup(other.engine, backup, by="root")
    assert other.history(month=APRIL.next) == ()
