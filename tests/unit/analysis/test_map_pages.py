"""The table of map pages."""

from __future__ import annotations

import pytest

from ordos_geo.analysis import Selection
from ordos_geo.analysis.map_pages import MAP_PAGES


def test_every_map_page_has_a_file_and_its_own_title(project_root):
    files = {file.stem for file in (project_root / "pages" / "maps").glob("*.py")}
    assert MAP_PAGES.keys() <= files
    assert len({page.title for page in MAP_PAGES.values()}) == len(MAP_PAGES)
    assert all(code == page.code for code, page in MAP_PAGES.items())


@pytest.mark.parametrize("count", [0, 1, 60, 61, 500])
def test_a_page_that_never_draws_arcs_one_by_one_is_bundled_with_any_number(count):
    assert MAP_PAGES["overview"].is_bundled(count)
    assert MAP_PAGES["relations"].is_bundled(count) == (count > 60)


def test_own_filters_leave_out_what_the_scope_decides():
    parks = MAP_PAGES["parks"]
    chosen = Selection.of(kind=["park"], group=["energy"])
    assert parks.own_filters(chosen.within(parks.scope)) == Selection.of(group=["energy"])
    assert parks.own_filters(chosen) == Selection.of(group=["energy"])
    assert parks.own_filters(parks.scope) == Selection()
