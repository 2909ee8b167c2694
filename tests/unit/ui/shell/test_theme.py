"""Colours that the pages take from the map's style."""

from __future__ import annotations

import re

import pytest

from ordos_geo.cartography.style import THEMES
from ordos_geo.model.reporting import Status
from ordos_geo.ui.shell.theme import status_properties


def colour_of(text):
    return tuple(bytes.fromhex(text.removeprefix("#")))


def luminance(colour):
    """Relative luminance of an sRGB colour, as WCAG 2 defines it."""
    parts = [part / 255 for part in colour]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.fixture(scope="module")
def css(project_root):
    files = sorted((project_root / "src" / "ordos_geo" / "ui").rglob("*.css"))
    return {file.name: file.read_text("utf-8") for file in files}


def test_no_style_sheet_has_colours_of_statuses_of_its_own(css):
    codes = "|".join(status.value for status in Status)
    for name, text in css.items():
        assert not re.search(rf"--og-({codes})\s*:", text), name
    used = set(re.findall(rf"var\(--og-({codes})\)", "".join(css.values())))
    assert used
    for theme in THEMES.values():
        assert used == theme.status_texts.keys()


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_statuses_as_words_can_be_read_on_pages(css, theme):
    """At least 4.5:1, what WCAG 2 asks of text."""
    sheet = css["style.css" if theme.code == "light" else "dark.css"]
    page = luminance(colour_of(re.search(r"--og-sheet: (#[0-9a-f]{6})", sheet)[1]))
    found = dict(re.findall(r"--og-(\w+): (#[0-9a-f]{6});", status_properties(theme)))
    assert found.keys() == theme.status_texts.keys()
    for code, text in found.items():
        assert colour_of(text) == theme.status_texts[code]
        darker, lighter = sorted((luminance(colour_of(text)), page))
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5, code
