"""atlas export and map export --format pptx: files that are whole, faults that are words."""

from __future__ import annotations

import io

import pytest
from pptx import Presentation
from pypdf import PdfReader
from typer.testing import CliRunner

from ordos_geo.__main__ import app

DAY = ("--date", "2026-11-24")


@pytest.fixture
def loaded(monkeypatch):
    """Commands draw in this process."""

    class Here:
        def __init__(self, root): ...
        def __enter__(self):
            return self

        def __exit__(self, *error): ...
        def warm_up(self): ...

    monkeypatch.setattr("ordos_geo.cartography.atlas.pool.DrawingPool", Here)


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def atlas(out, *arguments, by="banner", file_format="pdf"):
    return run("atlas", "export", "--by", by, "--format", file_format, "--out", out, *arguments)


@pytest.mark.slow
def test_an_atlas_is_written_with_progress_by_name_on_standard_error(tmp_path):
    out = tmp_path / "atlas.pdf"
    result = atlas(out, "--pages", "150625,150602", "--view", "group=water", *DAY)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "杭锦旗区域合作图" in result.stderr
    pages = PdfReader(out).pages
    assert len(pages) == 3  # 东胜区 has no water project
    assert "杭锦旗区域合作图" in pages[2].extract_text()
    assert "未列入：东胜区" in result.stderr.replace(" ", "")
    assert [path.name for path in tmp_path.iterdir()] == ["atlas.pdf"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--pages", "999"), "'999' is no page of this atlas"),
        (("--view", "colour=red"), "parameter 'colour' is not known"),
        (("--dpi", "9000"), "'dpi' is '9000'"),
        (("--view", "q=没有这样的项目"), "no page has anything to show"),
        (("--pptx-template", "none.pptx"), "'--pptx-template' is 'none.pptx'"),
    ],
)
def test_what_cannot_be_is_a_fault_and_leaves_no_file(loaded, tmp_path, arguments, words):
    result = atlas(tmp_path / "atlas.pdf", *arguments)
    assert result.exit_code == 1
    assert words in result.stderr
    assert "Traceback" not in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [{"by": "planet"}, {"file_format": "doc"}])
def test_wrong_use_is_status_2(loaded, tmp_path, arguments):
    assert atlas(tmp_path / "x", **arguments).exit_code == 2


def test_a_bad_template_is_a_fault_and_leaves_no_file(loaded, tmp_path):
    template = tmp_path / "template.pptx"
    template.write_bytes(b"PK\x03\x04 no archive")
    out = tmp_path / "map.pptx"
    for result in (
        run("map", "export", "--format", "pptx", "--out", out, "--pptx-template", template),
        atlas(out, "--pptx-template", template, "--pages", "150602", file_format="pptx"),
    ):
        assert result.exit_code == 1
        assert "the PowerPoint template is damaged" in result.stderr
        assert not out.exists()


def test_a_map_becomes_a_deck_with_the_same_bytes_every_time(loaded, tmp_path):
    contents = []
    for name in ("one.pptx", "other.pptx"):
        result = run(
            "map", "export", "--view", "group=water", "--format", "pptx", "--dpi", "60",
            "--out", tmp_path / name, *DAY,
        )  # fmt: skip
        assert (result.exit_code, result.stdout) == (0, "")
        contents.append((tmp_path / name).read_bytes())
    assert contents[0] == contents[1]
    first = Presentation(io.BytesIO(contents[0])).slides[0]
    assert "项目类型：水利" in "".join(s.text_frame.text for s in first.shapes if s.has_text_frame)


def test_a_file_that_cannot_be_written_leaves_the_old_one(loaded, tmp_path):
    out = tmp_path / "none" / "map.pptx"
    result = run("map", "export", "--view", "group=water", "--format", "pptx", "--out", out)
    assert result.exit_code == 1
    assert "it cannot be written" in result.stderr
    assert list(tmp_path.iterdir()) == []
