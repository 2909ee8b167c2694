"""Saved views: the real file, and every kind of mistake staff can make in it."""

from __future__ import annotations

import pytest

from ordos_geo.address.saved_views import load_views
from ordos_geo.analysis import Selection, selected
from ordos_geo.analysis.frames import VIEWPORTS
from ordos_geo.analysis.map_pages import MAP_PAGES
from ordos_geo.analysis.tables.saved_views import VIEWS_FILE
from ordos_geo.errors import FileFault, OrdosGeoError, RequestFault, TableFault

HEADER = "id,title,page,frame,query,note"


@pytest.fixture
def load(tmp_path, dataset):
    """Loads views from a file of these rows."""

    def load_rows(*rows, header=HEADER):
        file = tmp_path / VIEWS_FILE
        file.parent.mkdir(exist_ok=True)
        file.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
        return load_views(tmp_path, dataset)

    return load_rows


def faults_of(load, *rows, **options):
    with pytest.raises(OrdosGeoError) as caught:
        load(*rows, **options)
    return caught.value.faults


def test_every_view_of_the_real_file_shows_something(project_root, dataset):
    views = load_views(project_root, dataset)
    assert 8 <= len(views) <= 20
    for view in views:
        assert not selected(dataset, view.selection).empty, view.id
        assert view.frame in [viewport.code for viewport in VIEWPORTS]
    assert views[0].selection == Selection()


def test_views_keep_the_order_of_the_file(load):
    views = load("second,二,overview,ordos,,", "first,一,overview,partners,,说明")
    assert [(view.id, view.title, view.frame, view.note) for view in views] == [
        ("second", "二", "ordos", ""),
        ("first", "一", "partners", "说明"),
    ]


def test_page_narrows_what_the_query_leaves(load):
    link, both = load(
        "a,一,relations,ordos,group=energy,", 'b,二,parks,ordos,"kind=link&group=energy,water",'
    )
    assert link.selection == Selection.of(kind=["link"], group=["energy"])
    assert both.selection == Selection.of(kind=["park", "positioning"], group=["energy", "water"])


def test_query_may_choose_a_feature(load, dataset):
    feature_id = dataset.features.index[0]
    (view,) = load(f"a,一,overview,ordos,?id={feature_id},")
    assert view.selected_id == feature_id
    assert view.selection == Selection()


def test_all_unusable_parameters_are_named_with_file_and_line(load):
    faults = faults_of(
        load, "a,一,overview,ordos,group=energy,", "b,二,overview,ordos,group=gold&colour=1,"
    )
    assert [(fault.kind, fault.file, fault.row) for fault in faults] == [
        (RequestFault.QUERY_INVALID, "data/views.csv", 3)
    ] * 2
    assert "“group=gold”" in faults[0].chinese()
    assert "“colour”" in faults[1].chinese()


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("a b,一,overview,ordos,,", TableFault.VALUE_INVALID),
        ("a,,overview,ordos,,", TableFault.VALUE_MISSING),
        ("a,一,matrix,ordos,,", TableFault.VALUE_INVALID),
        ("a,一,overview,moon,,", TableFault.VALUE_INVALID),
        ("a,一,overview,ordos,group=energy,water,", FileFault.UNREADABLE),
    ],
    ids=["id", "no title", "page", "frame", "comma without quotes"],
)
def test_each_mistake_is_one_fault_in_its_line(load, row, kind):
    (fault,) = faults_of(load, row)
    assert (fault.kind, fault.file, fault.row) == (kind, "data/views.csv", 2)


def test_repeated_id_is_a_fault(load):
    (fault,) = faults_of(load, *["a,一,overview,ordos,,"] * 2)
    assert (fault.kind, fault.row) == (TableFault.ID_DUPLICATE, 3)


def test_missing_column_and_missing_file_are_faults(load, tmp_path, dataset):
    (fault,) = faults_of(load, header=HEADER.replace(",frame", ""))
    assert fault.kind is TableFault.COLUMN_MISSING
    (tmp_path / VIEWS_FILE).unlink()
    with pytest.raises(OrdosGeoError) as caught:
        load_views(tmp_path, dataset)
    assert [fault.kind for fault in caught.value.faults] == [FileFault.MISSING]


def test_empty_file_of_views_is_no_fault(load):
    assert load() == ()


@pytest.mark.parametrize("page", MAP_PAGES)
def test_every_map_page_can_be_saved(load, page):
    (view,) = load(f"a,一,{page},ordos,,")
    assert view.page == page
    assert view.selection == MAP_PAGES[page].scope


def test_place_of_the_map_in_a_query_is_checked_like_every_parameter(load):
    load("a,一,overview,ordos,frame=partners,")
    (fault,) = faults_of(load, "a,一,overview,ordos,frame=moon,")
    assert "“frame=moon”" in fault.chinese()
