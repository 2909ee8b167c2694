"""The matrix page: figures of the filters, banners without partners, the way to the map."""

from __future__ import annotations

import pytest

from ordos_geo import wording
from ordos_geo.analysis import Selection, selected
from support.app import ProjectApp


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
    left = dataset.features.loc[selected(dataset, Selection.of(**chosen))]
    expected = [
        [
            sum(
                code in banners and partner in partners
                for banners, partners in zip(left["banners"], left["partners"], strict=True)
            )
            for partner in dataset.partner_ids
        ]
        for code in dataset.banner_names
    ]
    assert table.to_numpy().tolist() == expected
    assert list(table.index) == list(dataset.banner_names.values())
    assert list(table.columns) == list(dataset.places.loc[list(dataset.partner_ids), "short_name"])
    alone = [
        name
        for name, row in zip(dataset.banner_names.values(), expected, strict=True)
        if not sum(row)
    ]
    notices = [wording.general.MATRIX_LONELY.format(names="、".join(alone))] if alone else []
    assert [info.value for info in app.info] == notices


def test_no_result_leaves_an_empty_matrix_that_names_every_banner(open_matrix, dataset):
    app = open_matrix(kind="park", group="energy")
    assert app.dataframe[0].value.to_numpy().sum() == 0
    assert all(name in app.info[0].value for name in dataset.banner_names.values())


def test_a_chosen_cell_leads_to_the_map_with_as_many_features(open_matrix, dataset):
    assert links(open_matrix(banner="150600")) == []
    app = open_matrix(banner="150600", partner="beijing", group="innovation")
    cell = app.dataframe[0].value.loc["鄂尔多斯市", "北京"]
    assert cell > 0
    assert links(app) == [wording.general.MATRIX_OPEN.format(count=cell)]


def test_broken_address_is_named(open_matrix):
    app = open_matrix(partner="atlantis", group="energy")
    assert any("“atlantis”" in element.proto.body for element in app.get("html"))
    assert dict(app.query_params) == {"group": "energy"}


def test_chip_removes_one_value(open_matrix):
    app = open_matrix(partner="beijing,shanghai", banner="150600")
    app.button(key="remove_partners_beijing").click().run()
    assert dict(app.query_params) == {"partner": "shanghai", "banner": "150600"}
