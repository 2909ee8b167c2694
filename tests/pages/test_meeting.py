"""Meeting page and handout: scenes, chips, what the address keeps, faults in the file."""

from __future__ import annotations

import json
import re
from itertools import pairwise

import pytest

from ordos_geo import wording
from ordos_geo.address.saved_views import load_views
from ordos_geo.analysis import Selection, counts, selected
from ordos_geo.analysis.count_words import count_words
from ordos_geo.analysis.map_pages import MAP_PAGES
from ordos_geo.analysis.tables.saved_views import VIEWS_FILE
from ordos_geo.cartography.scene.map_scene import describe
from ordos_geo.cartography.scene.map_templates import view_scene
from ordos_geo.errors import Fault, RequestFault
from support.app import ProjectApp
from support.counts import choice_words, plain, said_of


@pytest.fixture(scope="session")
def views(project_root, dataset):
    return load_views(project_root, dataset)


@pytest.fixture
def open_meeting(project_root):
    def open_at(page="meeting", **parameters):
        app = ProjectApp(project_root)
        app.switch_page(f"pages/briefing/{page}.py")
        for name, value in parameters.items():
            app.query_params[name] = value
        return app.run()

    return open_at


def html(app) -> str:
    bodies = (element.proto.body for element in app.get("html"))
    return "\n".join(body for body in bodies if "<style" not in body)


def expect_shown(app, dataset, title, selection, page="overview") -> None:
    assert not app.exception
    assert not app.error
    said = said_of(dataset, selection, MAP_PAGES[page].scope)
    assert re.search(r"<h1>(.*?)</h1>", html(app))[1] == title
    assert re.search(r'<p class="count">(.*?)</p>', html(app))[1] == said.head
    labels = [app.button(key=f"meeting_type_{code}").label for code in groups(dataset)]
    expected = choice_words(dataset, selection, "group")
    assert len(labels) == len(expected)
    assert all(
        plain(label).endswith(f" {words}") for label, words in zip(labels, expected, strict=True)
    )


def groups(dataset):
    return dataset.vocabularies["project_group"].codes


def test_meeting_opens_with_everything(open_meeting, dataset):
    app = open_meeting()
    expect_shown(app, dataset, wording.general.MAP_TITLE, Selection())
    assert dict(app.query_params) == {}


def test_arrows_walk_through_all_views_and_round(open_meeting, dataset, views):
    app = open_meeting()
    for view in (*views, views[0]):
        app.button(key="meeting_Right").click().run()
        expect_shown(app, dataset, view.title, view.selection, view.page)
        assert app.query_params["view"] == view.id
    app.button(key="meeting_Left").click().run()
    expect_shown(app, dataset, views[-1].title, views[-1].selection, views[-1].page)


def test_address_that_lags_behind_the_keys_does_not_bring_an_old_view_back(
    open_meeting, dataset, views
):
    app = open_meeting(view=views[0].id)
    app.button(key="meeting_Right").click().run()
    app.query_params["view"] = views[0].id  # the next key was faster than the browser's address
    app.button(key="meeting_Right").click().run()
    expect_shown(app, dataset, views[2].title, views[2].selection, views[2].page)


def test_meeting_that_is_come_back_to_has_no_notice(open_meeting, project_root, views):
    app = open_meeting(view=views[0].id)
    app.switch_page("pages/maps/overview.py").run()
    app.query_params.clear()
    app.switch_page("pages/briefing/meeting.py").run()
    assert not app.exception
    assert wording.general.ADDRESS_PROBLEM not in html(app)


def test_address_of_a_view_opens_it_in_its_frame(open_meeting, dataset, views):
    view = next(view for view in views if view.frame == "partners")
    app = open_meeting(view=view.id)
    expect_shown(app, dataset, view.title, view.selection, view.page)
    assert app.session_state["frame"] == "partners"
    assert view.note in html(app)


def test_address_that_the_page_wrote_opens_the_same(open_meeting, dataset, views):
    for view in views:
        app = open_meeting(view=view.id)
        again = open_meeting(**dict(app.query_params))
        expect_shown(again, dataset, view.title, view.selection, view.page)
        assert dict(again.query_params) == dict(app.query_params)


def test_filters_beside_a_view_come_before_its_own(open_meeting, dataset, views):
    energy = Selection.of(group=["energy"])
    app = open_meeting(view=views[1].id, group="energy")
    expect_shown(app, dataset, describe(dataset, energy), energy)
    # the extent is the view's
    assert app.query_params.keys() == {"group", "at"}
    assert app.query_params["group"] == "energy"
    app.button(key="meeting_Right").click().run()
    expect_shown(app, dataset, views[2].title, views[2].selection, views[2].page)


def place_of_map(app) -> dict:
    """Where the map stands: it moves when, and only when, this changes."""
    (chart,) = app.get("deck_gl_json_chart")
    return json.loads(chart.proto.json)["initialViewState"]


def test_address_of_a_view_may_choose_a_feature(open_meeting, dataset, views):
    feature_id = selected(dataset, views[1].selection)[0]
    app = open_meeting(view=views[1].id, id=feature_id)
    expect_shown(app, dataset, views[1].title, views[1].selection, views[1].page)
    assert f"<h3>{dataset.features.loc[feature_id, 'name']}</h3>" in html(app)
    assert app.query_params["id"] == feature_id


