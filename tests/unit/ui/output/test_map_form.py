"""What the page 出图 takes from the table of sheet sizes."""

from __future__ import annotations

import re

import pytest

from ordos_geo.cartography.sheet import SIZES
from ordos_geo.ui.output.map_form import sheet_shapes


def test_every_size_of_sheet_has_its_shape_on_the_page():
    found = dict(re.findall(r"export_sheet_([\w-]+)\) { --og-shape: ([\d.]+); }", sheet_shapes()))
    assert list(found) == list(SIZES)
    for code, size in SIZES.items():
        assert float(found[code]) == pytest.approx(size.width_in / size.height_in, abs=1e-4)
