"""The real app with BENCHMARK_FEATURES synthetic features in place of the plan's.

Each is a copy of one of the plan's point features under a new id, at a place of its own in and
around Ordos. They are made in memory, after the checks: what is measured is map and filters, not
the reading of registers.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import shapely
import streamlit as st

from ordos_geo.analysis import Dataset
from ordos_geo.ui.shell import catalog
from ordos_geo.ui.shell.server import SCRIPT, lifespan, middleware, routes

WEST, SOUTH, EAST, NORTH = 106.5, 37.5, 111.5, 40.8
load_real = catalog.load_dataset


def scaled(root: Path) -> Dataset:
    """The real dataset with its features multiplied."""
    dataset = load_real(root)
    count = int(os.environ["BENCHMARK_FEATURES"])
    points = dataset.features[dataset.features.geom_type == "Point"]
    features = points.iloc[np.arange(count) % len(points)].copy()
    features.index = [f"synthetic-{number}" for number in range(count)]
    random = np.random.default_rng(2025)
    places = random.uniform((WEST, SOUTH), (EAST, NORTH), (count, 2))
    features = features.set_geometry(shapely.points(places), crs=points.crs)
    # without a partner beyond the frame; the first one concerns the whole city, as one must
    features["anchor"] = ["ordos", *[""] * (count - 1)]
    return replace(dataset, features=features, pairs={}, flow_ids=())


catalog.load_dataset = scaled
app = st.App(SCRIPT, routes=routes(), middleware=middleware(), lifespan=lifespan)
