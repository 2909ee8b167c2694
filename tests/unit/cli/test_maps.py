"""map export on the command line."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from ordos_geo.__main__ import app
from support.limits import LIMIT_S

pytestmark = pytest.mark.slow  # each test draws whole sheets or slides

BEGINNINGS = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}


def run(*arguments):
    return CliRunner().invoke(app, ["map", "export", *map(str, arguments)])


@pytest.mark.parametrize("file_format", BEGINNINGS)
def test_page_and_view_become_a_file(tmp_path, file_format):
    out = tmp_path / "map"
    result = run(
        *("--page", "infrastructure", "--view", "group=energy", "--format", file_format),
        *("--size", "a4", "--dpi", 50, "--out", out),
    )
    assert (result.exit_code, result.stdout) == (0, "")
    assert out.read_bytes().startswith(BEGINNINGS[file_format])


@pytest.mark.slow
def test_frame_and_extent_of_a_view_are_those_of_the_page(tmp_path):
    def drawn(*arguments):
        out = tmp_path / "map.svg"
        fixed = ("--format", "svg", "--date", "2025-03-21", "--out", out)
        assert run(*fixed, *arguments).exit_code == 0
        return out.read_bytes()

    far = drawn("--view", "group=energy&frame=partners")
    assert far == drawn("--view", "group=energy", "--frame", "partners")
    assert far != drawn("--view", "group=energy")
    fitted = drawn("--view", "group=energy&frame=partners&at=110,39,7")
    assert fitted == drawn("--view", "group=energy", "--frame", "results")


def test_template_with_its_subject_becomes_a_file(tmp_path):
    out = tmp_path / "map.svg"
    options = ("--format", "svg", "--out", out, "--date", "2025-03-21")
    result = run("--template", "banner", "--subject", "150625", *options)
    assert result.exit_code == 0
    content = out.read_text(encoding="utf-8")
    assert "杭锦旗区域合作图" in content
    assert "2025年3月21日" in content


def test_findings_go_to_standard_error_and_keep_nothing_from_being_written(tmp_path):
    out = tmp_path / "map.svg"
    result = run("--view", "q=没有这样的词", "--format", "svg", "--out", out)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "the selection is empty" in result.stderr
    assert out.exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--view", "banner=999999"], "'banner'"),
        (["--view", "nonsense=1"], "'nonsense'"),
        (["--view", "frame=mars"], "'frame'"),
        (["--template", "banner", "--subject", "x"], "'subject'"),
        (["--dpi", "9"], "'dpi'"),
        (["--out", "/no/such/folder/map.svg"], "'--out'"),
    ],
)
def test_what_cannot_be_used_is_named_and_nothing_is_written(tmp_path, arguments, words):
    out = tmp_path / "map.svg"
    result = run("--format", "svg", "--out", out, *arguments)
    assert result.exit_code == 1
    assert words in result.stderr
    assert "Traceback" not in result.stderr
    assert not out.exists()


@pytest.mark.parametrize(
    "arguments",
    [["--page", "nowhere"], ["--size", "a5"], ["--frame", "mars"], ["--date", "yesterday"]],
)
def test_wrong_use_is_status_2(tmp_path, arguments):
    result = run("--format", "svg", "--out", tmp_path / "map.svg", *arguments)
    assert result.exit_code == 2


@pytest.mark.slow
def test_another_process_with_another_hash_seed_writes_the_same_bytes(tmp_path):
    here, there = tmp_path / "here.svg", tmp_path / "there.svg"
    options = ["--format", "svg", "--date", "2026-11-24", "--out"]
    assert run(*options, here).exit_code == 0
    command = [sys.executable, "-m", "ordos_geo", "map", "export", *options, str(there)]
    subprocess.run(command, check=True, timeout=LIMIT_S, env={**os.environ, "PYTHONHASHSEED": "7"})
    assert here.read_bytes() == there.read_bytes()
