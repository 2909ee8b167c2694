"""The reminders of the page are those of the command, also after half a year without a report."""

from __future__ import annotations

import json

import pytest
import streamlit as st
from typer.testing import CliRunner

from ordos_geo import wording
from ordos_geo.__main__ import app as command_line
from ordos_geo.reporting.reminders import delivery
from support.reporting_app import DISPATCHER, DONGSHENG, MAY, TRANSPORT, button

MONTHS = 6
RECIPIENTS = {DONGSHENG: ("li@ordos.example",), TRANSPORT: ("zhao@ordos.example",)}


@pytest.fixture
def half_a_year(desk):
    """Six months without any report, the last of them open."""
    for month in (MAY.shift(-n) for n in range(MONTHS - 1, -1, -1)):
        desk.open_month(month)
        if month != MAY:
            desk.repository.close_round(month, DISPATCHER)
    return desk


@pytest.fixture
def downloads(monkeypatch):
    """What the buttons of the page would download, by their labels."""
    offered = {}
    original = st.download_button

    def look(label, *, data, **options):
        offered[label] = data
        return original(label, data=data, **options)

    monkeypatch.setattr(st, "download_button", look)
    return offered


@pytest.fixture
def sent(monkeypatch):
    """What would have gone out by mail."""
    messages = []

    def send(_, letters):
        messages.extend(letters)
        return (None,) * len(letters)

    monkeypatch.setenv("ORDOS_GEO_SMTP_URL", "smtp://127.0.0.1:1")
    monkeypatch.setenv("ORDOS_GEO_MAIL_SENDER", "dispatch@ordos.example")
    monkeypatch.setattr(delivery, "send_messages", send)
    for module in ("ordos_geo.cli.reminders", "ordos_geo.ui.reporting.reminders_panel"):
        monkeypatch.setattr(f"{module}.load_recipients", lambda *_, **__: RECIPIENTS)
    return messages


def open_reminders(desk):
    app = desk.open(actor=DISPATCHER)
    app.segmented_control[0].set_value("reminders").run()
    assert not app.exception
    return app


def letter_of(app) -> str:
    """The text that the page shows to be pasted."""
    data = (json.loads(e.proto.json) for e in app.get("bidi_component") if e.proto.json)
    (text,) = [each["text"] for each in data if "text" in each]
    return text


def remind(*options) -> bytes:
    """What the command gives."""
    result = CliRunner().invoke(command_line, ["round", "remind", str(MAY), *options])
    assert result.exit_code == 0, result.stderr
    return result.stdout_bytes


def said(message) -> tuple[str, str, str]:
    text, *_ = message.iter_parts()
    return message["To"], message["Subject"], text.get_content()


def test_letter_of_the_page_is_the_letter_of_the_command(half_a_year):
    text = letter_of(open_reminders(half_a_year))
    assert f"已连续{MONTHS}个月未报送" in text
    assert text == remind().decode()


def test_workbook_of_the_page_is_the_workbook_of_the_command(half_a_year, downloads, tmp_path):
    open_reminders(half_a_year)
    out = tmp_path / "reminders.xlsx"
    remind("--format", "xlsx", "--out", str(out))
    assert downloads[wording.reporting_pages.REMINDERS_XLSX]() == out.read_bytes()


def test_mail_of_the_page_is_the_mail_of_the_command(half_a_year, sent):
    app = open_reminders(half_a_year)
    button(app, wording.reporting_pages.CONFIRM).click().run()
    by_page = [said(message) for message in sent]
    sent.clear()
    remind("--send", "--as", DISPATCHER.account_id)
    assert len(by_page) == len(RECIPIENTS)
    assert all(f"已连续{MONTHS}个月未报送" in text for *_, text in by_page)
    assert by_page == [said(message) for message in sent]
