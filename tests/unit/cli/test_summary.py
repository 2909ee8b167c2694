"""data summary prints what the summary function gives for a view."""

from __future__ import annotations

import json

from typer.testing import CliRunner

from ordos_geo.__main__ import app
from ordos_geo.analysis import Selection, selected
from ordos_geo.analysis.summary import summary

KEYS = {
    *("statements", "pairs", "links", "projects", "positionings", "context"),
    *("groups", "partners", "corridors", "banners", "units", "unknown"),
}


def run(*arguments):
    return CliRunner().invoke(app, ["data", "summary", *map(str, arguments)])


def test_everything_where_no_view_is_given(dataset):
    result = run()
    assert (result.exit_code, result.stderr) == (0, "")
    document = json.loads(result.stdout)
    assert set(document) == KEYS
    assert document == summary(dataset)


def test_only_a_view_and_to_a_file(dataset, tmp_path):
    out = tmp_path / "summary.json"
    assert run("--view", "partner=beijing&group=livelihood", "--out", out).exit_code == 0
    ids = selected(dataset, Selection.of(partners=["beijing"], group=["livelihood"]))
    assert json.loads(out.read_bytes()) == summary(dataset, ids)


def test_a_view_that_cannot_be_read_is_a_fault():
    result = run("--view", "partner=atlantis")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "atlantis" in result.stderr
