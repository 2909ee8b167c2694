"""Sheets drawn once for all tests."""

from __future__ import annotations

from datetime import date

import pytest

from ordos_geo.analysis import Selection
from ordos_geo.cartography.scene.map_templates import TEMPLATES, page_scene, template_scene
from ordos_geo.cartography.sheet import Letterhead, SheetOptions, draw_sheet

DAY = date(2026, 11, 24)


@pytest.fixture(scope="session")
def whole(dataset):
    """The scene of everything."""
    return page_scene(dataset, "overview", Selection())


@pytest.fixture(scope="session")
def whole_options():
    return SheetOptions(letterhead=Letterhead(on=DAY, department="鄂尔多斯市发展和改革委员会"))


@pytest.fixture(scope="session")
def whole_sheet(dataset, whole, whole_options):
    return draw_sheet(dataset, whole, whole_options)


@pytest.fixture(scope="session")
def whole_pdf(whole_sheet):
    """Its PDF. Embedding the fonts takes longest of all."""
    return whole_sheet.pdf()


@pytest.fixture(scope="session")
def national(dataset):
    """A scene that shows the whole country."""
    return template_scene(dataset, TEMPLATES["chapter"], "4")
