"""Layers of the base map: which geodata, in which colour and width, from the bottom up.

Screen and paper draw the same layers. Another layer of the base map is another entry here.
"""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd

from ordos_geo.analysis import CITYWIDE, Dataset
from ordos_geo.cartography.style import Colour, Theme


@dataclass(frozen=True, slots=True)
class BaseLayer:
    """One layer.

    `scale` and `name` say which of `GeoData.admin` it takes, `query` which of its rows (all where
    empty). `role` is the field of `Theme` that holds its colour. `width_px` is the width of lines
    in pixels of the screen, 0 for areas.
    """

    scale: str
    name: str
    role: str
    width_px: float = 0.0
    query: str = ""

    @property
    def is_area(self) -> bool:
        """Whether areas are filled, not lines drawn."""
        return self.width_px == 0

    def frame(self, dataset: Dataset) -> gpd.GeoDataFrame:
        """The layer's rows (EPSG:4326)."""
        frame = dataset.geodata.admin[self.scale][self.name]
        return frame.query(self.query) if self.query else frame

    def colour(self, theme: Theme) -> Colour:
        """The layer's colour in a theme."""
        colour: Colour = getattr(theme, self.role)
        return colour


def _borders(scale: str) -> tuple[BaseLayer, ...]:
    """Outer borders, all of one scale, or coast and border would not meet."""
    return (
        BaseLayer(scale, "boundaries", "province_line", 1.4, "level == 'province'"),
        BaseLayer(scale, "national_border", "national_line", 1.8, "level != 'coast'"),
        BaseLayer(scale, "dash_lines", "national_line", 2.4),
    )


NEAR_LAYERS = (
    BaseLayer("regional", "foreign_land", "foreign"),
    BaseLayer("regional", "provinces", "country"),
    BaseLayer("local", "cities", "neighbour"),
    BaseLayer("local", "banners", "city"),
    BaseLayer("local", "yellow_river", "river", 2.0),
    BaseLayer("local", "boundaries", "banner_line", 1.0, "level == 'banner'"),
    BaseLayer("local", "boundaries", "city_line", 1.0, "level == 'city'"),
    *_borders("regional"),
)
"""The screen's map, and sheets of the city and its surroundings, which lies finer on the rest."""

FAR_LAYERS = (
    BaseLayer("national", "foreign_land", "foreign"),
    BaseLayer("national", "provinces", "country"),
    BaseLayer("national", "cities", "city", query=f"index == '{CITYWIDE}'"),
    BaseLayer("national", "yellow_river", "river", 1.6),
    *_borders("national"),
)
"""Sheets that show much of the country."""
