"""Cells that nothing runs, and files that repeat."""

from __future__ import annotations

import io
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from ordos_geo.office.spreadsheet import (
    harmless,
    printable,
    restored,
    row_height_points,
    workbook_bytes,
    write_cell,
)

DAY = datetime(2025, 4, 1)  # noqa: DTZ001 (openpyxl takes no time zone)
STARTS = "=+-@\t\r\n＝＋－＠"
awkward_text = st.text(alphabet=st.sampled_from("'=+-@\t\n＝一a")) | st.text()


def one_line_end(text):
    """XML knows one kind of line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("start", STARTS)
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(start):
    assert harmless(start + "1") == "'" + start + "1"


@pytest.mark.parametrize("value", ["1-3", "达拉特旗", "", "'quoted'", -2, 1.5, None, True])
def test_other_cells_stay_as_they_are(value):
    assert harmless(value) == value


@given(awkward_text)
def test_no_harmless_text_begins_as_a_formula(text):
    assert not harmless(text).startswith(tuple(STARTS))


@given(awkward_text)
def test_harmless_text_can_be_restored(text):
    assert restored(harmless(text)) == text


@given(awkward_text.map(printable))
def test_text_in_a_cell_is_read_back_as_text(text):
    workbook = Workbook()
    write_cell(workbook.active.cell(1, 1), text)
    cell = load_workbook(io.BytesIO(workbook_bytes(workbook, DAY))).active.cell(1, 1)
    assert one_line_end(cell.value or "") == one_line_end(text)
    assert cell.data_type != "f"


def test_same_workbook_gives_the_same_bytes():
    workbook = Workbook()
    write_cell(workbook.active.cell(1, 1), "=1+1")
    assert workbook_bytes(workbook, DAY) == workbook_bytes(workbook, DAY)


@pytest.mark.parametrize(
    ("texts", "lines"),
    [
        (["", ""], 1),
        (["一" * 10, ""], 3),
        (["a" * 9, "b\nb\nb\nb"], 4),
        (["一" * 5000, ""], 25),
    ],
)
def test_row_is_as_high_as_its_longest_text(texts, lines):
    height = row_height_points(texts, [10, 20], least_lines=1)
    assert height == lines * 16
