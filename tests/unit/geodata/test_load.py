"""Bad input in geo/: every fault names its file and line, and all are listed at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from ordos_geo.errors import (
    Fault,
    FaultKind,
    FileFault,
    GeodataError,
    GeodataFault,
    RegisterFault,
    TableFault,
)
from ordos_geo.geodata import load_geodata

PLACES = "geo/places/places.csv"
PARKS = "geo/parks/parks.csv"
GEOMETRIES = "geo/projects/geometries.csv"
WAYPOINTS = "geo/projects/waypoints.csv"
BANNERS = "geo/admin/local/banners.geojson"
CITIES = "geo/admin/local/cities.geojson"
CORRIDORS = "geo/corridors/corridors.geojson"


def faults_of(geo: Path, vocabularies) -> list[Fault]:
    with pytest.raises(GeodataError) as caught:
        load_geodata(geo, vocabularies, relative_to=geo.parent)
    for fault in caught.value.faults:
        assert fault.english()
        assert fault.chinese()
    return list(caught.value.faults)


def found(faults: list[Fault]) -> set[tuple[FaultKind, str, int | None]]:
    return {(fault.kind, fault.file, fault.row) for fault in faults}


def line_of(geo: Path, file: str, start: str) -> int:
    lines = (geo.parent / file).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.startswith(start))


def replace_cell(geo: Path, file: str, start: str, column: str, value: str) -> int:
    """Put `value` into a row that has no quoted cells before `column`; its line."""
    path, line = geo.parent / file, line_of(geo, file, start)
    lines = path.read_text(encoding="utf-8").splitlines()
    cells = lines[line - 1].split(",")
    cells[lines[0].split(",").index(column)] = value
    lines[line - 1] = ",".join(cells)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return line


def edit_features(geo: Path, file: str, change) -> None:
    """Change the list of features of a layer in place, keeping one feature a line."""
    path = geo.parent / file
    collection = json.loads(path.read_text(encoding="utf-8"))
    change(collection["features"])
    lines = ",\n".join(json.dumps(feature) for feature in collection["features"])
    path.write_text(
        '{"type":"FeatureCollection","features":[\n' + lines + "\n]}\n", encoding="utf-8"
    )


CELL_FAULTS = [
    (PLACES, "hohhot,", "precision", "exact", TableFault.CODE_UNKNOWN),
    (PLACES, "hohhot,", "kind", "planet", TableFault.CODE_UNKNOWN),
    (PLACES, "hohhot,", "name", "", TableFault.VALUE_MISSING),
    (PLACES, "hohhot,", "lon", "east", TableFault.VALUE_INVALID),
    (PLACES, "hohhot,", "lat", "91", TableFault.VALUE_INVALID),
    (PLACES, "hohhot,", "adcode", "1501", TableFault.VALUE_INVALID),
    (PLACES, "hohhot,", "id", "hanggin", TableFault.ID_DUPLICATE),
    (PLACES, "hohhot,", "id", "aaa", TableFault.ROWS_UNSORTED),
    (PLACES, "hanggin,", "lon", "105.0", GeodataFault.POINT_OUTSIDE),
    (PLACES, "hanggin,", "adcode", "150699", TableFault.ID_UNKNOWN),
    (PARKS, "mengxi-park,", "lat", "39.7", GeodataFault.POINT_OUTSIDE),
    (PARKS, "mengxi-park,", "adcode", "150300", TableFault.ID_UNKNOWN),
    (GEOMETRIES, "wuheng-road,", "geometry_type", "point", TableFault.VALUE_INVALID),
    (GEOMETRIES, "wuheng-road,", "precision", "good", TableFault.CODE_UNKNOWN),
    (WAYPOINTS, "wuheng-road,3,", "sequence", "5", TableFault.VALUE_INVALID),
    (WAYPOINTS, "wuheng-road,3,", "sequence", "two", TableFault.VALUE_INVALID),
    (WAYPOINTS, "wuheng-road,3,", "project_id", "zzz-road", TableFault.ID_UNKNOWN),
]


@pytest.mark.slow
@pytest.mark.parametrize(
    "case",
    CELL_FAULTS,
    ids=[f"{case[0].split('/')[-1]}-{case[2]}-{case[3] or 'empty'}" for case in CELL_FAULTS],
)
def test_bad_cell_is_named_with_file_and_line(geo, vocabularies, case):
    file, start, column, value, kind = case
    line = replace_cell(geo, file, start, column, value)
    assert (kind, file, line) in found(faults_of(geo, vocabularies))


def test_missing_and_unknown_columns_are_named(geo, vocabularies):
    path = geo / "places" / "places.csv"
    header, rest = path.read_text(encoding="utf-8").split("\n", 1)
    path.write_text(header.replace("aliases", "nicknames") + "\n" + rest, encoding="utf-8")
    faults = faults_of(geo, vocabularies)
    assert (TableFault.COLUMN_MISSING, PLACES, 1) in found(faults)
    assert (TableFault.COLUMN_UNKNOWN, PLACES, 1) in found(faults)


def test_missing_files_are_all_listed(geo, vocabularies):
    files = (PLACES, BANNERS, WAYPOINTS, "geo/corridors/members.csv", "geo/sources.yaml")
    for file in files:
        (geo.parent / file).unlink()
    missing = {
        fault.file for fault in faults_of(geo, vocabularies) if fault.kind is FileFault.MISSING
    }
    assert missing == set(files)


@pytest.mark.slow
@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"\xff\xfe\x00", b'{"type":"Point"}', b"null"]
)
def test_broken_geojson_is_a_fault_of_that_file(geo, vocabularies, content):
    (geo.parent / BANNERS).write_bytes(content)
    faults = [fault for fault in faults_of(geo, vocabularies) if fault.file == BANNERS]
    assert {fault.kind for fault in faults} - {FileFault.CHANGED}


def test_truncated_geojson_is_unreadable(geo, vocabularies):
    path = geo.parent / CITIES
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    assert (FileFault.UNREADABLE, CITIES, None) in found(faults_of(geo, vocabularies))


@pytest.mark.parametrize("content", [b"[", b"- layer", b"text", b"\xff\xfe"])
def test_broken_sources_file_is_a_fault(geo, vocabularies, content):
    (geo / "sources.yaml").write_bytes(content)
    assert "geo/sources.yaml" in {fault.file for fault in faults_of(geo, vocabularies)}


def test_layer_that_differs_from_its_registered_sum_is_named(geo, vocabularies):
    path = geo.parent / BANNERS
    path.write_bytes(path.read_bytes() + b"\n")
    assert found(faults_of(geo, vocabularies)) == {(FileFault.CHANGED, BANNERS, None)}


def test_layer_that_is_not_registered_is_named(geo, vocabularies):
    path = geo / "sources.yaml"
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    kept = [entry for entry in entries if entry["layer"] != "admin/local/banners"]
    path.write_text(yaml.safe_dump(kept, allow_unicode=True), encoding="utf-8")
    assert found(faults_of(geo, vocabularies)) == {(TableFault.ID_UNKNOWN, BANNERS, None)}


def _shift_first(features):
    ring = features[0]["geometry"]["coordinates"][0]
    features[0]["geometry"]["coordinates"][0] = [[x + 0.05, y] for x, y in ring]


def _without_geometry(features):
    features[0]["geometry"] = None


def _as_point(features):
    features[0]["geometry"] = {"type": "Point", "coordinates": [109.9, 39.8]}


def _bow_tie(features):
    ring = [[109.0, 39.0], [110.0, 40.0], [110.0, 39.0], [109.0, 40.0], [109.0, 39.0]]
    features[0]["geometry"] = {"type": "Polygon", "coordinates": [ring]}


def _in_metres(features):
    ring = [[500000.0, 4e6], [600000.0, 4e6], [600000.0, 4.1e6], [500000.0, 4e6]]
    features[0]["geometry"] = {"type": "Polygon", "coordinates": [ring]}


def _swap_rows(features):
    features[0], features[1] = features[1], features[0]


def _same_id(features):
    features[1]["properties"]["adcode"] = features[0]["properties"]["adcode"]


def _empty_name(features):
    features[0]["properties"]["name"] = ""


FEATURE_FAULTS = [
    (_without_geometry, GeodataFault.GEOMETRY_INVALID, 2),
    (_as_point, GeodataFault.GEOMETRY_TYPE, 2),
    (_bow_tie, GeodataFault.GEOMETRY_INVALID, 2),
    (_in_metres, GeodataFault.CRS_UNEXPECTED, 2),
    (_swap_rows, TableFault.ROWS_UNSORTED, 3),
    (_same_id, TableFault.ID_DUPLICATE, 3),
    (_empty_name, TableFault.VALUE_MISSING, 2),
    (_shift_first, GeodataFault.COVERAGE_BROKEN, None),
    (lambda features: features.pop(3), GeodataFault.COVERAGE_BROKEN, None),
]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "kind", "line"), FEATURE_FAULTS, ids=[str(case[1].name) for case in FEATURE_FAULTS]
)
def test_bad_feature_is_named_with_file_and_line(geo, vocabularies, change, kind, line):
    edit_features(geo, BANNERS, change)
    assert (kind, BANNERS, line) in found(faults_of(geo, vocabularies))


def test_other_coordinate_system_is_named(geo, vocabularies):
    path = geo.parent / BANNERS
    crs = '"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3857"}},'
    text = path.read_text(encoding="utf-8").replace('"features"', crs + '"features"', 1)
    path.write_text(text, encoding="utf-8")
    assert (GeodataFault.CRS_UNEXPECTED, BANNERS, None) in found(faults_of(geo, vocabularies))


def test_corridor_whose_members_changed_must_be_rebuilt(geo, vocabularies):
    path = geo / "corridors" / "members.csv"
    text = path.read_text(encoding="utf-8").replace("wuhai,150300", "wuhai,150200", 1)
    path.write_text(text, encoding="utf-8")
    assert (RegisterFault.MEMBERS_INCONSISTENT, CORRIDORS, None) in found(
        faults_of(geo, vocabularies)
    )


def test_park_with_the_id_of_a_place_is_named(geo, vocabularies):
    line = replace_cell(geo, PARKS, "mengxi-park,", "id", "mongolia")
    assert (TableFault.ID_DUPLICATE, PARKS, line) in found(faults_of(geo, vocabularies))


def test_faults_of_all_files_are_listed_at_once(geo, vocabularies):
    expected = {
        (TableFault.CODE_UNKNOWN, PLACES, replace_cell(geo, PLACES, "hohhot,", "kind", "x")),
        (
            GeodataFault.POINT_OUTSIDE,
            PARKS,
            replace_cell(geo, PARKS, "mengxi-park,", "lat", "39.7"),
        ),
        (
            TableFault.VALUE_INVALID,
            WAYPOINTS,
            replace_cell(geo, WAYPOINTS, "wuheng-road,3,", "lat", "x"),
        ),
        (FileFault.UNREADABLE, CITIES, None),
    }
    (geo.parent / CITIES).write_text("{", encoding="utf-8")
    assert expected <= found(faults_of(geo, vocabularies))


def test_changing_a_frame_does_not_change_the_data(project_root, vocabularies):
    geodata = load_geodata(project_root / "geo", vocabularies, relative_to=project_root)
    name = geodata.banners["name"].iloc[0]
    frames = (geodata.banners, geodata.admin["local"]["banners"])
    for frame in frames:
        frame.iloc[0, frame.columns.get_loc("name")] = "changed"
        frame.loc[frame.index[1], "geometry"] = None
    assert geodata.banners.geometry.notna().all()
    assert geodata.banners["name"].iloc[0] == name
    with pytest.raises(TypeError):
        geodata.admin["local"] = geodata.admin["national"]
