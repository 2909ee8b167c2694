"""The only cache: the dataset and what was published of it, one copy for all sessions."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import streamlit as st

from ordos_geo.address.saved_views import load_views
from ordos_geo.address.selection import parse_selection
from ordos_geo.analysis import Dataset
from ordos_geo.analysis.dataset.loading import load_dataset
from ordos_geo.analysis.frames import VIEWPORTS
from ordos_geo.analysis.selection.search import SearchIndex, build_index
from ordos_geo.analysis.tables.saved_views import VIEWS_FILE, SavedView
from ordos_geo.cartography.atlas import AtlasPlan, plan_atlas
from ordos_geo.cartography.scene.map_scene import MapScene
from ordos_geo.cartography.screen.assets import AssetManifest, publish
from ordos_geo.cartography.sheet import SIZES, SheetOptions
from ordos_geo.errors import Fault
from ordos_geo.settings import ASSETS_URL, Settings
from ordos_geo.ui.output.atlas_queue import AtlasQueue

_PREVIEW_PX = 1400


@dataclass(frozen=True, slots=True)
class Catalog:
    """What every page reads."""

    dataset: Dataset
    frames: Mapping[str, AssetManifest]
    search: SearchIndex

    @property
    def published(self) -> AssetManifest:
        """What the first frame shows: the city and its neighbours."""
        return next(iter(self.frames.values()))


@st.cache_resource(show_spinner=False)
def load_catalog() -> Catalog:
    """Load, check and publish once per server; raises OrdosGeoError with all faults."""
    settings = Settings()
    dataset = load_dataset(settings.root)
    directory = settings.published_directory
    address = f"{ASSETS_URL}/{directory.name}"
    search = build_index(dataset)
    published = {frame.code: publish(dataset, frame, directory, address) for frame in VIEWPORTS}
    freeze_what_stays()
    return Catalog(dataset, published, search)


@st.cache_resource(show_spinner=False)
def freeze_what_stays(page: str = "") -> None:  # noqa: ARG001 - once for each page
    """Put aside what lives as long as the server: data, and after its first run a page's modules.

    Streamlit collects garbage after every rerun and would look at all of it again, 20 to 40 ms.
    """
    gc.collect()
    gc.freeze()


def saved_views() -> tuple[SavedView, ...]:
    """The views of the briefing, read anew when staff have changed their file.

    Raises OrdosGeoError with all faults of the file.
    """
    file = Settings().root / VIEWS_FILE
    return _saved_views(file.stat().st_mtime_ns if file.exists() else 0)


@st.cache_resource(show_spinner=False, max_entries=1)
def _saved_views(modified_ns: int) -> tuple[SavedView, ...]:  # noqa: ARG001 - tells states apart
    return load_views(Settings().root, load_catalog().dataset)


def sheet_preview(
    scene: MapScene, options: SheetOptions, *, is_fact: bool = False
) -> tuple[bytes, tuple[Fault, ...]]:
    """The sheet of a scene as a small PNG, and what was found while drawing it.

    With `is_fact` it is the fact sheet of the scene's one feature.
    """
    size = SIZES[options.size]
    dpi = round(_PREVIEW_PX / max(size.width_in, size.height_in))
    return _sheet_preview(scene, replace(options, dpi=dpi), is_fact)


@lru_cache(maxsize=48)
def _sheet_preview(
    scene: MapScene, options: SheetOptions, is_fact: bool
) -> tuple[bytes, tuple[Fault, ...]]:
    from ordos_geo.cartography.atlas.page_job import PageJob, draw  # noqa: PLC0415 - matplotlib

    drawn = draw(load_catalog().dataset, PageJob(scene, options, "png", is_fact=is_fact))
    return drawn.content, drawn.findings


@lru_cache(maxsize=8)
def atlas_plan(by: str, query: str) -> AtlasPlan:
    """All pages of an atlas under the filters of an address; raises ExportError for none."""
    dataset = load_catalog().dataset
    selection, _, _ = parse_selection(dataset, query)
    return plan_atlas(dataset, by, selection)


@st.cache_resource(show_spinner=False)
def atlas_queue() -> AtlasQueue:
    """Where all sessions order their atlases."""
    return AtlasQueue()
