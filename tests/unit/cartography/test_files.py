"""The tables of what maps become: formats, sizes, resolutions."""

from __future__ import annotations

from ordos_geo.cartography.atlas.book import _BINDINGS
from ordos_geo.cartography.files import ATLAS_FORMATS, FILE_FORMATS, MAP_FORMATS
from ordos_geo.cartography.sheet import RESOLUTIONS, SIZES


def test_every_entry_is_known_by_its_code_and_has_its_own_label():
    for table in (FILE_FORMATS, SIZES, RESOLUTIONS):
        assert all(code == entry.code for code, entry in table.items())
        assert len({entry.label for entry in table.values()}) == len(table)


def test_every_format_holds_one_map_or_many_and_has_its_own_media_type():
    assert {*MAP_FORMATS, *ATLAS_FORMATS} == set(FILE_FORMATS)
    assert len({entry.media_type for entry in FILE_FORMATS.values()}) == len(FILE_FORMATS)


def test_an_atlas_can_be_bound_in_each_of_its_formats():
    assert set(_BINDINGS) == set(ATLAS_FORMATS)
