"""A sheet of paper to draw on: texts, lines, areas and symbols, measured in points.

x grows to the right and y upwards from the lower left corner. Every text passes through here, so
that no character without a glyph reaches a file unnoticed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.path import Path
from matplotlib.patheffects import Stroke
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from ordos_geo.cartography.sheet.typeface import (
    face,
    shortened,
    substituted,
    wrapped,
)
from ordos_geo.cartography.sheet.typeface import width_pt as text_width_pt
from ordos_geo.cartography.style import LIGHT, SHAPES, SOLID, Colour, Dash, hex_colour
from ordos_geo.errors import Fault, MapFault

POINTS_PER_INCH = 72
Points = npt.NDArray[np.float64]
Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""

_NUMBER_PT, _NUMBER_BASE_PT = 8.5, 11.0
# where the base line of a text lies below its middle, in ems, for Han characters
_MIDDLE_EM = 0.36
_HALO_PT = 2.2
LAYERS = {
    name: order
    for order, name in enumerate(
        ("base", "areas", "lines", "boxes", "points", "labels", "inset", "furniture"), start=1
    )
}
"""What lies over what."""


class Page:
    """One sheet. `findings` collects what was wrong with what was drawn."""

    def __init__(self, width_pt: float, height_pt: float) -> None:
        self.width_pt, self.height_pt = width_pt, height_pt
        size_in = (width_pt / POINTS_PER_INCH, height_pt / POINTS_PER_INCH)
        self.figure = Figure(figsize=size_in, dpi=POINTS_PER_INCH, facecolor="white")
        self._axes = self.figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self._axes.set(xlim=(0, width_pt), ylim=(0, height_pt), autoscale_on=False)
        self.findings: list[Fault] = []

    def axes_in(self, box: Box) -> Axes:
        """Bare axes that fill a box, for what draws itself into axes."""
        left, bottom, right, top = box
        rectangle = (
            left / self.width_pt,
            bottom / self.height_pt,
            (right - left) / self.width_pt,
            (top - bottom) / self.height_pt,
        )
        axes = self.figure.add_axes(rectangle)
        axes.set_axis_off()
        axes.set(xlim=(left, right), ylim=(bottom, top), autoscale_on=False)
        return axes

    def text(
        self,
        text: str,
        x: float,
        y: float,
        size_pt: float,
        colour: Colour,
        *,
        bold: bool = False,
        align: str = "left",
        middle: bool = False,
        halo: Colour | None = None,
        upright: bool = False,
        layer: str = "labels",
    ) -> None:
        """Write one line; y is the base line, or with `middle` the middle of the characters.

        `upright` turns it to be read from the right.
        """
        shown, missing = substituted(text)
        if missing:
            codes = ", ".join(f"U+{ord(char):04X}" for char in missing)
            details = {"text": shown, "characters": codes}
            self.report(Fault(MapFault.GLYPH_MISSING, details=details))
        if middle:
            y -= _MIDDLE_EM * size_pt
        style: dict[str, Any] = {
            "fontproperties": face(bold=bold),
            "fontsize": size_pt,
            "ha": align,
            "va": "baseline",
            "parse_math": False,
            "zorder": LAYERS[layer],
            "rotation": 90 if upright else 0,
            "rotation_mode": "anchor",
        }
        if halo is not None:
            # its own text beneath: a path effect would turn the text above into outlines
            stroke = Stroke(linewidth=_HALO_PT, foreground=hex_colour(halo), joinstyle="round")
            self._axes.add_artist(Text(x, y, shown, path_effects=[stroke], **style))
        self._axes.add_artist(Text(x, y, shown, color=hex_colour(colour), **style))

    def fitting_text(  # noqa: PLR0917 - the same as `text`
        self,
        text: str,
        x: float,
        y: float,
        size_pt: float,
        colour: Colour,
        most_pt: float,
        *,
        bold: bool = False,
        least: float = 1.0,
        **style: Any,
    ) -> None:
        """Write one line of at most `most_pt` points: smaller, down to `least` of the size, or cut.

        A text that had to be cut is among the findings.
        """
        shown = substituted(text)[0]
        wanted = text_width_pt(shown, size_pt, bold=bold)
        if wanted > most_pt:
            size_pt *= max(least, most_pt / wanted)
            cut = shortened(text, size_pt, most_pt, bold=bold)
            if cut != text:
                self.report_too_long(text)
            text = cut
        self.text(text, x, y, size_pt, colour, bold=bold, **style)

    def paragraph(  # noqa: PLR0917 - the same as `text`
        self,
        text: str,
        x: float,
        y: float,
        size_pt: float,
        colour: Colour,
        most_pt: float,
        *,
        most_lines: int,
        bold: bool = False,
        leading: float = 1.35,
    ) -> None:
        """Write a text in lines of at most `most_pt` points from the base line y downwards."""
        lines = wrapped(substituted(text)[0], size_pt, most_pt, bold=bold)
        if len(lines) > most_lines:
            self.report_too_long(text)
            rest = "".join(lines[most_lines - 1 :])
            lines = [*lines[: most_lines - 1], shortened(rest, size_pt, most_pt, bold=bold)]
        for number, line in enumerate(lines):
            self.text(line, x, y - number * size_pt * leading, size_pt, colour, bold=bold)

    def report_too_long(self, text: str) -> None:
        """Say that a text did not fit and was cut."""
        self.report(Fault(MapFault.TEXT_CUT, details={"text": text}))

    def report(self, finding: Fault) -> None:
        """Keep a finding, each once."""
        if finding not in self.findings:
            self.findings.append(finding)

    def box(
        self,
        box: Box,
        *,
        fill: Colour | None = None,
        line: Colour | None = None,
        width_pt: float = 0.8,
        alpha: float = 1.0,
        layer: str = "furniture",
    ) -> None:
        """A rectangle."""
        left, bottom, right, top = box
        patch = Rectangle(
            (left, bottom),
            right - left,
            top - bottom,
            facecolor=hex_colour(fill) if fill else "none",
            edgecolor=hex_colour(line) if line else "none",
            linewidth=width_pt,
            alpha=alpha,
            zorder=LAYERS[layer],
        )
        self._axes.add_patch(patch)

    def lines(
        self,
        paths: Sequence[Points],
        colour: Colour,
        widths_pt: float | Sequence[float],
        *,
        dash: Dash = SOLID,
        layer: str = "lines",
        clip: Box | None = None,
        alpha: float = 1.0,
    ) -> None:
        """Lines of one colour and dash; `dash` in line widths."""
        if not paths:
            return
        collection = LineCollection(
            paths,
            colors=hex_colour(colour),
            linewidths=widths_pt,
            linestyles="solid" if dash == SOLID else (0, dash),
            capstyle="butt" if dash != SOLID else "round",
            joinstyle="round",
            alpha=alpha,
            zorder=LAYERS[layer],
        )
        self._add(collection, clip)

    def areas(
        self,
        path: Path,
        fill: Colour,
        *,
        line: Colour | None = None,
        width_pt: float = 0.0,
        alpha: float = 1.0,
        layer: str = "base",
        clip: Box | None = None,
    ) -> None:
        """Areas as one path whose rings fill by their direction."""
        collection = PathCollection(
            [path],
            facecolors=hex_colour(fill),
            edgecolors=hex_colour(line) if line else "none",
            linewidths=width_pt,
            alpha=alpha,
            zorder=LAYERS[layer],
        )
        self._add(collection, clip)

    def symbols(
        self,
        shape: str,
        spots: Iterable[tuple[float, float]],
        size_pt: float,
        fill: Colour,
        *,
        angles: Sequence[float] = (),
        layer: str = "points",
        clip: Box | None = None,
        alpha: float = 1.0,
    ) -> None:
        """The same shape (a key of style.SHAPES) at several spots; `angles` turn it, in degrees."""
        centres = list(spots)
        if not centres:
            return
        outline = symbol_path(shape)
        turned = [outline.transformed(Affine2D().rotate_deg(angle)) for angle in angles]
        collection = PathCollection(
            turned or [outline],
            offsets=np.array(centres),
            offset_transform=self._axes.transData,
            facecolors=hex_colour(fill),
            edgecolors="none",
            alpha=alpha,
            zorder=LAYERS[layer],
        )
        size = Affine2D().scale(size_pt / POINTS_PER_INCH)
        collection.set_transform(size + self.figure.dpi_scale_trans)
        self._add(collection, clip)

    def _add(self, collection: LineCollection | PathCollection, clip: Box | None) -> None:
        self._axes.add_collection(collection, autolim=False)
        if clip is not None:
            collection.set_clip_path(self._clip(clip))

    def _clip(self, box: Box) -> Rectangle:
        left, bottom, right, top = box
        return Rectangle((left, bottom), right - left, top - bottom, transform=self._axes.transData)


@lru_cache(maxsize=len(SHAPES))
def symbol_path(shape: str) -> Path:
    """A shape as a path of size 1 around the origin, y up."""
    outline = SHAPES[shape]
    if not outline:
        return Path.circle(radius=0.5)
    corners = [(x - 0.5, 0.5 - y) for x, y in outline]
    return Path([*corners, corners[0]], closed=True)


def number_page(figure: Figure, text: str) -> None:
    """Write a page's number into the middle of the lower margin of a finished sheet."""
    width_pt = figure.get_figwidth() * POINTS_PER_INCH
    height_pt = figure.get_figheight() * POINTS_PER_INCH
    figure.text(
        0.5,
        _NUMBER_BASE_PT / height_pt,
        substituted(text)[0],
        fontproperties=face(bold=False),
        fontsize=_NUMBER_PT * max(1.0, width_pt / 1200),
        color=hex_colour(LIGHT.label_faint),
        ha="center",
        parse_math=False,
    )
