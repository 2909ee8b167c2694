"""The documents are true: what exists is documented, and what is documented exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from ordos_geo.__main__ import app
from ordos_geo.settings import Settings
from ordos_geo.ui.shell.pages import PAGES

COMMAND = re.compile(r"-m ordos_geo((?: [a-z][a-z|-]*)+)")
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)(?:#[^)]*)?\)")
SETTING = re.compile(r"\bORDOS_GEO_[A-Z_]+\b")
CODE_PATH = re.compile(
    r"`((?:src|pages|geo|data|static|tests|benchmarks|docs|tools)/[\w./-]*|(?:[a-z_]+/)+[a-z_]+\.py)`"
)
PLACEHOLDER = re.compile(r"\b(?:CODE|NAME)\.")
ROOMS = re.compile(r"^(app\.py|[a-z_]+/)(?:  ([a-z_]+/))?", re.MULTILINE)
ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted(
    path
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "benchmarks/README.md"]
)
FOLDERS_OF_CODE = (
    ROOT,
    ROOT / "src" / "ordos_geo",
    ROOT / "src" / "ordos_geo" / "ui",
    ROOT / "src" / "ordos_geo" / "analysis",
    ROOT / "src" / "ordos_geo" / "cartography",
)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def commands(command, path: tuple[str, ...] = ()) -> Iterator[str]:
    """Every command as people type it after `python -m ordos_geo`; groups load when asked."""
    if not hasattr(command, "list_commands"):
        yield " ".join(path)
        return
    context = command.make_context("ordos_geo", [], resilient_parsing=True)
    for name in command.list_commands(context):
        yield from commands(command.get_command(context, name), (*path, name))


def named_commands(text: str) -> set[str]:
    """Commands that a text names; `list|add` names several."""
    found = set()
    for match in COMMAND.finditer(text):
        paths = [""]
        for word in match.group(1).split():
            paths = [f"{path} {choice}".strip() for path in paths for choice in word.split("|")]
        found.update(paths)
    return found


KNOWN = set(commands(typer.main.get_command(app)))


def test_every_command_is_documented():
    assert KNOWN - named_commands(read("docs/command-line.md")) == set()


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_documented_command_exists(path):
    named = named_commands(path.read_text(encoding="utf-8"))
    unknown = {
        text
        for text in named
        if not any(
            command == text or command.startswith(f"{text} ") or text.startswith(f"{command} ")
            for command in KNOWN
        )
    }
    assert unknown == set()


def test_every_setting_is_documented_and_every_documented_setting_exists():
    settings = {f"ORDOS_GEO_{name.upper()}" for name in Settings.model_fields}
    assert set(SETTING.findall(read("docs/command-line.md"))) == settings
    for path in DOCUMENTS:
        assert set(SETTING.findall(path.read_text(encoding="utf-8"))) <= settings | {"ORDOS_GEO_"}


def test_every_page_is_in_the_guide_for_its_users():
    guide = read("README.zh-CN.md")
    rows = {line.split("|")[1].strip() for line in guide.splitlines() if line.startswith("| ")}
    assert {page.title for page in PAGES.values()} - rows == set()


def test_every_folder_is_in_the_architecture():
    text = read("docs/ARCHITECTURE.md")
    packages = {path.parent.name for path in (ROOT / "src" / "ordos_geo").glob("*/__init__.py")}
    assert {name for name in packages if f"`{name}`" not in text} == set()
    named = {name for pair in ROOMS.findall(text) for name in pair if name}
    top = {
        f"{path.name}/"
        for path in ROOT.iterdir()
        if path.is_dir() and not path.name.startswith(".") and path.name != "__pycache__"
    } - {"build/", "dist/"}
    assert top - named - {"src/"} == set()
    assert {name for name in named if not (ROOT / name).exists()} == set()


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_and_path_of_a_document_exists(path):
    text = path.read_text(encoding="utf-8")
    gone = {link for link in LINK.findall(text) if not (path.parent / link).exists()}
    gone |= {
        name
        for name in CODE_PATH.findall(text)
        if not any((folder / name).exists() for folder in FOLDERS_OF_CODE)
        and not name.startswith(("data/var", "static/geo"))
        and not PLACEHOLDER.search(name)
    }
    assert gone == set()
