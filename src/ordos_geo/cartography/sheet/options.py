"""What can be chosen about a sheet: its size and what is written around the map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from ordos_geo import wording
from ordos_geo.cartography.scene.notes import review_line
from ordos_geo.errors import RequestError, invalid_argument
from ordos_geo.model.dates import day_label

DPI_LIMITS = (36, 600)
_SLIDE_UNIT_PT = 0.66


@dataclass(frozen=True, slots=True)
class SheetSize:
    """A size of paper or slide, in inches; `label` is what pages call it.

    `unit_pt` is what a pixel of the screen's symbols, lines and labels becomes on it, in points.
    `legend_below` puts the legend under the map instead of beside it.
    """

    code: str
    label: str
    width_in: float
    height_in: float
    unit_pt: float
    legend_below: bool

    @property
    def shape(self) -> float:
        """Width by height."""
        return self.width_in / self.height_in

    @property
    def scale(self) -> float:
        """How large the texts are, 1 on a slide."""
        return self.unit_pt / _SLIDE_UNIT_PT


SIZES: Mapping[str, SheetSize] = MappingProxyType(
    {
        size.code: size
        for size in (
            SheetSize(
                "16x9", wording.output.SIZE_SLIDE, 40 / 3, 7.5, _SLIDE_UNIT_PT, legend_below=False
            ),
            SheetSize("a4", wording.output.SIZE_A4_UPRIGHT, 8.268, 11.693, 0.56, legend_below=True),
            SheetSize(
                "a4-landscape", wording.output.SIZE_A4, 11.693, 8.268, 0.58, legend_below=False
            ),
            SheetSize("a3", wording.output.SIZE_A3, 16.535, 11.693, 0.82, legend_below=False),
        )
    }
)
"""Slides, A4 upright and lying, A3 lying."""

FIRST_SIZE = next(iter(SIZES))


@dataclass(frozen=True, slots=True)
class Resolution:
    """How fine a picture is; `label` (Chinese) is what pages call it."""

    code: str
    label: str
    dpi: int


RESOLUTIONS: Mapping[str, Resolution] = MappingProxyType(
    {
        resolution.code: resolution
        for resolution in (
            Resolution("screen", wording.output.RESOLUTION_SCREEN, 96),
            Resolution("double", wording.output.RESOLUTION_DOUBLE, 192),
            Resolution("print", wording.output.RESOLUTION_PRINT, 300),
        )
    }
)
"""What the resolution of a picture can be on the page; the command line takes any number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Who answers for a sheet, slide or atlas: the lines that are the same on all of its pages.

    `on` is the date that it bears. `department` made it; `classification` is its 密级 and
    `review_number` its 审图号. Empty texts are left out.
    """

    on: date
    department: str = ""
    classification: str = ""
    review_number: str = ""

    @property
    def day(self) -> str:
        """The date in words."""
        return day_label(self.on)

    @property
    def imprint(self) -> str:
        """Department and date, in one line."""
        if not self.department:
            return self.day
        return wording.sheets.MADE_BY.format(department=self.department, day=self.day)

    @property
    def review_line(self) -> str:
        """审图号, or that the map must be reviewed before it is published."""
        return review_line(self.review_number)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetOptions:
    """How a sheet looks apart from its scene.

    `size` is a key of SIZES; `dpi` the resolution of its PNG where none is asked for. `subtitle`
    replaces the filters in words.
    `map_only_in` (width and height in inches) asks for the map alone, with a scale bar and a north
    arrow below it but without title, legend and everything else, as a picture for a slide that has
    those natively.
    """

    letterhead: Letterhead
    size: str = FIRST_SIZE
    dpi: int = 300
    subtitle: str = ""
    map_only_in: tuple[float, float] | None = None

    def __post_init__(self) -> None:
        """Raise RequestError where the size or the resolution cannot be used."""
        faults = []
        if self.size not in SIZES:
            codes = ", ".join(SIZES)
            faults.append(
                invalid_argument("size", self.size, f"use one of: {codes}", f"可用：{codes}")
            )
        least, most = DPI_LIMITS
        if not least <= self.dpi <= most:
            faults.append(
                invalid_argument(
                    "dpi", self.dpi, f"use {least} to {most}", f"应在 {least} 至 {most} 之间"
                )
            )
        if faults:
            raise RequestError(faults)
