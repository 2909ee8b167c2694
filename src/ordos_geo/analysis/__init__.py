"""Pure functions over plan, geodata and register together: joining, checking, selecting."""

from ordos_geo.analysis.dataset.assembly import CITYWIDE, Dataset, assemble
from ordos_geo.analysis.dataset.integrity import integrity_faults
from ordos_geo.analysis.selection.selection import (
    FEATURES,
    TASKS,
    Selection,
    Subject,
    choices,
    counts,
    selected,
)

__all__ = [
    "CITYWIDE",
    "FEATURES",
    "TASKS",
    "Dataset",
    "Selection",
    "Subject",
    "assemble",
    "choices",
    "counts",
    "integrity_faults",
    "selected",
]
