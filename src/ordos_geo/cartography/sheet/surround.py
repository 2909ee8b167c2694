"""What stands around the map: title, legend, scale bar, source, date."""

from __future__ import annotations

from dataclasses import dataclass

from ordos_geo.analysis import Dataset
from ordos_geo.cartography.legend import legend_groups
from ordos_geo.cartography.scene import MapScene
from ordos_geo.cartography.sheet.options import SheetOptions, SheetSize
from ordos_geo.cartography.sheet.page import POINTS_PER_INCH, Box, Page
from ordos_geo.cartography.sheet.projection import Projection
from ordos_geo.cartography.style import LIGHT
from ordos_geo.model import wording

_MARGIN_PT = 30.0


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of a sheet lie, in points."""

    title: Box
    map: Box
    legend: Box
    foot: Box

    @classmethod
    def of(cls, size: SheetSize) -> Layout:
        """The layout of a sheet of that size."""
        width, height = size.width_in * POINTS_PER_INCH, size.height_in * POINTS_PER_INCH
        left, right = _MARGIN_PT, width - _MARGIN_PT
        top, bottom = height - _MARGIN_PT, _MARGIN_PT
        title = (left, top - 46, right, top)
        foot = (left, bottom, right, bottom + 20)
        if size.legend_below:
            legend = (left, foot[3] + 8, right, foot[3] + 200)
            main = (left, legend[3] + 8, right, title[1] - 8)
        else:
            legend = (right - 190, foot[3] + 8, right, title[1] - 8)
            main = (left, foot[3] + 8, legend[0] - 14, title[1] - 8)
        return cls(title, main, legend, foot)


def draw_surround(
    page: Page,
    *,
    dataset: Dataset,
    scene: MapScene,
    options: SheetOptions,
    projection: Projection,
    layout: Layout,
) -> None:
    """Draw everything around the map."""
    left, bottom, right, top = layout.title
    page.text(scene.title, left, top - 22, 24, LIGHT.label, bold=True)
    subtitle = options.subtitle or scene.filters_in_words
    page.text(subtitle, left, bottom + 4, 12, LIGHT.label_faint)
    page.box(projection.box, line=LIGHT.label_faint)
    left, bottom, right, top = layout.legend
    y = top - 12
    for group in legend_groups(dataset, scene):
        page.text(f"{group.label} {group.count}", left, y, 10, LIGHT.label, bold=True)
        y -= 14
    left, bottom, right, top = layout.foot
    page.text(scene.source_line, left, bottom, 8, LIGHT.label_faint)
    review = options.review_number or wording.REVIEW_LINE
    day = wording.DATE.format(year=options.on.year, month=options.on.month, day=options.on.day)
    page.text(f"{review}　{day}", right, bottom + 12, 8, LIGHT.label_faint, align="right")
