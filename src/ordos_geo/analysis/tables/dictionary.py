"""The data dictionary: every file, layer and column in words, from the schemas alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import pandera.pandas as pa

from ordos_geo.analysis.reporting import expectations
from ordos_geo.analysis.tables import saved_views
from ordos_geo.analysis.tables.export import FORMATS, WKT
from ordos_geo.analysis.tables.layers import COLUMNS, LAYERS, Layer
from ordos_geo.geodata import layer_files, schemas
from ordos_geo.model.vocabulary import COLUMNS as TERM_COLUMNS
from ordos_geo.register import TABLES
from ordos_geo.reporting.reminders import recipients
from ordos_geo.tables import column_metadata

DICTIONARY = Path("docs/data-dictionary.md")

_HEAD = f"""# Data dictionary · 数据字典

Written by `python -m ordos_geo data dictionary` from the schemas in the source; do not edit.
People edit the files below `data/` and the points and members below `geo/`; the layers below
`geo/admin/` are built. All coordinates are EPSG:4326, longitude and latitude in degrees. CSV
files are UTF-8, one row a line, sorted by their first column.

- **Layers to export** (`python -m ordos_geo data export LAYER --format FORMAT --out FILE`;
  formats: {", ".join(FORMATS)}): {", ".join(f"[{name}](#layer-{name})" for name in LAYERS)}
- **What is planned**: {", ".join(f"[{name}](#{name}csv)" for name in TABLES)}; code lists
- **Where things are**: points, projects, partner regions, built layers, sources

In CSV and XLSX the geometry is the last column, `{WKT}`, as well-known text; an apostrophe stands
before text that a spreadsheet would take for a formula. A CSV writes measure `1-3` as `M1-3`,
because Excel would make a date of it for good; the other formats hold `1-3` as text, and `clause`
says 一（三） for people. Lines of precision `schematic` are 示意: at most their ends are known.
"""

_INPUTS: Mapping[str, tuple[str, pa.DataFrameSchema]] = {
    layer_files.PLACES: ("Gazetteer points.", schemas.PLACES),
    layer_files.PARKS: ("Industrial parks and functional zones in Ordos.", schemas.PARKS),
    layer_files.GEOMETRIES: ("How each project is drawn.", schemas.GEOMETRIES),
    layer_files.WAYPOINTS: ("The points of each project.", schemas.WAYPOINTS),
    layer_files.MEMBERS_INPUT: ("Members of the partner regions.", schemas.MEMBERS),
    layer_files.SOURCES: ("Where every layer comes from.", schemas.SOURCES),
}
STAFF_FILES: Mapping[str, tuple[str, pa.DataFrameSchema]] = MappingProxyType(
    {
        str(saved_views.VIEWS_FILE): (
            "Saved views of a briefing, in its order.",
            saved_views.SCHEMA,
        ),
        str(expectations.EXPECTATIONS_FILE): (
            "What should be reached by the end of which month.",
            expectations.SCHEMA,
        ),
        str(recipients.RECIPIENTS): ("Who gets a unit's reminders by mail.", recipients.SCHEMA),
    }
)
"""Tables that staff keep current, beside the register: words and schema by file."""
_TERM_WORDS = {
    "code": "What the registers hold.",
    "label_zh": "Chinese label, shown to people.",
    "label_en": "English label.",
    "description": "What it means.",
    "group": "Code of the coarser list that it belongs to, or empty.",
    "symbol": "Name of its drawing style; empty where nothing is drawn by it.",
}


def dictionary_text() -> str:
    """The whole dictionary as Markdown."""
    lines = [_HEAD, "# Layers to export\n"]
    for name, layer in LAYERS.items():
        lines += [f"## Layer {name}\n", layer.description + _geometry_words(layer)]
        lines += ["", *_layer_table(layer), ""]
    lines.append("# What is planned: data/register\n")
    for name, schema in TABLES.items():
        lines += [f"## {name}.csv\n", *_schema_table(schema), ""]
    lines.append("# What staff keep current: data\n")
    for file, (words, schema) in STAFF_FILES.items():
        lines += [f"## {file}\n", words + "\n", *_schema_table(schema), ""]
    lines += ["# Code lists: data/vocab\n", "One list a file, in the order of display.\n"]
    lines += [*_table(("Column", "Meaning"), [(name, _TERM_WORDS[name]) for name in TERM_COLUMNS])]
    lines.append("\n# Where things are: geo\n")
    for file, (words, schema) in _INPUTS.items():
        lines += [f"## geo/{file}\n", words + "\n", *_schema_table(schema), ""]
    for name, (schema, geometry_types) in schemas.LAYERS.items():
        words = f"Built layer; geometry: {' or '.join(sorted(geometry_types))}.\n"
        lines += [f"## {name}.geojson\n", words, *_schema_table(schema), ""]
    return "\n".join(lines).rstrip() + "\n"


def _geometry_words(layer: Layer) -> str:
    return f" Geometry: {layer.geometry}." if layer.geometry else " No geometry."


def _layer_table(layer: Layer) -> Iterator[str]:
    rows = []
    for column in layer.all_columns:
        source = column.removesuffix("_label")
        if column not in COLUMNS:
            rows.append((column, f"Chinese label of `{source}`.", ""))
        else:
            rows.append((column, COLUMNS[column], _code_list(layer.codes.get(column))))
    return _table(("Column", "Meaning", "Values"), rows)


def _schema_table(schema: pa.DataFrameSchema) -> Iterator[str]:
    rows = [
        (str(name), _type_name(column), column.description or "", _rules(column))
        for name, column in schema.columns.items()
    ]
    return _table(("Column", "Type", "Meaning", "Values"), rows)


def _type_name(column: pa.Column) -> str:
    kind = str(column.dtype)
    if kind.startswith("str"):
        return "text"
    return {"bool": "true/false", "int64": "whole number", "float64": "number"}[kind]


def _code_list(vocabulary: object) -> str:
    return f"codes of data/vocab/{vocabulary}.csv" if vocabulary else ""


def _rules(column: pa.Column) -> str:
    metadata = column_metadata(column)
    checks = [str(check.error) for check in column.checks]
    words = [
        "required" if "missing" in checks else "",
        *(check for check in checks if check != "missing"),
        _code_list(metadata.get("vocabulary")),
        f"ids of {metadata['references']}" if "references" in metadata else "",
        ";-joined" if metadata.get("list") else "",
    ]
    return "; ".join(word for word in words if word)


def _table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """A Markdown table; the first cell of each row is a name."""
    names = list(header)
    yield "| " + " | ".join(names) + " |"
    yield "|" + "---|" * len(names)
    for first, *rest in rows:
        cells = [f"`{first}`", *(cell.replace("|", "/") for cell in rest)]
        yield "| " + " | ".join(cells) + " |"
