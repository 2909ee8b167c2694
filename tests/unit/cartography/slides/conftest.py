"""Pages for decks: real scenes with a small picture instead of a drawn map."""

from __future__ import annotations

import io
from datetime import date

import pytest
from PIL import Image
from pptx import Presentation
from pptx.util import Inches

from ordos_geo.analysis import Selection, selected
from ordos_geo.analysis.facts import feature_facts
from ordos_geo.cartography.scene.map_scene import build_scene
from ordos_geo.cartography.sheet import Letterhead, SheetOptions
from ordos_geo.cartography.slides import SlidePage


@pytest.fixture(scope="session")
def picture() -> bytes:
    """A PNG."""
    file = io.BytesIO()
    Image.new("RGB", (16, 9), (200, 220, 210)).save(file, "PNG")
    return file.getvalue()


@pytest.fixture(scope="session")
def options() -> SheetOptions:
    """What is written at the foot."""
    return SheetOptions(letterhead=Letterhead(on=date(2026, 11, 24), department="发展和改革委员会"))


@pytest.fixture(scope="session")
def page_of(dataset, picture):
    """A page of a selection; with `facts` the fact sheet of that feature."""

    def page(selection=None, *, title="水利", bundled=True, facts="", ids=None):
        chosen = selection or Selection()
        shown = [facts] if facts else ids if ids is not None else selected(dataset, chosen)
        scene = build_scene(dataset, shown, selection=chosen, bundled=bundled, title=title)
        return SlidePage(scene, picture, feature_facts(dataset, facts) if facts else None)

    return page


@pytest.fixture(scope="session")
def organisation():
    """An organisation's template with two slides of its own, of a size in inches."""

    def template(width=10.0, height=7.5):
        presentation = Presentation()
        presentation.slide_width, presentation.slide_height = Inches(width), Inches(height)
        for text in ("样张一", "样张二"):
            slide = presentation.slides.add_slide(presentation.slide_layouts[5])
            slide.shapes.title.text_frame.text = text
        file = io.BytesIO()
        presentation.save(file)
        return file.getvalue()

    return template