def test_chip_switches_its_type_on_and_off_and_the_map_stays(open_meeting, dataset, views):
    view = next(view for view in views if view.frame == "partners")
    code = next(c for c, n in counts(dataset, view.selection, "group").items() if n)
    narrowed = Selection.of(**view.selection.values, group=[code])
    app = open_meeting(view=view.id)
    place = place_of_map(app)
    app.button(key=f"meeting_type_{code}").click().run()
    expect_shown(app, dataset, describe(dataset, narrowed), narrowed)
    assert app.button(key=f"meeting_type_{code}").label.startswith("✓")
    assert "view" not in app.query_params
    assert place_of_map(app) == place
    app.button(key=f"meeting_type_{code}").click().run()
    expect_shown(app, dataset, view.title, view.selection, view.page)
    assert place_of_map(app) == place


def test_each_view_is_fitted_on_the_map(open_meeting, views):
    app = open_meeting()
    places = [place_of_map(app)]
    for _ in range(3):
        app.button(key="meeting_Right").click().run()
        places.append(place_of_map(app))
    assert all(one != other for one, other in pairwise(places[1:]))


def test_links_are_drawn_as_on_the_page_and_sheet_of_the_view(open_meeting, dataset, views):
    one_by_one = next(view for view in views if view.page == "relations")
    bundled = next(view for view in views if view.page == "overview")
    for view in (one_by_one, bundled):
        (chart,) = open_meeting(view=view.id).get("deck_gl_json_chart")
        (layers,) = json.loads(chart.proto.json)["layers"]
        stems = {layer["id"].rsplit("-", 1)[0] for layer in layers}
        scene = view_scene(dataset, view)
        assert ("bundles" in stems, "arcs" in stems) == (scene.bundled, not scene.bundled)
    assert view_scene(dataset, bundled).bundled != view_scene(dataset, one_by_one).bundled


def shortcuts(app) -> dict[str, str]:
    return {button.key: button.proto.shortcut for button in app.button if button.proto.shortcut}


def test_numbers_arrows_and_escape_are_keys(open_meeting, dataset, views):
    app = open_meeting()
    numbers = {f"meeting_type_{code}": str(n) for n, code in enumerate(groups(dataset), start=1)}
    arrows = {"meeting_Left": "left", "meeting_Right": "right"}
    assert shortcuts(app) == {**numbers, **arrows, "meeting_leave": "escape"}
    app.button(key="meeting_type_water").click().run()
    assert shortcuts(app) == {**numbers, **arrows, "meeting_clear": "escape"}


def test_escape_closes_the_detail_first(open_meeting, dataset):
    feature = dataset.features.query("kind == 'project' and group == 'energy'").iloc[0]
    app = open_meeting(group="energy", id=feature.name)
    assert f"<h3>{feature['name']}</h3>" in html(app)
    (close,) = (button for button in app.button if button.proto.shortcut == "escape")
    assert close.label == wording.general.CLOSE
    close.click().run()
    assert "og-detail" not in html(app)
    assert dict(app.query_params) == {"group": "energy"}
    app.button(key="meeting_clear").click().run()
    expect_shown(app, dataset, wording.general.MAP_TITLE, Selection())


def test_leaving_keeps_the_filters(open_meeting, dataset):
    app = open_meeting(group="water")
    app.button(key="meeting_leave").click().run()
    assert not app.exception
    assert app.query_params["group"] == "water"
    assert "og-meeting" not in html(app)


def test_unknown_view_and_empty_result_are_named(open_meeting, dataset):
    app = open_meeting(view="<b>nope</b>", kind="park", group="energy")
    fault = Fault(RequestFault.PARAMETER_INVALID, details={"parameter": "view", "value": "x"})
    assert fault.chinese().split("“x”")[0] in html(app)
    assert "<b>nope" not in html(app)
    assert app.info
    assert not app.exception


def test_fault_in_the_file_is_shown_and_repaired_without_a_restart(
    open_meeting, dataset, project_root, tmp_path, monkeypatch
):
    open_meeting()  # the maps' data are loaded once; the views are read from another folder now
    monkeypatch.setenv("ORDOS_GEO_ROOT", str(tmp_path))
    (tmp_path / "pages").symlink_to(project_root / "pages")
    file = tmp_path / VIEWS_FILE
    file.parent.mkdir()
    rows = "id,title,page,frame,query,note\na,一,overview,ordos,group={},\n"
    file.write_text(rows.format("gold"), encoding="utf-8")
    for page in ("meeting", "handout"):
        app = open_meeting(page)
        assert not app.exception
        assert [error.value for error in app.error] == [wording.general.PROBLEM_TITLE]
        assert "data/views.csv 第 2 行" in app.code[0].value
        assert "group=gold" in app.code[0].value

    file.write_text(rows.format("water"), encoding="utf-8")
    expect_shown(open_meeting(view="a"), dataset, "一", Selection.of(group=["water"]))


def test_handout_lists_every_view_with_filters_count_and_link(open_meeting, dataset, views):
    app = open_meeting("handout")
    assert not app.exception
    rows = re.findall(r"<tr>(.*?)</tr>", html(app), re.DOTALL)[1:]
    assert len(rows) == len(views)
    for view, row in zip(views, rows, strict=True):
        assert view.title in row
        assert view.note in row
        assert describe(dataset, view.selection) in row
        shown = selected(dataset, view.selection.within(MAP_PAGES[view.page].scope))
        said = count_words(dataset, shown, shown)
        assert f'<td class="count">{said.line}</td>' in row
        assert f'meeting?view={view.id}"' in row
    assert len(app.get("download_button")) == 2
