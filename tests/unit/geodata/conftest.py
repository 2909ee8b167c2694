"""A copy of geo/ that a test may damage."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ordos_geo.model import Vocabulary
from ordos_geo.tables import load_vocabularies


@pytest.fixture(scope="session")
def vocabularies(project_root: Path) -> dict[str, Vocabulary]:
    return dict(load_vocabularies(project_root / "data" / "vocab"))


@pytest.fixture
def geo(project_root: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(project_root / "geo", tmp_path / "geo"))
