"""What every test may use."""

from __future__ import annotations

import gc
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from ordos_geo.analysis import Dataset
from ordos_geo.analysis.dataset import loading

pytest_plugins = ["support.stores"]

ROOT = Path(__file__).resolve().parent.parent

# The machine's speed is not what a property test is about. `make check` asks for fewer examples.
settings.register_profile("project", deadline=None)
settings.register_profile("check", deadline=None, max_examples=10)
settings.load_profile("project")

load_anew = loading.load_dataset


@cache
def _shipped_dataset() -> Dataset:
    dataset = load_anew(ROOT)
    # looking for garbage among what stays takes an eighth of the time
    gc.collect()
    gc.freeze()
    return dataset


def _load_once(root: Path) -> Dataset:
    return _shipped_dataset() if root.resolve() == ROOT else load_anew(root)


# Commands and pages load the real data by themselves: once is enough for all tests of a process.
# Before anything imports the function, so that they all find this one.
loading.load_dataset = _load_once


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    """The real plan, geodata and register, joined. Shared: tests copy what they change."""
    return _shipped_dataset()
