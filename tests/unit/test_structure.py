"""Rules of the layout that import-linter cannot see, and of the files that ship with the app."""

from __future__ import annotations

import ast
import tomllib
from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from ordos_geo.settings import ASSETS_URL, Settings

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "ordos_geo"
FONT_FOLDERS = {
    ".woff2": ROOT / "static" / "fonts",
    ".ttf": SOURCE / "cartography" / "fonts",
}
FONTS = [
    folder / f"NotoSansSC-{weight}{suffix}"
    for suffix, folder in FONT_FOLDERS.items()
    for weight in ("Regular", "Bold")
]
TEXT_SUFFIXES = {".csv", ".txt", ".yaml", ".json", ".geojson", ".topojson"}
PAGE_LINES = 60
CLOCK = SOURCE / "model" / "clock.py"
CLOCK_CALLS = {"now", "today", "utcnow"}
# Where each library may be imported; app.py and pages/ count as "screen".
HOMES = {
    "streamlit": {"screen", "ui"},
    "starlette": {"ui"},
    "pydeck": {"cartography"},
    "matplotlib": {"cartography"},
    "pptx": {"cartography"},
    "sqlalchemy": {"reporting"},
    "alembic": {"reporting"},
}


def screen_files() -> list[Path]:
    """app.py and every page."""
    return [ROOT / "app.py", *sorted((ROOT / "pages").rglob("*.py"))]


@cache
def imported_modules(path: Path) -> set[str]:
    """The full names of what a file imports, wherever in it the import stands."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "ordos_geo":
            names.update(f"ordos_geo.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names


def home_of(path: Path) -> str:
    """The layer a file belongs to."""
    if SOURCE in path.parents:
        return path.relative_to(SOURCE).parts[0].removesuffix(".py")
    return "screen"


@cache
def font_characters(path: Path) -> frozenset[str]:
    """The characters a font has glyphs for."""
    return frozenset(map(chr, TTFont(path).getBestCmap()))


def gb2312() -> set[str]:
    """Every character of GB 2312, from Python's own codec."""
    cells = (bytes((high, low)) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    return {text for text in (cell.decode("gb2312", errors="ignore") for cell in cells) if text}


def characters_of(paths: list[Path]) -> set[str]:
    """The printable characters in text files."""
    text = {character for path in paths for character in path.read_text(encoding="utf-8")}
    return {character for character in text if character.isprintable()}


@pytest.mark.parametrize("path", screen_files(), ids=lambda path: path.name)
def test_page_reads_filters_selects_and_draws_and_loads_nothing(path: Path) -> None:
    layers = {
        name.split(".")[1] for name in imported_modules(path) if name.split(".")[0] == "ordos_geo"
    }
    assert layers <= {"ui", "address", "cartography", "analysis"}


@pytest.mark.parametrize("path", screen_files(), ids=lambda path: path.name)
def test_page_stays_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= PAGE_LINES


@pytest.mark.parametrize("library", HOMES)
def test_library_is_imported_only_in_its_layer(library: str) -> None:
    files = [*screen_files(), *SOURCE.rglob("*.py")]
    users = {
        path
        for path in files
        if any(name.split(".")[0] == library for name in imported_modules(path))
    }
    assert {str(path) for path in users if home_of(path) not in HOMES[library]} == set()


def asks_for_the_time(path: Path) -> bool:
    """Whether a file calls now, today or utcnow of datetime or date itself."""
    return any(
        isinstance(node, ast.Attribute)
        and node.attr in CLOCK_CALLS
        and isinstance(node.value, ast.Name | ast.Attribute)
        and getattr(node.value, "id", getattr(node.value, "attr", "")) in {"datetime", "date"}
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    )


def test_only_the_clock_asks_the_system_for_the_time() -> None:
    files = [*screen_files(), *SOURCE.rglob("*.py")]
    assert [path for path in files if asks_for_the_time(path)] == [CLOCK]


def test_no_page_stands_directly_in_the_pages_folder() -> None:
    # Streamlit takes flat pages/*.py over from st.navigation on a deep link.
    assert list((ROOT / "pages").glob("*.py")) == []


def test_only_the_session_module_touches_the_session_state() -> None:
    home = SOURCE / "ui" / "shell" / "session.py"
    users = {
        path
        for path in [*screen_files(), *SOURCE.rglob("*.py")]
        if path != home and "session_state" in path.read_text(encoding="utf-8")
    }
    assert {str(path) for path in users} == set()


def test_data_folders_hold_no_python() -> None:
    assert [*(ROOT / "geo").rglob("*.py"), *(ROOT / "data").rglob("*.py")] == []


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.name)
def test_font_holds_gb2312_and_every_character_of_the_data(path: Path) -> None:
    texts = [
        file
        for folder in (ROOT / "data", ROOT / "geo")
        for file in folder.rglob("*")
        if file.suffix in TEXT_SUFFIXES and ROOT / "data" / "var" not in file.parents
    ]
    wanted = gb2312() | characters_of(texts)
    assert len(gb2312()) == 7445
    assert "".join(sorted(wanted - font_characters(path))) == ""


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.name)
def test_font_holds_every_chinese_word_of_the_program(path: Path) -> None:
    wanted = characters_of([*screen_files(), *SOURCE.rglob("*.py")])
    # Emoji and material icons are drawn by other fonts.
    wanted = {character for character in wanted if ord(character) < 0x10000}
    assert "".join(sorted(wanted - font_characters(path))) == ""


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.name)
def test_font_names_its_family_and_ships_with_its_licence(path: Path) -> None:
    weight = path.stem.split("-")[1]
    names = TTFont(path)["name"]
    assert (names.getDebugName(1), names.getDebugName(2)) == ("Noto Sans SC", weight)
    licence = (path.parent / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


def test_print_fonts_have_truetype_outlines_for_pdf_embedding() -> None:
    for path in FONTS:
        assert "glyf" in TTFont(path)


def test_theme_loads_its_fonts_from_files_that_exist() -> None:
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))[
        "theme"
    ]
    addresses = [face["url"] for face in theme["fontFaces"]]
    assert len(addresses) == 2
    for address in addresses:
        assert address.startswith(f"{ASSETS_URL}/fonts/")
        assert (Settings().fonts_directory / address.rpartition("/")[2]).is_file()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_direct_requirements_are_pinned_as_in_the_constraints(name: str) -> None:
    constraints = set((ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines())
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith(("#", "-"))]
    assert pins
    for pin in pins:
        package, _, version = pin.partition("==")
        assert f"{package.split('[')[0]}=={version}" in constraints


def test_unit_tests_mirror_the_packages() -> None:
    tests = ROOT / "tests" / "unit"
    folders = {path.parent.relative_to(tests) for path in tests.rglob("*.py")}
    assert {str(folder) for folder in folders if not (SOURCE / folder).is_dir()} == set()


def test_browser_tests_wait_for_no_clock() -> None:
    clocks = ("wait_for_timeout", "sleep", "timeout=", "networkidle")
    found = {
        (path.name, clock)
        for path in (ROOT / "tests" / "browser").glob("test_*.py")
        for clock in clocks
        if clock in path.read_text(encoding="utf-8")
    }
    assert found == set()
