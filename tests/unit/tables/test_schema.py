from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
import pytest

from ordos_geo.errors import FileFault, TableFault
from ordos_geo.model import Term, Vocabulary
from ordos_geo.tables import (
    read_table,
    reference_faults,
    split_list,
    text_column,
    value_faults,
)

SCHEMA = pa.DataFrameSchema(
    {
        "id": text_column("Identity."),
        "stage": text_column("Stage.", vocabulary="stage"),
        "value": pa.Column(float, description="A figure."),
        "directed": pa.Column(bool, description="A truth value."),
        "unit_ids": text_column("Units.", required=False, list=True, references="units"),
    }
)
STAGES = {
    "stage": Vocabulary("stage", (Term("study", "规划研究", "study", "…", "", ""),)),
}
HEADER = "id,stage,value,directed,unit_ids\n"


@pytest.fixture
def read(tmp_path):
    def write_and_read(text: str | bytes):
        path = tmp_path / "table.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_table(path, SCHEMA, STAGES, relative_to=tmp_path)

    return write_and_read


def found(faults):
    return [(fault.kind, fault.row) for fault in faults]


def test_a_good_table_is_read_with_numbers_and_truth_values(read):
    frame, faults = read(HEADER + "a,study,2,true,x;y\nb,study,0.5,FALSE,\n")
    assert faults == []
    assert frame["value"].tolist() == [2.0, 0.5]
    assert frame["directed"].tolist() == [True, False]
    assert frame["unit_ids"].tolist() == ["x;y", ""]


def test_a_byte_order_mark_from_excel_is_accepted(read):
    frame, faults = read(b"\xef\xbb\xbf" + (HEADER + "a,study,2,true,\n").encode())
    assert faults == []
    assert frame["id"].tolist() == ["a"]


def test_all_faults_are_listed_at_once_with_their_lines(read):
    _, faults = read(HEADER + "b,study,2,true,\na,nonsense,many,perhaps,\na,,1,true,\n")
    assert set(found(faults)) == {
        (TableFault.CODE_UNKNOWN, 3),
        (TableFault.VALUE_INVALID, 3),
        (TableFault.ROWS_UNSORTED, 3),
        (TableFault.VALUE_MISSING, 4),
        (TableFault.ID_DUPLICATE, 4),
    }
    invalid = [
        fault.details["column"] for fault in faults if fault.kind is TableFault.VALUE_INVALID
    ]
    assert invalid == ["value", "directed"]


def test_missing_and_unknown_columns_are_named(read):
    _, faults = read("id,stage,value,directed,colour\n")
    assert [(fault.kind, fault.details["column"]) for fault in faults] == [
        (TableFault.COLUMN_MISSING, "unit_ids"),
        (TableFault.COLUMN_UNKNOWN, "colour"),
    ]


def test_a_row_with_too_few_cells_is_named(read):
    _, faults = read(HEADER + "a,study,2,true,\nb,study\n")
    assert found(faults) == [(FileFault.UNREADABLE, 3)]


def test_a_file_that_is_not_utf8_is_a_fault(read):
    _, faults = read("id,名称\n".encode("gb18030"))
    assert found(faults) == [(FileFault.UNREADABLE, None)]


def test_an_empty_file_lacks_every_column(read):
    _, faults = read("")
    assert {fault.kind for fault in faults} == {TableFault.COLUMN_MISSING}
    assert len(faults) == len(SCHEMA.columns)


def test_a_missing_file_is_a_fault_in_both_languages(tmp_path):
    _, faults = read_table(tmp_path / "none.csv", SCHEMA, STAGES, relative_to=tmp_path)
    assert faults[0].english().startswith("none.csv: the file does not exist")
    assert faults[0].chinese().startswith("none.csv：文件不存在")


def test_references_that_do_not_resolve_are_named_one_by_one(read):
    frame, _ = read(HEADER + "a,study,2,true,x;y;z\n")
    faults = reference_faults(frame, SCHEMA, {"units": ({"y"}, "units.csv")}, "table.csv")
    assert [(fault.row, fault.details["value"]) for fault in faults] == [(2, "x"), (2, "z")]


def test_list_cells_are_split_and_trimmed():
    assert split_list(" a ;b;; ") == ("a", "b")
    assert split_list("") == ()


def test_a_cell_of_another_kind_is_named_with_the_row_that_the_format_gives_it():
    schema = pa.DataFrameSchema({"name": text_column("Name.", required=False)})
    frame = pd.DataFrame({"name": ["x", 2]})
    faults = value_faults(frame, schema, "layer.geojson", row_of=lambda index: index + 10)
    assert found(faults) == [(TableFault.VALUE_INVALID, 11)]
