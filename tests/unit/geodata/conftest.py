"""A small copy of geo/ that a test may damage."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest
import yaml
from shapely.geometry import MultiLineString, MultiPolygon, mapping, shape

from ordos_geo.geodata import layer_files
from ordos_geo.model import Vocabulary
from ordos_geo.tables import load_vocabularies

SCALES = layer_files.SCALES[:1]
KEPT_WHOLE = {"banners"}
KEPT_CITIES = {"150200", "150300", "150600"}
PARTS = 3


@pytest.fixture(scope="session")
def vocabularies(project_root: Path) -> dict[str, Vocabulary]:
    return dict(load_vocabularies(project_root / "data" / "vocab"))


@pytest.fixture(scope="session")
def small_geo(project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real geo/ of one scale: the banners of Ordos, three cities, little of all else."""
    geo = tmp_path_factory.mktemp("small") / "geo"
    others = {scale.name for scale in layer_files.SCALES} - {scale.name for scale in SCALES}
    shutil.copytree(project_root / "geo", geo, ignore=shutil.ignore_patterns(*others))
    for path in geo.glob(f"admin/{SCALES[0].name}/*.geojson"):
        if path.stem not in KEPT_WHOLE:
            _shorten(path)
    sources = geo / "sources.yaml"
    entries = yaml.safe_load(sources.read_text(encoding="utf-8"))
    for entry in entries:
        path = geo / entry["file"]
        if entry["sha256"] and path.exists():
            entry["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    sources.write_text(yaml.safe_dump(entries, allow_unicode=True), encoding="utf-8")
    return geo


@pytest.fixture
def geo(small_geo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small geo/, for this test alone; the program expects no more of it."""
    monkeypatch.setattr(layer_files, "SCALES", SCALES)
    return Path(shutil.copytree(small_geo, tmp_path / "geo"))


def _shorten(path: Path) -> None:
    """Keep the cities that tests name, and of other layers the first features and their parts."""
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    if path.stem == "cities":
        features = [each for each in features if each["properties"]["adcode"] in KEPT_CITIES]
    else:
        features = features[:PARTS]
        for feature in features:
            feature["geometry"] = _first_parts(feature["geometry"])
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    path.write_text(
        '{"type":"FeatureCollection","features":[\n' + lines + "\n]}\n", encoding="utf-8"
    )


def _first_parts(geometry: dict[str, object]) -> dict[str, object]:
    whole = shape(geometry)
    if isinstance(whole, MultiPolygon | MultiLineString):
        return mapping(type(whole)(list(whole.geoms)[:PARTS]))
    return geometry
