"""Bad input in data/register: every fault names its file and line, and all are listed at once."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from ordos_geo.errors import Fault, FileFault, RegisterError, TableFault
from ordos_geo.register import TABLES, load, load_register
from ordos_geo.tables import column_metadata, load_vocabularies, read_table

CHECKED_HERE = {"units", "projects", "records"}


@pytest.fixture(scope="module")
def vocabularies(project_root):
    return load_vocabularies(project_root / "data/vocab", relative_to=project_root)


@pytest.fixture(scope="module", autouse=True)
def _read_once():
    """A table that no test has damaged is read once for all; the loader reads all nine."""
    known = {}

    def read(path, schema, vocabularies, **options):
        if not path.is_file():
            return read_table(path, schema, vocabularies, **options)
        key = (path.name, path.read_bytes(), frozenset(vocabularies))
        if key not in known:
            known[key] = read_table(path, schema, vocabularies, **options)
        frame, faults = known[key]
        return frame.copy(), list(faults)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(load, "read_table", read)
        yield


class Tables:
    """A copy of data/register that a test may damage."""

    def __init__(self, root: Path, vocabularies) -> None:
        self.root = root
        self.vocabularies = vocabularies

    def path(self, table: str) -> Path:
        return self.root / f"data/register/{table}.csv"

    def rows(self, table: str) -> list[list[str]]:
        with self.path(table).open(encoding="utf-8", newline="") as handle:
            return list(csv.reader(handle))

    def write(self, table: str, rows: list[list[str]]) -> None:
        with self.path(table).open("w", encoding="utf-8", newline="") as handle:
            csv.writer(handle, lineterminator="\n").writerows(rows)

    def put(self, table: str, line: int, column: str, value: str) -> None:
        """Change one cell; `line` as in the file."""
        rows = self.rows(table)
        rows[line - 1][rows[0].index(column)] = value
        self.write(table, rows)

    def load(self):
        return load_register(self.root / "data/register", self.vocabularies, relative_to=self.root)

    def faults(self) -> list[Fault]:
        with pytest.raises(RegisterError) as caught:
            self.load()
        for fault in caught.value.faults:
            assert fault.english()
            assert fault.chinese()
        return list(caught.value.faults)


@pytest.fixture
def tables(project_root, tmp_path, vocabularies) -> Tables:
    shutil.copytree(project_root / "data/register", tmp_path / "data/register")
    copy = Tables(tmp_path, vocabularies)
    if len(copy.rows("uncovered")) == 1:
        copy.write("uncovered", [*copy.rows("uncovered"), ["1-1", "words", "reason"]])
    return copy


def found(faults):
    return {(fault.kind, fault.file, fault.row, fault.details.get("column")) for fault in faults}


def columns_with(key):
    return [
        (table, name)
        for table, schema in TABLES.items()
        for name, column in schema.columns.items()
        if column_metadata(column).get(key)
    ]


def test_the_shipped_register_loads(tables):
    register = tables.load()
    for table in TABLES:
        assert len(register.table(table)) == len(tables.rows(table)) - 1


def test_a_table_that_does_not_exist_is_a_key_error(tables):
    with pytest.raises(KeyError):
        tables.load().table("features")


@pytest.mark.parametrize(("table", "column"), columns_with("vocabulary"))
def test_an_unknown_code_is_named_with_its_list(tables, table, column):
    tables.put(table, 2, column, "no-such-code")
    (fault,) = tables.faults()
    file = f"data/register/{table}.csv"
    assert found([fault]) == {(TableFault.CODE_UNKNOWN, file, 2, column)}
    name = column_metadata(TABLES[table].columns[column])["vocabulary"]
    assert f"data/vocab/{name}.csv" in fault.english()
    assert "no-such-code" in fault.english()
    assert tables.vocabularies[name].codes[0] in fault.english()


@pytest.mark.parametrize(
    ("table", "column"),
    [
        (table, column)
        for table, column in columns_with("references")
        if column_metadata(TABLES[table].columns[column])["references"] in CHECKED_HERE
    ],
)
def test_an_unknown_id_is_named(tables, table, column):
    rows = tables.rows(table)
    last = len(rows)
    tables.put(table, last, column, "zzz-nobody")
    assert (TableFault.ID_UNKNOWN, f"data/register/{table}.csv", last, column) in found(
        tables.faults()
    )


@pytest.mark.parametrize("table", TABLES)
def test_every_column_that_is_missing_is_named(tables, table):
    rows = tables.rows(table)
    tables.write(table, [["note_of_my_own"], *[["x"] for _ in rows[1:]]])
    file = f"data/register/{table}.csv"
    expected = {(TableFault.COLUMN_MISSING, file, 1, column) for column in rows[0]}
    expected.add((TableFault.COLUMN_UNKNOWN, file, 1, "note_of_my_own"))
    assert {entry for entry in found(tables.faults()) if entry[1] == file} == expected


@pytest.mark.parametrize("table", TABLES)
def test_a_column_that_occurs_twice_is_named(tables, table):
    rows = tables.rows(table)
    tables.write(table, [[*row, row[1]] for row in rows])
    column = rows[0][1]
    assert (TableFault.COLUMN_REPEATED, f"data/register/{table}.csv", 1, column) in found(
        tables.faults()
    )


@pytest.mark.parametrize("table", TABLES)
def test_a_repeated_row_is_named(tables, table):
    rows = tables.rows(table)
    tables.write(table, [*rows, rows[-1]])
    expected = (TableFault.ID_DUPLICATE, f"data/register/{table}.csv", len(rows) + 1, None)
    assert expected in found(tables.faults())


@pytest.mark.parametrize("table", TABLES)
def test_every_required_cell_that_is_empty_is_named(tables, table):
    rows = tables.rows(table)
    required = [
        rows[0].index(name)
        for name, column in TABLES[table].columns.items()
        if any(check.error == "missing" for check in column.checks)
    ]
    for place in required:
        rows[1][place] = ""
    tables.write(table, rows)
    file = f"data/register/{table}.csv"
    expected = {(TableFault.VALUE_MISSING, file, 2, rows[0][place]) for place in required}
    assert expected <= found(tables.faults())


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("targets", "value", "many"),
        ("targets", "value", "inf"),
        ("targets", "value", ""),
        ("targets", "comparator", ">="),
        ("links", "directed", "maybe"),
        ("links", "directed", ""),
    ],
)
def test_a_value_that_is_not_valid_is_named(tables, table, column, value):
    tables.put(table, 3, column, value)
    expected = (TableFault.VALUE_INVALID, f"data/register/{table}.csv", 3, column)
    assert expected in found(tables.faults())


def test_rows_out_of_order_are_named(tables):
    rows = tables.rows("tasks")
    tables.write("tasks", [rows[0], rows[2], rows[1], *rows[3:]])
    assert found(tables.faults()) == {
        (TableFault.ROWS_UNSORTED, "data/register/tasks.csv", 3, "id")
    }


@pytest.mark.parametrize("table", TABLES)
def test_a_missing_file_is_named(tables, table):
    tables.path(table).unlink()
    (fault,) = tables.faults()  # and not one for each reference to it
    assert found([fault]) == {(FileFault.MISSING, f"data/register/{table}.csv", None, None)}


@pytest.mark.parametrize(
    "content",
    ["编号,名称\n".encode("gb18030"), b'id,"name\n', b"\xff\xfe\x00\x00"],
    ids=["gb18030", "open-quote", "utf-16"],
)
def test_a_file_that_cannot_be_read_is_named(tables, content):
    tables.path("links").write_bytes(content)
    assert (FileFault.UNREADABLE, "data/register/links.csv", None, None) in found(tables.faults())


def test_a_folder_in_place_of_a_file_is_named(tables):
    tables.path("links").unlink()
    tables.path("links").mkdir()
    assert (FileFault.UNREADABLE, "data/register/links.csv", None, None) in found(tables.faults())


def test_rows_with_too_many_or_too_few_cells_are_named(tables):
    rows = tables.rows("units")
    tables.write("units", [*rows[:3], rows[3][:-1], [*rows[4], "x"], *rows[5:]])
    lines = [
        fault.row
        for fault in tables.faults()
        if (fault.kind, fault.file) == (FileFault.UNREADABLE, "data/register/units.csv")
    ]
    assert lines == [4, 5]


def test_faults_of_all_tables_are_listed_at_once(tables):
    tables.put("units", 2, "kind", "club")
    tables.put("tasks", 3, "unit_ids", "nobody")
    tables.put("targets", 4, "value", "many")
    tables.put("links", 5, "directed", "maybe")
    tables.put("positionings", 6, "name", "")
    tables.path("mentions").unlink()
    expected = {
        (TableFault.CODE_UNKNOWN, "data/register/units.csv", 2, "kind"),
        (TableFault.ID_UNKNOWN, "data/register/tasks.csv", 3, "unit_ids"),
        (TableFault.VALUE_INVALID, "data/register/targets.csv", 4, "value"),
        (TableFault.VALUE_INVALID, "data/register/links.csv", 5, "directed"),
        (TableFault.VALUE_MISSING, "data/register/positionings.csv", 6, "name"),
        (FileFault.MISSING, "data/register/mentions.csv", None, None),
    }
    assert found(tables.faults()) == expected


def test_a_missing_code_list_is_named_instead_of_every_code(tables):
    tables.vocabularies = {
        name: words for name, words in tables.vocabularies.items() if name != "stage"
    }
    faults = tables.faults()
    assert {(fault.kind, fault.file) for fault in faults} == {
        (FileFault.MISSING, "data/vocab/stage.csv")
    }
