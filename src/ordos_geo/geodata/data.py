"""`GeoData`: everything in geo/, validated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import geopandas as gpd

from ordos_geo.geodata.provenance import Source


class Frames(Mapping[str, gpd.GeoDataFrame]):
    """Frames by name. Every access hands out a copy, so that shared data cannot be changed."""

    def __init__(self, frames: Mapping[str, gpd.GeoDataFrame]) -> None:
        self._frames = dict(frames)

    def __getitem__(self, name: str) -> gpd.GeoDataFrame:
        """A copy of the frame with that name; KeyError where there is none."""
        return self._frames[name].copy()

    def __iter__(self) -> Iterator[str]:
        return iter(self._frames)

    def __len__(self) -> int:
        return len(self._frames)


@dataclass(frozen=True, slots=True, eq=False)
class GeoData:
    """All of geo/ as GeoDataFrames in EPSG:4326 (lon/lat, degrees). Every access copies.

    `admin` maps scale (local: Ordos on the screen, z6 to 10; regional: Inner Mongolia and its
    neighbours, z4 to 7; national: z3 to 5) and layer name to the layer. At one scale, banner, city
    and province borders coincide. The layers, their columns as in `geodata.schemas`:

    - `banners` (local, regional), `cities`, `provinces` (regional, national): polygons, index
      `adcode`, columns name, short_name, province_adcode (not on provinces), label_lon, label_lat;
      banners also area_km2 (geodesic, of the drawn polygon). To be filled without a stroke.
    - `boundaries`: each shared border once, one line feature a `level` (banner, city, province).
    - `national_border`: one line feature a `level` (national, undefined, coast).
    - `foreign_land`: one polygon. `dash_lines` (regional, national): ten lines.
    - `yellow_river`: one line.

    `tables` holds what is not administrative: `places`, `parks`, `projects`, `corridors`; use the
    properties below.
    """

    admin: Mapping[str, Frames]
    tables: Frames
    sources: tuple[Source, ...]

    @property
    def banners(self) -> gpd.GeoDataFrame:
        """The nine districts and banners of Ordos at local scale, index adcode; with area_km2."""
        return self.admin["local"]["banners"]

    @property
    def places(self) -> gpd.GeoDataFrame:
        """Gazetteer points, index id, columns as in geo/places/places.csv."""
        return self.tables["places"]

    @property
    def parks(self) -> gpd.GeoDataFrame:
        """Industrial parks and functional zones in Ordos as points, index id."""
        return self.tables["parks"]

    @property
    def project_geometries(self) -> gpd.GeoDataFrame:
        """What projects look like: index project_id, LineString or Point.

        Columns geometry_type (line | point), precision, basis, note, length_km (geodesic, of the
        drawn line; 0.0 for a point).
        """
        return self.tables["projects"]

    @property
    def corridors(self) -> gpd.GeoDataFrame:
        """Named regions as the union of their members at regional scale, index corridor_id.

        Columns members (tuple of adcodes) and member_names (tuple).
        """
        return self.tables["corridors"]
