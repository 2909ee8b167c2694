"""The only cache: the dataset and what was published of it, one copy for all sessions."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from ordos_geo.analysis import Dataset
from ordos_geo.analysis.load import load_dataset
from ordos_geo.analysis.search import SearchIndex, build_index
from ordos_geo.cartography.frame import FRAMES
from ordos_geo.cartography.publish import Published, publish
from ordos_geo.settings import STATIC_URL, Settings


@dataclass(frozen=True, slots=True)
class Catalog:
    """What every page reads."""

    dataset: Dataset
    frames: Mapping[str, Published]
    search: SearchIndex

    @property
    def published(self) -> Published:
        """What the first frame shows: the city and its neighbours."""
        return next(iter(self.frames.values()))


@st.cache_resource(show_spinner=False)
def load_catalog() -> Catalog:
    """Load, check and publish once per server; raises OrdosGeoError with all faults."""
    settings = Settings()
    dataset = load_dataset(settings.root)
    directory = settings.published_directory
    address = f"{STATIC_URL}/{directory.name}"
    search = build_index(dataset)
    published = {frame.code: publish(dataset, frame, directory, address) for frame in FRAMES}
    # Streamlit collects garbage after every rerun: what lives as long as the server is not looked
    # at again.
    gc.collect()
    gc.freeze()
    return Catalog(dataset, published, search)
