"""What one drawing process does: turn one page of an atlas into the bytes of a file.

The functions here run in other processes: they take and give plain values only.
"""

from __future__ import annotations

import gc
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ordos_geo.analysis import Dataset
from ordos_geo.analysis.dataset.loading import load_dataset
from ordos_geo.cartography.atlas.fact_sheet import draw_fact_sheet
from ordos_geo.cartography.scene.map_scene import MapScene
from ordos_geo.cartography.scene.notes import IN_PLACE, OffMap
from ordos_geo.cartography.sheet import SheetOptions, draw_sheet
from ordos_geo.cartography.sheet.page import number_page
from ordos_geo.errors import Fault


@dataclass(frozen=True, slots=True)
class PageJob:
    """One page to be drawn.

    `file_format` is "pdf" or "png"; `note` is written at the foot; `is_fact` asks for the fact
    sheet of the scene's only feature.
    """

    scene: MapScene
    options: SheetOptions
    file_format: str
    note: str = ""
    is_fact: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page's bytes, what was found while it was drawn, and what its map shows out of place."""

    content: bytes
    findings: tuple[Fault, ...]
    off_map: OffMap = IN_PLACE


@lru_cache(maxsize=1)
def dataset_of(root: Path) -> Dataset:
    """The dataset below a project folder, loaded once in each process."""
    dataset = load_dataset(root)
    gc.collect()
    gc.freeze()
    return dataset


def draw(dataset: Dataset, job: PageJob) -> Drawn:
    """Draw one page."""
    if job.is_fact and not job.options.map_only_in:
        sheet = draw_fact_sheet(dataset, job.scene, job.options)
    else:
        sheet = draw_sheet(dataset, job.scene, job.options)
    if job.note:
        number_page(sheet.figure, job.note)
    content = sheet.pdf() if job.file_format == "pdf" else sheet.png()
    return Drawn(content, sheet.findings, sheet.off_map)


def draw_in_worker(root: Path, job: PageJob) -> Drawn:
    """Draw one page in a process of its own."""
    return draw(dataset_of(root), job)
