"""Tables against a pandera schema, every fault with its line.

A schema column may carry in its `metadata`:

- `vocabulary`: the name of the code list its values must come from;
- `references`: the name of the table whose ids it holds (checked by the caller);
- `list`: True where one cell holds several values joined by ";".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from ordos_geo.errors import Fault, TableFault, missing_file
from ordos_geo.model import Vocabulary
from ordos_geo.tables.csv_file import line_of, read_rows

LIST_SEPARATOR = ";"
_IDENTITY = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_TRUTH = {"true": True, "false": False}
_EMPTY = "missing"  # the check of `text_column` that a cell is filled

RowOf = Callable[[int], int | None]
"""Index of a row (from 0) -> its line in the file, None where the format has no lines."""


def text_column(description: str, *, required: bool = True, **metadata: Any) -> pa.Column:
    """A text column; `required` means no cell may be empty."""
    checks = [pa.Check.str_length(min_value=1, error=_EMPTY)] if required else []
    return pa.Column(str, checks, description=description, metadata=metadata or None)


def matching_column(pattern: str, rule: str, description: str, **metadata: Any) -> pa.Column:
    """A text column whose cells match a pattern; `rule` says it in words, in both languages."""
    check = pa.Check.str_matches(pattern, error=rule)
    return pa.Column(str, [check], description=description, metadata=metadata or None)


def identity_column(description: str, **metadata: Any) -> pa.Column:
    """A column of ids: lower-case words joined by hyphens."""
    rule = "lower-case words joined by hyphens / 小写英文单词以连字符相连"
    return matching_column(_IDENTITY, rule, description, **metadata)


def split_list(cell: str) -> tuple[str, ...]:
    """The values of a ";"-joined cell, spaces trimmed, empty ones dropped."""
    return tuple(part.strip() for part in cell.split(LIST_SEPARATOR) if part.strip())


def column_metadata(column: pa.Column) -> Mapping[str, Any]:
    """The metadata of a schema column, empty where it has none."""
    return column.metadata or {}


def read_table(
    path: Path,
    schema: pa.DataFrameSchema,
    vocabularies: Mapping[str, Vocabulary],
    *,
    relative_to: Path,
    sort_by: tuple[str, ...] = ("id",),
    unique: tuple[str, ...] = ("id",),
) -> tuple[pd.DataFrame, list[Fault]]:
    """Read one CSV.

    Out: the rows in file order with a RangeIndex (line in the file = index + 2) and the columns
    of `schema`, empty cells as "", numbers and true/false converted; and every fault found. With
    faults the frame may be empty or partly converted and is only good for further checking.
    """
    name = str(path.relative_to(relative_to))
    table, faults = read_rows(path, tuple(schema.columns), name)
    if faults:
        return pd.DataFrame({column: pd.Series(dtype=str) for column in schema.columns}), faults
    frame = pd.DataFrame(table.rows, columns=list(table.header), dtype=str)
    faults, unconverted = _convert(frame, schema, name)
    faults += value_faults(frame, _open_to_question(schema, unconverted), name)
    faults += _code_faults(frame, schema, vocabularies, name)
    faults += order_faults(frame, sort_by, unique, name)
    return frame, faults


def reference_faults(
    frame: pd.DataFrame,
    schema: pa.DataFrameSchema,
    targets: Mapping[str, tuple[set[str], str]],
    name: str,
) -> list[Fault]:
    """Faults for ids that do not resolve.

    `targets` maps a `references` name to (the ids that exist, the words that name their table).
    References to tables that are not in `targets` are not checked.
    """
    faults = []
    for column_name, column in schema.columns.items():
        reference = str(column_metadata(column).get("references", ""))
        if reference not in targets or column_name not in frame:
            continue
        ids, target = targets[reference]
        for index, cell in enumerate(frame[column_name]):
            faults += [
                Fault(
                    TableFault.ID_UNKNOWN,
                    name,
                    line_of(index),
                    {"column": column_name, "value": value, "target": target},
                )
                for value in split_list(str(cell))
                if value not in ids
            ]
    return faults


def _convert(
    frame: pd.DataFrame, schema: pa.DataFrameSchema, name: str
) -> tuple[list[Fault], list[str]]:
    """Turn text into numbers and truth values, in place.

    Out: a fault for every cell that is neither, and the columns that stay text for that reason.
    """
    faults: list[Fault] = []
    unconverted: list[str] = []
    for column_name, column in schema.columns.items():
        kind = str(column.dtype)
        if kind.startswith("str") or kind == "object":
            continue
        cells = frame[column_name]
        if kind == "bool":
            converted: pd.Series[Any] = cells.str.lower().map(_TRUTH)
            rule = "true / false"
        else:
            converted = pd.to_numeric(cells, errors="coerce")
            converted = converted.where(converted.abs() < float("inf"))
            rule = "number / 数字"
        broken = converted.isna()
        faults += [
            Fault(
                TableFault.VALUE_INVALID,
                name,
                line_of(int(index)),
                {"column": column_name, "value": cells[index], "rule": rule},
            )
            for index in frame.index[broken]
        ]
        if broken.any():
            unconverted.append(column_name)
        else:
            frame[column_name] = converted.astype(pd.api.types.pandas_dtype(kind))
    return faults, unconverted


def _open_to_question(schema: pa.DataFrameSchema, unconverted: list[str]) -> pa.DataFrameSchema:
    """What of a schema may fail in a frame that was read from text and converted.

    Types hold by then, and to have pandera look for each of them takes most of the reading.
    """
    return pa.DataFrameSchema(
        {
            column_name: pa.Column(checks=column.checks)
            for column_name, column in schema.columns.items()
            if column.checks and column_name not in unconverted
        },
        checks=schema.checks,
    )


def value_faults(
    frame: pd.DataFrame, schema: pa.DataFrameSchema, name: str, *, row_of: RowOf = line_of
) -> list[Fault]:
    """What `schema` does not allow in a frame (RangeIndex): cells with their row, whole columns."""
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as errors:
        return [
            _value_fault(case, name, None if pd.isna(case["index"]) else row_of(int(case["index"])))
            for case in errors.failure_cases.to_dict("records")
        ]
    return []


def _value_fault(case: dict[Any, Any], name: str, row: int | None) -> Fault:
    column = case["column"]
    if case["check"] == _EMPTY:
        return Fault(TableFault.VALUE_MISSING, name, row, {"column": column})
    details = {"column": column, "value": case["failure_case"], "rule": case["check"]}
    return Fault(TableFault.VALUE_INVALID, name, row, details)


def _code_faults(
    frame: pd.DataFrame,
    schema: pa.DataFrameSchema,
    vocabularies: Mapping[str, Vocabulary],
    name: str,
) -> list[Fault]:
    faults = []
    for column_name, column in schema.columns.items():
        vocabulary_name = column_metadata(column).get("vocabulary")
        if vocabulary_name is None:
            continue
        file = f"data/vocab/{vocabulary_name}.csv"
        if vocabulary_name not in vocabularies:
            faults.append(missing_file(file))
            continue
        codes = vocabularies[vocabulary_name].codes
        faults += [
            Fault(
                TableFault.CODE_UNKNOWN,
                name,
                line_of(index),
                {
                    "column": column_name,
                    "value": cell,
                    "vocabulary": file,
                    "codes": ", ".join(codes),
                },
            )
            for index, cell in enumerate(frame[column_name])
            if cell and cell not in codes
        ]
    return faults


def order_faults(
    frame: pd.DataFrame,
    sort_by: tuple[str, ...],
    unique: tuple[str, ...],
    name: str,
    *,
    row_of: RowOf = line_of,
) -> list[Fault]:
    """Rows that repeat the cells of the columns `unique`; the first that is not sorted."""
    faults = []
    if unique:
        repeated = frame.duplicated(list(unique))
        faults = [
            Fault(
                TableFault.ID_DUPLICATE,
                name,
                row_of(int(index)),
                {"value": " ".join(str(frame.loc[index, column]) for column in unique)},
            )
            for index in frame.index[repeated]
        ]
    keys = list(frame[list(sort_by)].itertuples(index=False, name=None)) if sort_by else []
    for index in range(1, len(keys)):
        if keys[index] < keys[index - 1]:
            details = {
                "column": ", ".join(sort_by),
                "value": " ".join(map(str, keys[index])),
                "previous": " ".join(map(str, keys[index - 1])),
            }
            faults.append(Fault(TableFault.ROWS_UNSORTED, name, row_of(index), details))
            break
    return faults
