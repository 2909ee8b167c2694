"""The matrix page: figures of the filters, banners without partners, the way to the map."""

from __future__ import annotations

import pytest

from ordos_geo import wording
from ordos_geo.analysis import Selection, selected
from ordos_geo.analysis.count_words import short_words
from ordos_geo.analysis.selection.matrix import TOTAL, matrix
from ordos_geo.analysis.summary import banner_features, partner_features, tally
from ordos_geo.ui.maps.matrix_grid import cell_selection
from support.app import ProjectApp
from support.counts import said_of


@pytest.fixture
def open_matrix(project_root):
    def open_at(**parameters):
        app = ProjectApp(project_root)
        app.switch_page("pages/maps/matrix.py")
        for name, value in parameters.items():
            app.query_params[name] = value
        app.run()
        assert not app.exception
        assert not app.error
        return app

    return open_at


def links(app) -> list[str]:
    return [element.proto.label for element in app.get("page_link")]


@pytest.mark.parametrize(
    "parameters", [{}, {"group": "energy"}, {"kind": "link", "group": "livelihood,innovation"}]
)
def test_every_cell_counts_the_selection_of_its_banner_and_partner(
    open_matrix, dataset, parameters
):
    app = open_matrix(**parameters)
    table = app.dataframe[0].value
    chosen = {name: value.split(",") for name, value in parameters.items()}
    ids = selected(dataset, Selection.of(**chosen))
    expected = [
        [
            len(tally(dataset, _of(dataset, there, partner)).statements)
            for partner in (TOTAL, *dataset.partner_ids)
        ]
        for code in (*dataset.banner_names, TOTAL)
        for there in [ids if code == TOTAL else banner_features(dataset, ids, code)]
    ]
    assert table.to_numpy().tolist() == expected
    total, citywide = wording.general.MATRIX_TOTAL, wording.general.MATRIX_CITYWIDE
    rows = [citywide, *list(dataset.banner_names.values())[1:]]
    assert list(table.index) == [*rows, total]
    assert list(table.columns) == [
        total,
        *dataset.places.loc[list(dataset.partner_ids), "short_name"],
    ]
    alone = [
        name for name, (_, *joined) in zip(rows, expected[:-1], strict=True) if not sum(joined)
    ]
    notices = [wording.general.MATRIX_LONELY.format(names="、".join(alone))] if alone else []
    assert [info.value for info in app.info] == notices


def _of(dataset, ids, partner):
    if partner == TOTAL:
        return ids
    return partner_features(dataset, ids, partner)


def test_totals_say_what_the_panel_says_of_the_same_filter(open_matrix, dataset):
    table = open_matrix().dataframe[0].value
    total = wording.general.MATRIX_TOTAL
    for partner in dataset.partner_ids:
        said = said_of(dataset, Selection.of(partners=[partner])).cooperation
        number = table.loc[total, dataset.places.at[partner, "short_name"]]
        assert said.startswith(wording.general.COUNT_STATEMENTS.split("{n}")[0] + f"{number} / ")
    assert table.loc[total, "北京"] == 19


def test_no_result_leaves_an_empty_matrix_that_names_every_banner(open_matrix, dataset):
    app = open_matrix(kind="park", group="energy")
    assert app.dataframe[0].value.to_numpy().sum() == 0
    banners = list(dataset.banner_names.values())[1:]
    assert all(name in app.info[0].value for name in (wording.general.MATRIX_CITYWIDE, *banners))


def test_a_chosen_cell_leads_to_the_map_with_as_many_features(open_matrix, dataset):
    assert links(open_matrix()) == []
    app = open_matrix(banner="150600", partner="beijing", group="innovation")
    cell = app.dataframe[0].value.loc[wording.general.MATRIX_CITYWIDE, "北京"]
    assert cell > 0
    chosen = Selection.of(banners=["150600"], partners=["beijing"], group=["innovation"])
    found = tally(dataset, selected(dataset, chosen))
    assert len(found.statements) == cell
    assert links(app) == [wording.general.MATRIX_OPEN.format(counts=short_words(found))]


def test_every_cell_and_total_filters_the_map_to_what_it_counts(dataset):
    chosen = Selection.of(group=["livelihood", "innovation"])
    table = matrix(dataset, selected(dataset, chosen))
    for banner in table.index:
        for partner in table.columns:
            ids = selected(dataset, cell_selection(chosen, banner, partner))
            assert table.at[banner, partner] == len(tally(dataset, ids).statements)


def test_broken_address_is_named(open_matrix):
    app = open_matrix(partner="atlantis", group="energy")
    assert any("“atlantis”" in element.proto.body for element in app.get("html"))
    assert dict(app.query_params) == {"group": "energy"}


def test_chip_removes_one_value(open_matrix):
    app = open_matrix(partner="beijing,shanghai", banner="150600")
    app.button(key="remove_partners_beijing").click().run()
    assert dict(app.query_params) == {"partner": "shanghai", "banner": "150600"}
