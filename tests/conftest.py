"""What every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from ordos_geo.analysis import Dataset
from ordos_geo.analysis.dataset.loading import load_dataset

pytest_plugins = ["support.stores"]

# The machine's speed is not what a property test is about.
settings.register_profile("project", deadline=None)
settings.load_profile("project")


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The folder of the checkout."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def dataset(project_root: Path) -> Dataset:
    """The real plan, geodata and register, joined. Shared: tests copy what they change."""
    return load_dataset(project_root)
