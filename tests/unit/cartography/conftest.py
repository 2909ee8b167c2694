"""What the map needs in the browser, published once for all tests."""

from __future__ import annotations

import pytest

from ordos_geo.cartography.geometry.viewport import ORDOS_AND_NEIGHBOURS
from ordos_geo.cartography.screen.assets import publish

URL_PREFIX = "app/static/geo"


@pytest.fixture(scope="session")
def published_directory(tmp_path_factory):
    return tmp_path_factory.mktemp("static") / "geo"


@pytest.fixture(scope="session")
def published(dataset, published_directory):
    return publish(dataset, ORDOS_AND_NEIGHBOURS, published_directory, URL_PREFIX)
