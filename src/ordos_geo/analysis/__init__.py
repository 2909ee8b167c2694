"""Pure functions over plan, geodata and register together: joining, checking, selecting."""

from ordos_geo.analysis.dataset import CITYWIDE, Dataset, assemble
from ordos_geo.analysis.integrity import integrity_faults
from ordos_geo.analysis.selection import (
    DIMENSIONS,
    Selection,
    counts,
    parse_selection,
    selected,
    selection_query,
)

__all__ = [
    "CITYWIDE",
    "DIMENSIONS",
    "Dataset",
    "Selection",
    "assemble",
    "counts",
    "integrity_faults",
    "parse_selection",
    "selected",
    "selection_query",
]
