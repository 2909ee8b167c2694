"""One evening in UTC that is the next morning, and the next month, in Ordos: all agree on it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from typer.testing import CliRunner

from ordos_geo import wording
from ordos_geo.__main__ import app as command_line
from ordos_geo.cartography.sheet import Letterhead, SheetOptions
from ordos_geo.cli.sheet_arguments import SheetArguments
from ordos_geo.errors import ReportingError
from ordos_geo.model import clock
from ordos_geo.model.reporting import Month
from ordos_geo.ui.output import map_form
from ordos_geo.ui.reporting import status_map
from support.app import ProjectApp
from support.reporting_app import APRIL, DISPATCHER, DUTIES, MAY, PROGRESS, ROUNDS, button

EVENING = datetime(2025, 4, 30, 17, tzinfo=UTC)
FIRST_OF_MAY = date(2025, 5, 1)


@pytest.fixture
def evening(monkeypatch):
    monkeypatch.setattr(clock, "system_time", lambda: EVENING)


@pytest.fixture
def store(evening, desk):
    """Accounts and an empty store in which it is that evening too."""
    return desk


@pytest.fixture
def file_days(monkeypatch):
    """The days that file names were made of."""
    days = []
    for module in (map_form, status_map):
        original = module.map_file_name

        def look(title, filters, on, extension, original=original):
            days.append(on)
            return original(title, filters, on, extension)

        monkeypatch.setattr(module, "map_file_name", look)
    return days


def test_the_command_line_dates_its_sheets_by_the_day_in_ordos(evening):
    options = SheetArguments(size="a4").options()
    assert options == SheetOptions(letterhead=Letterhead(on=FIRST_OF_MAY), size="a4")


def test_the_export_page_dates_sheet_and_file_by_the_day_in_ordos(evening, project_root, file_days):
    app = ProjectApp(project_root)
    app.switch_page("pages/output/export.py")
    app.run()
    assert app.date_input[0].value == FIRST_OF_MAY
    assert set(file_days) == {FIRST_OF_MAY}


def test_the_map_of_a_month_is_dated_by_the_day_in_ordos(store, file_days):
    store.open_month(APRIL)
    assert not store.open(PROGRESS).exception
    assert set(file_days) == {FIRST_OF_MAY}


def test_a_reminder_is_dated_by_the_day_in_ordos(store):
    store.open_month(APRIL)
    result = CliRunner().invoke(command_line, ["round", "remind", str(APRIL)])
    assert "\n2025年5月1日\n" in result.stdout


def test_may_is_the_month_of_the_page_and_of_the_round(store):
    app = store.open(ROUNDS, DISPATCHER)
    suggested = app.text_input(key="manage_month")
    assert suggested.value == str(MAY.previous)
    # a month ahead may be opened: in May that is June
    suggested.set_value(str(MAY.next))
    app.date_input(key="manage_due").set_value(MAY.next.usual_due_on)
    button(app, wording.reporting_pages.OPEN_ROUND).click().run()
    assert store.repository.months() == (MAY.next,)


def test_no_month_is_opened_that_is_further_ahead_than_the_next_in_ordos(store):
    with pytest.raises(ReportingError, match="2025-07"):
        store.repository.open_round(
            Month(2025, 7), DUTIES, DISPATCHER, due_on=Month(2025, 7).usual_due_on
        )


def test_a_month_is_opened_again_until_the_day_in_ordos(store):
    store.open_month(APRIL)
    store.repository.close_round(APRIL, DISPATCHER)
    result = CliRunner().invoke(
        command_line,
        ["round", "reopen", str(APRIL), "--as", DISPATCHER.account_id, "--reason", "补报"],
    )
    assert result.exit_code == 0, result.stderr
    assert store.repository.round(APRIL).due_on == FIRST_OF_MAY
