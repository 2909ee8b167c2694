"""A scene on paper: the whole sheet, and the files it can become."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from ordos_geo.analysis import Dataset
from ordos_geo.cartography.scene.map_scene import MapScene
from ordos_geo.cartography.scene.notes import IN_PLACE, OffMap
from ordos_geo.cartography.sheet.insets import sheet_projection
from ordos_geo.cartography.sheet.map_panel import MapPanel
from ordos_geo.cartography.sheet.marginalia import (
    KEY_STRIP_PT,
    draw_key_strip,
    draw_marginalia,
    plan_marginalia,
)
from ordos_geo.cartography.sheet.options import SIZES, SheetOptions, SheetSize
from ordos_geo.cartography.sheet.page import POINTS_PER_INCH, Box, Page
from ordos_geo.cartography.sheet.typeface import substituted
from ordos_geo.cartography.style import FONT_FAMILY
from ordos_geo.errors import Fault, MapFault

# matplotlib's settings and its fonts are shared by all threads
_LOCK = threading.RLock()
_SETTINGS: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "ordos_geo",
    "pdf.fonttype": 42,
    "pdf.compression": 6,
    "path.simplify": True,
    # true shapes and widths at every resolution, and a quarter faster
    "text.hinting": "none",
}
_COMPRESS_LEVEL = 3
# a map that stands alone keeps the line of its frame inside the picture
_EDGE_PT = 0.5
_SVG_FAMILY = f"'{FONT_FAMILY}'".encode()
_SVG_FAMILIES = _SVG_FAMILY + (
    b", 'Source Han Sans SC', 'Microsoft YaHei', 'PingFang SC', sans-serif"
)


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """One finished sheet. The same sheet gives the same bytes every time.

    `findings` is what was found before the export, worded in English and Chinese: nothing there
    keeps the sheet from being written. `off_map` is what its map shows out of place.
    """

    figure: Figure
    title: str
    dpi: int
    findings: tuple[Fault, ...]
    off_map: OffMap = IN_PLACE

    def png(self, dpi: int | None = None) -> bytes:
        """A picture, at `dpi` or else at the resolution of the options."""
        with _LOCK, mpl.rc_context(_SETTINGS):
            resolution = dpi or self.dpi
            self.figure.set_dpi(resolution)
            canvas = FigureCanvasAgg(self.figure)
            canvas.draw()  # type: ignore[no-untyped-call]
            pixels = canvas.buffer_rgba()  # type: ignore[no-untyped-call]
            picture = Image.frombuffer(
                "RGBA", canvas.get_width_height(), pixels, "raw", "RGBA", 0, 1
            ).convert("RGB")
            self.figure.set_dpi(POINTS_PER_INCH)
        file = io.BytesIO()
        picture.save(file, "PNG", compress_level=_COMPRESS_LEVEL, dpi=(resolution, resolution))
        return file.getvalue()

    def svg(self) -> bytes:
        """A vector drawing whose texts are texts."""
        content = self._saved("svg", {"Date": None, "Title": self.title, "Creator": None})
        return content.replace(_SVG_FAMILY, _SVG_FAMILIES)

    def pdf(self) -> bytes:
        """A page with embedded fonts, whose texts can be selected and searched."""
        metadata = {"CreationDate": None, "Title": self.title, "Producer": None, "Creator": None}
        return self._saved("pdf", metadata)

    def _saved(self, file_format: str, metadata: dict[str, str | None]) -> bytes:
        file = io.BytesIO()
        with _LOCK, mpl.rc_context(_SETTINGS):
            self.figure.savefig(file, format=file_format, metadata=metadata)
        return file.getvalue()


def draw_sheet(dataset: Dataset, scene: MapScene, options: SheetOptions) -> Sheet:
    """Draw a scene as a sheet. Depends on nothing but its arguments."""
    size = SIZES[options.size]

    def draw_map(page: Page, box: Box) -> MapPanel:
        map_panel = MapPanel(page, dataset, scene, sheet_projection(scene.extent, box), size)
        map_panel.draw()
        if not scene.feature_ids:
            page.report(Fault(MapFault.SELECTION_EMPTY))
        return map_panel

    def draw_alone(page: Page) -> OffMap:
        right, top = page.width_pt - _EDGE_PT, page.height_pt - _EDGE_PT
        map_panel = draw_map(page, (_EDGE_PT, KEY_STRIP_PT, right, top))
        draw_key_strip(page, map_panel.projection)
        return map_panel.off_map

    def draw_with_marginalia(page: Page) -> OffMap:
        marginalia = plan_marginalia(dataset, scene, options)
        map_panel = draw_map(page, marginalia.layout.map)
        draw_marginalia(page, dataset, marginalia, map_panel)
        return map_panel.off_map

    if options.map_only_in:
        return _drawn(options.map_only_in, scene.title, draw_alone, options.dpi)
    return draw_page(size, scene.title, draw_with_marginalia, dpi=options.dpi)


def draw_page(
    size: SheetSize, title: str, draw: Callable[[Page], OffMap | None], *, dpi: int = 300
) -> Sheet:
    """A sheet with whatever `draw` puts on it: maps, covers, contents, fact sheets.

    `draw` returns what its map shows out of place, None where there is no map.
    """
    return _drawn((size.width_in, size.height_in), title, draw, dpi)


def _drawn(
    size_in: tuple[float, float], title: str, draw: Callable[[Page], OffMap | None], dpi: int
) -> Sheet:
    width_in, height_in = size_in
    with _LOCK, mpl.rc_context(_SETTINGS):
        page = Page(width_in * POINTS_PER_INCH, height_in * POINTS_PER_INCH)
        off_map = draw(page)
    return Sheet(page.figure, substituted(title)[0], dpi, tuple(page.findings), off_map or IN_PLACE)
