"""Kinds of files that maps become: one entry each; a scene as a file, with what was found then."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from ordos_geo import wording
from ordos_geo.analysis import Dataset
from ordos_geo.cartography.scene.map_scene import MapScene
from ordos_geo.cartography.sheet import SheetOptions
from ordos_geo.errors import Fault

if TYPE_CHECKING:
    from ordos_geo.cartography.sheet import Sheet

_Drawn = tuple[bytes, tuple[Fault, ...]]
_Draw = Callable[[Dataset, MapScene, SheetOptions, bytes | None], _Drawn]


@dataclass(frozen=True, slots=True)
class FileFormat:
    """One kind of file.

    `code` names it in addresses and on the command line and is the extension; `label` (Chinese)
    on the pages; `media_type` for browsers. `draw` makes it of one map, None where it holds many
    maps only; `is_atlas` tells whether an atlas can become one. `is_picture`: its resolution can
    be chosen. `is_slides`: it has the size of its template, which may be an organisation's own.
    """

    code: str
    label: str
    media_type: str
    draw: _Draw | None = None
    is_atlas: bool = False
    is_picture: bool = False
    is_slides: bool = False


def _sheet_as(write: Callable[[Sheet], bytes]) -> _Draw:
    def draw(
        dataset: Dataset, scene: MapScene, options: SheetOptions, _template: bytes | None
    ) -> _Drawn:
        from ordos_geo.cartography.sheet import draw_sheet  # noqa: PLC0415 - loads matplotlib

        sheet = draw_sheet(dataset, scene, options)
        return write(sheet), sheet.findings

    return draw


def _slides(
    dataset: Dataset, scene: MapScene, options: SheetOptions, template: bytes | None
) -> _Drawn:
    from ordos_geo.cartography.slides import draw_presentation  # noqa: PLC0415 - loads matplotlib

    return draw_presentation(dataset, scene, options, template)


FILE_FORMATS: Mapping[str, FileFormat] = MappingProxyType(
    {
        file_format.code: file_format
        for file_format in (
            FileFormat(
                "png", "PNG", "image/png", _sheet_as(lambda sheet: sheet.png()), is_picture=True
            ),
            FileFormat("svg", "SVG", "image/svg+xml", _sheet_as(lambda sheet: sheet.svg())),
            FileFormat(
                "pdf",
                "PDF",
                "application/pdf",
                _sheet_as(lambda sheet: sheet.pdf()),
                is_atlas=True,
            ),
            # the map is a picture on a slide, everything else is native
            FileFormat(
                "pptx",
                "PPT",
                "application/vnd.openxmlformats-officedocument.presentationml.presentation",
                _slides,
                is_atlas=True,
                is_slides=True,
            ),
            FileFormat("zip", wording.output.FORMAT_PICTURES, "application/zip", is_atlas=True),
        )
    }
)
"""Code -> format. How an atlas is bound in each of its formats stands in `atlas.book`."""

MAP_FORMATS: Mapping[str, FileFormat] = MappingProxyType(
    {code: file_format for code, file_format in FILE_FORMATS.items() if file_format.draw}
)
"""What one map can become."""

ATLAS_FORMATS: Mapping[str, FileFormat] = MappingProxyType(
    {code: file_format for code, file_format in FILE_FORMATS.items() if file_format.is_atlas}
)
"""What an atlas can become: a book, slides, or pictures."""


def draw_file(
    dataset: Dataset,
    scene: MapScene,
    options: SheetOptions,
    file_format: str,
    template: bytes | None = None,
) -> tuple[bytes, tuple[Fault, ...]]:
    """Draw a scene in one of MAP_FORMATS; `template` is a presentation to put slides into.

    Raises ExportError where the template cannot be used, KeyError for a format of no single map.
    """
    draw = MAP_FORMATS[file_format].draw
    assert draw is not None  # noqa: S101 - that is what MAP_FORMATS are
    return draw(dataset, scene, options, template)
