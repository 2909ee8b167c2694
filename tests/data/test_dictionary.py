"""The data dictionary is the schemas in words, and current."""

from __future__ import annotations

import pytest

from ordos_geo.analysis.tables.dictionary import DICTIONARY, STAFF_FILES, dictionary_text
from ordos_geo.analysis.tables.layers import COLUMNS, LAYERS
from ordos_geo.geodata import layer_files, schemas
from ordos_geo.register import TABLES

REBUILD = "run `python -m ordos_geo data dictionary`"


def sections(text):
    """Lines of each part by its heading."""
    found = {}
    for line in text.splitlines():
        if line.startswith("#"):
            lines = found.setdefault(line.lstrip("# "), [])
        else:
            lines.append(line)
    return found


def described(lines):
    """Columns that a part describes, with the words for each."""
    rows = [line.strip("| ").split(" | ") for line in lines if line.startswith("| `")]
    return {row[0].strip("`"): row for row in rows}


def test_dictionary_is_current(project_root):
    assert (project_root / DICTIONARY).read_text(encoding="utf-8") == dictionary_text(), REBUILD


@pytest.mark.parametrize("layer", LAYERS)
def test_dictionary_describes_every_column_of_a_layer(layer):
    part = described(sections(dictionary_text())[f"Layer {layer}"])
    assert tuple(part) == LAYERS[layer].all_columns
    assert all(words[1].strip() for words in part.values())


@pytest.mark.parametrize(
    ("heading", "schema"),
    [
        *((f"{name}.csv", schema) for name, schema in TABLES.items()),
        *((file, schema) for file, (_, schema) in STAFF_FILES.items()),
        (f"geo/{layer_files.PLACES}", schemas.PLACES),
        (f"geo/{layer_files.WAYPOINTS}", schemas.WAYPOINTS),
        *((f"{name}.geojson", schema) for name, (schema, _) in schemas.LAYERS.items()),
    ],
)
def test_dictionary_describes_every_column_of_a_file(heading, schema):
    part = described(sections(dictionary_text())[heading])
    assert list(part) == list(schema.columns)
    for name, column in schema.columns.items():
        assert part[name][2] == column.description


def test_every_described_column_stands_in_a_layer():
    assert set(COLUMNS) <= {name for layer in LAYERS.values() for name in layer.all_columns}
