"""Hand-edited CSV tables: read against a schema, every fault named with its line."""

from ordos_geo.tables.csv_file import column_faults, line_of
from ordos_geo.tables.schema import (
    LIST_SEPARATOR,
    column_metadata,
    identity_column,
    matching_column,
    order_faults,
    read_table,
    reference_faults,
    split_list,
    text_column,
    value_faults,
)
from ordos_geo.tables.vocabularies import load_vocabularies, load_vocabulary

__all__ = [
    "LIST_SEPARATOR",
    "column_faults",
    "column_metadata",
    "identity_column",
    "line_of",
    "load_vocabularies",
    "load_vocabulary",
    "matching_column",
    "order_faults",
    "read_table",
    "reference_faults",
    "split_list",
    "text_column",
    "value_faults",
]
