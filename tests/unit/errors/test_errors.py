"""Faults say place, problem and fix, in English and in Chinese."""

from __future__ import annotations

import string

import pytest

from ordos_geo.errors import (
    Fault,
    FaultKind,
    GeodataError,
    OrdosGeoError,
    PlanError,
    RegisterError,
    RequestError,
    VocabularyError,
)

DETAILS = {"column": "stage"}


def fields(template):
    """Names in a template without the two that are worded in one language only."""
    names = {name for _, name, _, _ in string.Formatter().parse(template) if name}
    return {name.removesuffix("_en").removesuffix("_zh") for name in names}


@pytest.mark.parametrize("kind", FaultKind, ids=lambda kind: kind.name)
def test_both_languages_say_the_same(kind):
    english, chinese = kind.value
    assert not chinese.isascii()
    assert fields(english) >= fields(chinese)


def test_no_two_kinds_are_worded_alike():
    assert len({kind.value for kind in FaultKind}) == len(FaultKind)


def test_a_fault_in_a_row_names_file_and_row():
    fault = Fault(FaultKind.VALUE_MISSING, "data/register/tasks.csv", 3, DETAILS)
    assert fault.english() == "data/register/tasks.csv:3: 'stage' is empty; fill it in"
    assert fault.chinese() == "data/register/tasks.csv 第 3 行：“stage”为空；请填写"


def test_a_fault_of_a_whole_file_names_the_file():
    fault = Fault(FaultKind.VALUE_MISSING, "tasks.csv", details=DETAILS)
    assert fault.english().startswith("tasks.csv: '")
    assert fault.chinese().startswith("tasks.csv：“")


def test_a_fault_outside_files_names_none():
    fault = Fault(FaultKind.VALUE_MISSING, details=DETAILS)
    assert fault.english() == "'stage' is empty; fill it in"
    assert fault.chinese() == "“stage”为空；请填写"


def test_braces_and_percent_signs_in_values_stay_text():
    fault = Fault(FaultKind.ID_DUPLICATE, details={"value": "{column} %s {0}"})
    assert "'{column} %s {0}'" in fault.english()


@pytest.mark.parametrize(
    "error_class",
    [OrdosGeoError, VocabularyError, PlanError, GeodataError, RegisterError, RequestError],
)
def test_an_error_lists_every_fault_on_a_line_of_its_own(error_class):
    faults = [Fault(FaultKind.VALUE_MISSING, "a.csv", row, DETAILS) for row in (2, 3)]
    error = error_class(iter(faults))
    assert isinstance(error, OrdosGeoError)
    assert error.faults == tuple(faults)
    assert error.english().splitlines() == [fault.english() for fault in faults]
    assert error.chinese().splitlines() == [fault.chinese() for fault in faults]
    assert str(error) == error.english()
