"""The command line: results on standard output, faults in English on standard error."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ordos_geo.__main__ import app
from support.limits import LIMIT_S

PLAN = "data/plan/ordos-action-plan-2025.txt"


@pytest.fixture
def root(project_root, tmp_path, monkeypatch) -> Path:
    """A copy of the project's data that a test may damage; the command line works on it."""
    shutil.copytree(project_root / "geo", tmp_path / "geo")
    shutil.copytree(project_root / "data", tmp_path / "data", ignore=shutil.ignore_patterns("var"))
    monkeypatch.setenv("ORDOS_GEO_ROOT", str(tmp_path))
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def replace_once(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def assert_fails(result, *lines):
    """Status 1, nothing on standard output, these lines among English faults, no traceback."""
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    reported = result.stderr.splitlines()
    for line in lines:
        assert any(entry.startswith(line) for entry in reported), (line, reported)
    assert reported[-1] == f"{len(reported) - 1} fault(s)"


@pytest.mark.slow
def test_check_finds_nothing_in_the_shipped_files(root):
    result = run("check")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "no faults: 25 measures" in result.stdout


@pytest.mark.slow
def test_check_names_a_broken_geojson(root):
    path = root / "geo/admin/local/banners.geojson"
    path.write_bytes(path.read_bytes()[:1000])
    assert_fails(run("check"), "geo/admin/local/banners.geojson: the file cannot be read")


@pytest.mark.slow
def test_check_names_a_missing_column(root):
    replace_once(root / "data/register/links.csv", "directed", "direction")
    assert_fails(
        run("check"),
        "data/register/links.csv:1: column 'directed' is missing",
        "data/register/links.csv:1: column 'direction' is not part of this table",
    )


@pytest.mark.slow
def test_check_names_an_unknown_code(root):
    line = replace_once(root / "data/register/tasks.csv", ",building,", ",finished,")
    assert_fails(
        run("check"), f"data/register/tasks.csv:{line}: 'stage' is 'finished', which is not a code"
    )


@pytest.mark.slow
def test_check_names_a_quote_that_is_not_in_its_measure(root):
    line = replace_once(root / "data/register/targets.csv", ",实施千名博士", ",实施万名博士")
    assert_fails(
        run("check"),
        f"data/register/targets.csv:{line}: the quote of 'target-doctors' does not occur in",
    )


@pytest.mark.slow
def test_check_names_a_symbol_that_does_not_exist(root):
    line = replace_once(root / "data/vocab/project_type.csv", "line_uhvdc", "line_zigzag")
    assert_fails(
        run("check"), f"data/vocab/project_type.csv:{line}: 'symbol' is 'line_zigzag', which is not"
    )


def test_check_lists_the_faults_of_plan_geodata_and_register_at_once(root):
    (root / PLAN).write_text("没有章节的文字", encoding="utf-8")
    (root / "geo/parks/parks.csv").unlink()
    (root / "data/register/units.csv").write_bytes("编号\n".encode("gb18030"))
    assert_fails(
        run("check"),
        f"{PLAN}:1: expected",
        "geo/parks/parks.csv: the file does not exist",
        "data/register/units.csv: the file cannot be read as CSV",
    )


def test_check_without_any_data_names_what_is_missing(tmp_path, monkeypatch):
    monkeypatch.setenv("ORDOS_GEO_ROOT", str(tmp_path))
    assert_fails(run("check"), "data/vocab: the file does not exist")


@pytest.mark.slow
def test_check_coverage_lists_every_sentence_and_then_the_result(root):
    result = run("check", "--coverage")
    assert result.exit_code == 0
    assert "no faults: 25 measures" in result.stdout.splitlines()[-1]


def test_parse_prints_25_measures(project_root):
    result = run("plan", "parse", project_root / PLAN)
    assert result.exit_code == 0
    printed = json.loads(result.stdout)
    assert set(printed) == {"document", "chapters"}
    assert set(printed["document"]) == {"number", "title", "date", "issuer"}
    assert [chapter["no"] for chapter in printed["chapters"]] == [1, 2, 3, 4, 5, 6]
    measures = [measure for chapter in printed["chapters"] for measure in chapter["measures"]]
    assert len(measures) == 25
    assert all(set(m) == {"id", "no", "title", "text", "units"} for m in measures)
    assert all(measure["units"] for measure in measures)


def test_parse_writes_a_file(project_root, tmp_path):
    printed = run("plan", "parse", project_root / PLAN).stdout
    result = run("plan", "parse", project_root / PLAN, "--out", tmp_path / "plan.json")
    assert (result.exit_code, result.stdout) == (0, "")
    assert (tmp_path / "plan.json").read_text(encoding="utf-8") == printed


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", "plan.txt: the text is empty"),
        ("鄂府发".encode("gb18030"), "plan.txt:1: the text is not valid UTF-8"),
        ("没有章节".encode(), "plan.txt:1: expected"),
    ],
    ids=["empty", "gb18030", "no-chapters"],
)
def test_parse_of_a_bad_text_says_what_is_wrong(tmp_path, content, line):
    (tmp_path / "plan.txt").write_bytes(content)
    assert_fails(run("plan", "parse", tmp_path / "plan.txt"), line)


def test_parse_of_a_file_that_does_not_exist_says_so(tmp_path):
    assert_fails(run("plan", "parse", tmp_path / "none.txt"), "none.txt: the file does not exist")


def test_parse_of_a_folder_says_so(tmp_path):
    assert_fails(run("plan", "parse", tmp_path), f"{tmp_path.name}: the file cannot be read")


def test_a_result_that_cannot_be_written_is_a_fault(project_root, tmp_path):
    out = tmp_path / "none" / "plan.json"
    result = run("plan", "parse", project_root / PLAN, "--out", out)
    assert_fails(result, f"'--out' is '{out}': it cannot be written")


def test_wrong_use_is_status_2():
    assert run("chek").exit_code == 2
    assert run("plan", "parse").exit_code == 2


@pytest.mark.slow
def test_a_real_process_prints_faults_and_no_traceback(root):
    (root / "data/register/corridors.csv").write_bytes(b'"')
    done = subprocess.run(
        [sys.executable, "-m", "ordos_geo", "check"],
        env={**os.environ, "ORDOS_GEO_ROOT": str(root)},
        capture_output=True,
        text=True,
        check=False,
        timeout=LIMIT_S,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("data/register/corridors.csv: the file cannot be read as CSV")
    assert "Traceback" not in done.stderr
