"""Coordinates of Chinese web maps become those that geo/ holds."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from ordos_geo.__main__ import app
from ordos_geo.geodata.datum import DATUMS, wgs84_to_bd09, wgs84_to_gcj02

DONGSHENG = (109.963, 39.823)
FROM_WGS84 = {"gcj02": wgs84_to_gcj02, "bd09": wgs84_to_bd09}


def convert(*arguments):
    return CliRunner().invoke(app, ["geodata", "convert", *map(str, arguments)])


@pytest.mark.parametrize("datum", DATUMS)
def test_a_point_is_converted_and_said_to_be(datum):
    result = convert("--from", datum, *FROM_WGS84[datum](*DONGSHENG))
    assert result.exit_code == 0
    assert result.stdout == "109.963000,39.823000\n"
    assert DATUMS[datum].name in result.stderr
    assert "moved by" in result.stderr


def test_a_file_keeps_its_other_columns(tmp_path):
    lon, lat = wgs84_to_gcj02(*DONGSHENG)
    points = tmp_path / "points.csv"
    points.write_text(f'name,lat,lon,note\n东胜,{lat},{lon},"甲,乙"\n', encoding="utf-8")
    out = tmp_path / "out.csv"
    result = convert("--from", "gcj02", "--points", points, "--out", out)
    assert result.exit_code == 0
    assert (
        out.read_text(encoding="utf-8") == 'name,lat,lon,note\n东胜,39.823000,109.963000,"甲,乙"\n'
    )
    assert "1 rows" in result.stderr


def test_every_fault_of_a_file_is_named_with_its_line(tmp_path):
    points = tmp_path / "points.csv"
    points.write_text("lon,lat\n109.9,39.8\neast,39.8\n109.9,139.8\n", encoding="utf-8")
    result = convert("--from", "bd09", "--points", points)
    assert (result.exit_code, result.stdout) == (1, "")
    assert [line.split(":")[1] for line in result.stderr.splitlines()[:-1]] == ["3", "4"]


def test_a_file_without_coordinates_is_a_fault(tmp_path):
    points = tmp_path / "points.csv"
    points.write_text("x,lat\n1,2\n", encoding="utf-8")
    result = convert("--from", "bd09", "--points", points)
    assert result.exit_code == 1
    assert "column 'lon' is missing" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("--from", "cgcs2000", 109.9, 39.8),
        ("--from", "gcj02"),
        ("--from", "gcj02", 109.9),
        ("--from", "gcj02", 209.9, 39.8),
        ("--from", "gcj02", "nan", 39.8),
        ("--from", "gcj02", 109.9, 39.8, "--points", "points.csv"),
        (109.9, 39.8),
    ],
)
def test_wrong_use_is_exit_status_2(arguments):
    assert convert(*arguments).exit_code == 2
