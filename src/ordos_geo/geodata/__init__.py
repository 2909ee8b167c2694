"""geo/ -> validated GeoData. `geodata.build` makes the machine-written part of geo/."""

from ordos_geo.geodata.data import Frames, GeoData
from ordos_geo.geodata.load import load_geodata
from ordos_geo.geodata.provenance import Source

__all__ = ["Frames", "GeoData", "Source", "load_geodata"]
