"""`round remind`: letters, workbook and calendar of an open round, and mail where it is set."""

from __future__ import annotations

import io
from datetime import date

import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from typer.testing import CliRunner

from ordos_geo.__main__ import app
from ordos_geo.model.reporting import Duty, Month, Role
from ordos_geo.reporting.accounts.accounts import Accounts
from ordos_geo.reporting.store.repository import open_repository
from support.reporting import DISPATCHER

UNIT = "dongsheng-government"
DUTIES = (Duty("task-1-1-03", UNIT), Duty("task-1-1-04", "kangbashi-government"))
MONTH = Month(2025, 4)


@pytest.fixture
def store(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'store.sqlite3'}"
    monkeypatch.setenv("ORDOS_GEO_DATABASE_URL", url)
    repository = open_repository(url)
    Accounts(repository.engine).create(DISPATCHER.account_id, Role.DISPATCHER, by="test")
    repository.open_round(MONTH, DUTIES, DISPATCHER, due_on=date(2025, 5, 5))
    return repository


def remind(*options):
    result = CliRunner().invoke(app, ["round", "remind", "2025-04", *options])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def test_letters_go_to_standard_output(store):
    text = remind().stdout
    assert "东胜区人民政府：" in text
    assert "1. 一（一）东胜区高新技术与现代服务业协同发展（未填报）" in text
    assert "康巴什区人民政府：" in text


def test_one_units_letter_alone(store):
    assert "康巴什区人民政府：" not in remind("--unit", UNIT).stdout


def test_workbook_and_calendar_go_to_a_file(store, tmp_path):
    out = tmp_path / "reminders"
    assert remind("--format", "xlsx", "--out", str(out)).exit_code == 0
    assert load_workbook(io.BytesIO(out.read_bytes())).active.max_row == 3
    assert remind("--format", "ics", "--out", str(out)).exit_code == 0
    assert len(Calendar.from_ical(out.read_bytes()).walk("VEVENT")) == 2


def test_nobody_is_reminded_after_the_close(store):
    store.close_round(MONTH, DISPATCHER)
    assert remind().stdout == ""


def test_mail_is_off_unless_a_server_is_set(store, monkeypatch):
    monkeypatch.delenv("ORDOS_GEO_SMTP_URL", raising=False)
    result = remind("--send", "--as", DISPATCHER.account_id)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "ORDOS_GEO_SMTP_URL" in result.stderr


def test_unit_without_an_address_is_named(store, monkeypatch):
    monkeypatch.setenv("ORDOS_GEO_SMTP_URL", "smtp://127.0.0.1:1")
    monkeypatch.setenv("ORDOS_GEO_MAIL_SENDER", "dispatch@ordos.example")
    result = remind("--send", "--as", DISPATCHER.account_id)
    assert result.exit_code == 1
    assert result.stdout == "0 of 2 units reminded by mail\n"
    assert "there is no mail address of '东胜区人民政府'" in result.stderr


def test_only_an_account_sends(store, monkeypatch):
    monkeypatch.setenv("ORDOS_GEO_SMTP_URL", "smtp://127.0.0.1:1")
    assert "there is no account" in remind("--send").stderr


@pytest.mark.parametrize("month", ["2025-13", "2025-05"])
def test_month_that_is_none_or_was_never_opened_is_a_fault(store, month):
    result = CliRunner().invoke(app, ["round", "remind", month])
    assert result.exit_code == 1
    assert month in result.stderr
