"""A scene as a file of any format, with what was found while it was drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from ordos_geo.analysis import Dataset
from ordos_geo.cartography.scene.scene import MapScene
from ordos_geo.cartography.sheet import SheetOptions
from ordos_geo.errors import Fault

if TYPE_CHECKING:
    from ordos_geo.cartography.sheet import Sheet

_WRITERS: Mapping[str, Callable[[Sheet], bytes]] = MappingProxyType(
    {
        "png": lambda sheet: sheet.png(),
        "svg": lambda sheet: sheet.svg(),
        "pdf": lambda sheet: sheet.pdf(),
    }
)
DECK = "pptx"
"""The format whose map is a picture on a slide, with everything else native."""
FORMATS = (*_WRITERS, DECK)


def draw_file(
    dataset: Dataset,
    scene: MapScene,
    options: SheetOptions,
    file_format: str,
    template: bytes | None = None,
) -> tuple[bytes, tuple[Fault, ...]]:
    """Draw a scene in one of FORMATS; `template` is a presentation to put slides into.

    Raises ExportError where the template cannot be used.
    """
    if file_format == DECK:
        from ordos_geo.cartography.slides import draw_presentation  # noqa: PLC0415 - loads matplotlib

        return draw_presentation(dataset, scene, options, template)
    from ordos_geo.cartography.sheet import draw_sheet  # noqa: PLC0415 - loads matplotlib

    sheet = draw_sheet(dataset, scene, options)
    return _WRITERS[file_format](sheet), sheet.findings
