"""Names of exported files: what is in them, and nothing that a file system minds."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordos_geo.cartography.file_names import map_file_name, safe_part

DAY = date(2026, 11, 24)
MOST_BYTES = 255
"""What file systems take."""
FORBIDDEN = set('\\/:*?"<>|')


def test_name_says_map_filters_and_day():
    name = map_file_name(
        "鄂尔多斯市区域合作总览图", "项目类型：能源、交通；旗区：东胜区", DAY, "png"
    )
    assert name == "鄂尔多斯市区域合作总览图_项目类型-能源-交通_旗区-东胜区_2026-11-24.png"


@pytest.mark.parametrize("title", ["", "...", "///", "\u202e", " = "])
def test_a_title_of_which_nothing_is_left_is_replaced(title):
    assert map_file_name(title, "", DAY, "pdf") == "地图_全部_2026-11-24.pdf"


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_text_makes_a_name_that_a_system_minds(title, filters):
    name = map_file_name(title, filters, DAY, "pptx")
    assert not FORBIDDEN.intersection(name)
    assert name.isprintable()
    assert name[0] not in ".-=_ "
    assert len(name.encode()) <= MOST_BYTES
    assert name.endswith("_2026-11-24.pptx")


@given(st.text(max_size=100))
def test_a_part_is_safe_already(text):
    part = safe_part(text, 40)
    assert safe_part(part, 40) == part
