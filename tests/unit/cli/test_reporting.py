"""The commands of the monthly reporting, from the first round to a restored backup."""

from __future__ import annotations

import csv
import io
import json

import pytest
from typer.testing import CliRunner

from ordos_geo.__main__ import app
from ordos_geo.analysis.reporting.duties import unit_duties
from ordos_geo.model.reporting import Month, ReportChange, ReportContent, ReportState, Role
from ordos_geo.reporting.accounts.accounts import Accounts
from ordos_geo.reporting.store.database import open_database
from ordos_geo.reporting.store.repository import open_repository
from ordos_geo.settings import Settings

PASSWORD = "correct horse battery"  # noqa: S105


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch):
    """The address of a new store with a dispatcher, a reporter, and nothing else."""
    url = f"sqlite:///{tmp_path / 'store.sqlite3'}"
    monkeypatch.setenv("ORDOS_GEO_DATABASE_URL", url)
    accounts = Accounts(open_database(url))
    accounts.create("wang", Role.DISPATCHER, by="root", password=PASSWORD)
    accounts.create(
        "li", Role.UNIT_REPORTER, by="root", password=PASSWORD, unit_id="dongsheng-government"
    )
    return url


def run(*arguments):
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def assert_fails(result, line):
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith(line)
    assert result.stderr.endswith("1 fault(s)\n")


def status(month):
    result = run("round", "status", month)
    assert result.exit_code == 0
    return json.loads(result.stdout)


def test_a_month_is_opened_reported_closed_and_compared(dataset, store):
    opened = run("round", "open", "2025-04", "--as", "wang", "--due", "2025-05-08")
    assert opened.exit_code == 0
    assert opened.stdout.startswith("2025-04 is open until 2025-05-08: ")
    duties = unit_duties(dataset)
    repository = open_repository(store)
    change = ReportChange(
        duty=duties[0],
        content=ReportContent(percent=10, done="已开工"),
        based_on=0,
        state=ReportState.SUBMITTED,
    )
    repository.save(Month(2025, 4), [change], Accounts(repository.engine).acting("wang"))
    before = status("2025-04")
    assert before["duties"] == len(duties)
    assert before["states"]["submitted"] == 1
    assert before["lights"] == {
        "green": 1,
        "yellow": 0,
        "red": 0,
        "pending": len(duties) - 1,
    }
    unit = next(unit for unit in before["units"] if unit["unit_id"] == duties[0].unit_id)
    assert (unit["submitted"], unit["green"]) == (1, 1)
    assert sum(unit["duties"] for unit in before["units"]) == len(duties)
    closed = run("round", "close", "2025-04", "--as", "wang")
    assert closed.stdout == f"2025-04 is closed: {len(duties) - 1} reports are late\n"
    after = status("2025-04")
    assert (after["state"], after["late"], after["demo"]) == ("closed", len(duties) - 1, False)
    run("round", "open", "2025-05", "--as", "wang")
    sentences = run("round", "change", "2025-04", "2025-05")
    assert sentences.stdout.startswith("2025年5月与2025年4月相比，新开工 0 项")
    table = run("round", "change", "2025-04", "2025-05", "--format", "csv")
    rows = list(csv.reader(io.StringIO(table.stdout.lstrip("\ufeff"))))
    assert len(rows) == len(duties) + 1
    assert rows[0][:2] == ["task_id", "unit_id"]


def test_the_due_date_is_the_fifth_of_the_next_month_where_none_is_given():
    run("round", "open", "2025-12", "--as", "wang")
    assert status("2025-12")["due_on"] == "2026-01-05"


def test_a_round_is_reopened_with_a_reason():
    run("round", "open", "2025-04", "--as", "wang")
    run("round", "close", "2025-04", "--as", "wang")
    assert run("round", "reopen", "2025-04", "--as", "wang").exit_code == 2
    result = run(
        "round", "reopen", "2025-04", "--as", "wang", "--reason", "补报", "--due", "2025-05-20"
    )
    assert result.stdout == "2025-04 is open again until 2025-05-20\n"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("open", "2025-13", "--as", "wang"), "'2025-13' is not a month"),
        (("open", "2099-01", "--as", "wang"), "2099-01 is in the future"),
        (("open", "2025-04", "--as", "sun"), "there is no account 'sun'"),
        (("open", "2025-04", "--as", "li"), "account 'li' may not do this"),
        (("status", "2025-04"), "no round was opened for 2025-04"),
        (("close", "2025-04", "--as", "wang"), "no round was opened for 2025-04"),
        (("change", "2025-04", "2025-05"), "no round was opened for 2025-04"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(arguments, line):
    assert_fails(run("round", *arguments), line)


def test_a_backup_is_restored_into_another_store(tmp_path, monkeypatch):
    run("round", "open", "2025-04", "--as", "wang")
    before = status("2025-04")
    backup = tmp_path / "backup.zip"
    assert run("store", "backup", "--out", backup).exit_code == 0
    assert_fails(run("store", "restore", backup, "--as", "wang"), "the store is not empty")
    monkeypatch.setenv("ORDOS_GEO_DATABASE_URL", f"sqlite:///{tmp_path / 'other.sqlite3'}")
    assert run("store", "restore", backup, "--as", "wang").exit_code == 0
    assert status("2025-04") == before
    assert run("store", "restore", backup, "--as", "wang", "--replace").exit_code == 0


@pytest.mark.parametrize(
    "url", ["mysql://user:secret@host/x", "postgresql://user:secret@127.0.0.1:1/x", "secret"]
)
def test_a_database_that_cannot_be_used_is_said_without_its_password(monkeypatch, url):
    monkeypatch.setenv("ORDOS_GEO_DATABASE_URL", url)
    result = run("store", "backup", "--out", "x.zip")
    assert_fails(result, "the store of the monthly reporting cannot be used")
    assert "secret" not in result.stderr


def test_the_store_is_a_file_in_data_var_where_nothing_else_is_said(tmp_path, monkeypatch):
    monkeypatch.delenv("ORDOS_GEO_DATABASE_URL")
    monkeypatch.setenv("ORDOS_GEO_ROOT", str(tmp_path))
    assert Settings().store_url == f"sqlite:///{tmp_path}/data/var/dispatch.sqlite3"


@pytest.mark.slow
def test_a_month_and_what_changed_in_it_become_maps(dataset, tmp_path):
    for month in ("2025-04", "2025-05"):
        assert run("round", "open", month, "--as", "wang").exit_code == 0
    assert run("round", "close", "2025-04", "--as", "wang").exit_code == 0
    out = tmp_path / "map.svg"
    fixed = ("--format", "svg", "--date", "2025-06-06", "--out", out)

    assert run("round", "map", "2025-04", *fixed).exit_code == 0
    red = f"{dataset.vocabularies['light'].label('red')} · "  # begins the legend's lines
    content = out.read_text(encoding="utf-8")
    assert Month(2025, 4).label in content
    assert red in content

    changed = run("round", "map", "2025-05", "--since", "2025-04", *fixed)
    assert changed.exit_code == 0
    content = out.read_text(encoding="utf-8")
    assert f"{Month(2025, 5).label}与{Month(2025, 4).label}相比" in content
    assert red not in content  # May is open: what was missing in April is awaited again
    assert "the selection is empty" in changed.stderr


def test_a_map_of_a_month_that_was_never_opened_is_a_fault(tmp_path):
    result = run("round", "map", "2025-04", "--format", "svg", "--out", tmp_path / "map.svg")
    assert_fails(result, "")
    assert "2025-04" in result.stderr
    assert not (tmp_path / "map.svg").exists()
