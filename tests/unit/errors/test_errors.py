"""Faults say place, problem and fix, in English and in Chinese."""

from __future__ import annotations

import ast
import pickle
import re
import string
from pathlib import Path

import pytest

import ordos_geo
from ordos_geo.errors import (
    CATALOGUES,
    Fault,
    FileFault,
    GeodataError,
    OrdosGeoError,
    PlanError,
    RegisterError,
    RequestError,
    TableFault,
    VocabularyError,
    invalid_argument,
    invalid_parameter,
    missing_file,
    unknown_parameter,
    unreadable_file,
)

DETAILS = {"column": "stage"}
SOURCE = Path(ordos_geo.__file__).parent
KINDS = [kind for catalogue in CATALOGUES for kind in catalogue]


def fields(template):
    """Names in a template without the two that are worded in one language only."""
    names = {name for _, name, _, _ in string.Formatter().parse(template) if name}
    return {name.removesuffix("_en").removesuffix("_zh") for name in names}


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_both_languages_say_the_same(kind):
    english, chinese = kind.value
    assert not chinese.isascii()
    assert fields(english) >= fields(chinese)


def test_no_two_kinds_are_worded_alike():
    assert len({kind.value for kind in KINDS}) == len(KINDS)
    assert len({kind.english for kind in KINDS}) == len(KINDS)


def test_no_two_kinds_have_the_same_code():
    assert len({str(kind) for kind in KINDS}) == len(KINDS)
    for catalogue in CATALOGUES:
        assert len(catalogue) == len(catalogue.__members__), "an alias repeats its words"


def test_every_catalogue_of_the_package_is_listed():
    modules = [path for path in (SOURCE / "errors").glob("*.py") if path.stem != "base"]
    named = {
        node.name
        for path in modules
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and ast.unparse(node.bases[0]) == "FaultKind"
    }
    assert named == {catalogue.__name__ for catalogue in CATALOGUES}


def test_every_kind_is_made_somewhere():
    source = "\n".join(
        path.read_text(encoding="utf-8")
        for path in SOURCE.rglob("*.py")
        if path.name != "base.py" or path.parent.name != "errors"
    )
    unused = [str(kind) for kind in KINDS if not re.search(rf"\b{kind}\b", source)]
    assert unused == []


@pytest.mark.parametrize("kind", [kind for kind in KINDS if fields(kind.english)], ids=str)
def test_a_fault_without_what_its_words_need_cannot_be_made(kind):
    with pytest.raises(ValueError, match="needs the details"):
        Fault(kind)


def test_what_somebody_typed_is_shown_in_part():
    fault = invalid_parameter("id", "x" * 1000)
    assert "x" * 40 in fault.english()
    assert "x" * 41 not in fault.english()
    assert "x" * 41 not in unknown_parameter("x" * 1000, ["id"]).chinese()


def test_the_reason_of_a_bad_argument_is_given_in_both_languages():
    fault = invalid_argument("dpi", 5, "use 72 to 600", "应在 72 至 600 之间")
    assert fault.english() == "'dpi' is '5': use 72 to 600"
    assert fault.chinese() == "“dpi”的值“5”不可用：应在 72 至 600 之间"


def test_an_unreadable_file_does_not_tell_the_folders_of_the_machine():
    error = PermissionError(13, "Permission denied", "/home/somebody/table.csv")
    assert "somebody" not in unreadable_file("table.csv", "CSV", error).english()


def test_faults_and_errors_travel_between_processes():
    fault = missing_file("geo/sources.yaml")
    error = pickle.loads(pickle.dumps(GeodataError([fault])))  # noqa: S301
    assert error.faults == (fault,)
    assert error.faults[0].kind is FileFault.MISSING


def test_a_fault_in_a_row_names_file_and_row():
    fault = Fault(TableFault.VALUE_MISSING, "data/register/tasks.csv", 3, DETAILS)
    assert fault.english() == "data/register/tasks.csv:3: 'stage' is empty; fill it in"
    assert fault.chinese() == "data/register/tasks.csv 第 3 行：“stage”为空；请填写"


def test_a_fault_of_a_whole_file_names_the_file():
    fault = Fault(TableFault.VALUE_MISSING, "tasks.csv", details=DETAILS)
    assert fault.english().startswith("tasks.csv: '")
    assert fault.chinese().startswith("tasks.csv：“")


def test_a_fault_outside_files_names_none():
    fault = Fault(TableFault.VALUE_MISSING, details=DETAILS)
    assert fault.english() == "'stage' is empty; fill it in"
    assert fault.chinese() == "“stage”为空；请填写"


def test_braces_and_percent_signs_in_values_stay_text():
    fault = Fault(TableFault.ID_DUPLICATE, details={"value": "{column} %s {0}"})
    assert "'{column} %s {0}'" in fault.english()


@pytest.mark.parametrize(
    "error_class",
    [OrdosGeoError, VocabularyError, PlanError, GeodataError, RegisterError, RequestError],
)
def test_an_error_lists_every_fault_on_a_line_of_its_own(error_class):
    faults = [Fault(TableFault.VALUE_MISSING, "a.csv", row, DETAILS) for row in (2, 3)]
    error = error_class(iter(faults))
    assert isinstance(error, OrdosGeoError)
    assert error.faults == tuple(faults)
    assert error.english().splitlines() == [fault.english() for fault in faults]
    assert error.chinese().splitlines() == [fault.chinese() for fault in faults]
    assert str(error) == error.english()
