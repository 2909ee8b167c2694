"""The page 出图: what its address asks for, what it shows, and what its buttons would make."""

from __future__ import annotations

import io
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

import pytest
from PIL import Image
from pypdf import PdfReader

from ordos_geo import wording
from ordos_geo.address.saved_views import load_views
from ordos_geo.analysis import Selection, selected
from ordos_geo.analysis.map_pages import MAP_PAGES
from ordos_geo.cartography.files import MAP_FORMATS
from ordos_geo.model import clock
from ordos_geo.ui.briefing.handout import handout_frame
from ordos_geo.ui.output import map_form as export_map
from support.app import ProjectApp

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "=cmd|'/c calc'!A0",
    "**粗** [链接](http://x)",
    "龘𠀀\u202e",
]
MOST_PREVIEW_PX = 1420
TODAY = clock.today().isoformat()


@pytest.fixture
def drawn(monkeypatch):
    """The last scene, options and findings that the page showed."""
    shown = []
    original = export_map.sheet_preview

    def look(scene, options):
        picture, findings = original(scene, options)
        shown.append((scene, options, findings, picture))
        return picture, findings

    monkeypatch.setattr(export_map, "sheet_preview", look)
    return shown


@pytest.fixture
def open_export(project_root):
    def open_at(**parameters):
        app = ProjectApp(project_root)
        app.switch_page("pages/output/export.py")
        for name, value in parameters.items():
            app.query_params[name] = value
        app.run()
        assert not app.exception
        return app

    return open_at


def html(app) -> str:
    bodies = (element.proto.body for element in app.get("html"))
    return "\n".join(body for body in bodies if "<style" not in body)


def address(app) -> dict[str, str]:
    return {k: v[0] if isinstance(v, list) else v for k, v in app.query_params.items()}


def download(app):
    return next(e.proto for e in app.get("download_button") if "export_download" in e.proto.id)


def test_first_look_is_the_overview_with_a_preview_and_a_file_name(open_export, drawn, dataset):
    app = open_export()
    scene, options, findings, picture = drawn[-1]
    assert set(scene.feature_ids) == set(dataset.features.index)
    assert max(Image.open(io.BytesIO(picture)).size) <= MOST_PREVIEW_PX
    assert options.letterhead.on.isoformat() == TODAY
    assert not findings
    assert wording.output.CHECK_PASSED in html(app)
    assert address(app) == {}
    button = download(app)
    assert button.label == wording.general.DOWNLOAD.format(format="PNG")
    assert button.deferred_file_id
    assert not app.error


@pytest.mark.parametrize(
    ("parameters", "selection"),
    [
        (
            {"group": "energy", "banner": "150625"},
            Selection.of(group=["energy"], banners=["150625"]),
        ),
        ({"map": "infrastructure"}, Selection.of(kind=["project"])),
        ({"map": "template-banner", "subject": "150625"}, Selection.of(banners=["150625"])),
        (
            {"map": "template-chapter", "subject": "4", "stage": "building"},
            Selection.of(chapter=["4"], stage=["building"]),
        ),
        (
            {"map": "relations", "frame": "partners", "q": "北京"},
            Selection.of(kind=["link"], words=["北京"]),
        ),
    ],
)
def test_the_same_address_gives_the_same_ids_on_screen_and_on_the_sheet(
    open_export, drawn, dataset, parameters, selection
):
    app = open_export(**parameters)
    assert sorted(drawn[-1][0].feature_ids) == sorted(selected(dataset, selection))
    assert address(app) == parameters
    again = open_export(**address(app))
    assert drawn[-1][:2] == drawn[-2][:2]
    assert address(again) == parameters


def test_changing_options_changes_sheet_and_address(open_export, drawn):
    app = open_export(group="energy")
    app.selectbox(key="export_map").select("template-banner").run()
    app.selectbox(key="export_subject").select("150622").run()
    app.text_input(key="export_title").input("准格尔旗能源图").run()
    app.text_input(key="export_department").input("市商务局").run()
    assert not app.exception
    scene, options, *_ = drawn[-1]
    assert scene.title == "准格尔旗能源图"
    assert options.letterhead.department == "市商务局"
    assert address(app) == {
        "map": "template-banner",
        "subject": "150622",
        "title": "准格尔旗能源图",
        "department": "市商务局",
        "group": "energy",
    }


def test_formats_offer_only_what_they_have(open_export):
    app = open_export(format="pdf", size="a4", resolution="screen")
    keys = {item.key for item in app.button_group}
    assert "export_size" in keys
    assert "export_resolution" not in keys
    app = open_export(format="pptx", size="a4")
    keys = {item.key for item in app.button_group}
    assert not {"export_size", "export_resolution"} & keys
    assert len(app.get("file_uploader")) == 1
    assert address(app) == {"format": "pptx", "size": "a4"}


def test_an_empty_selection_is_named_before_the_download(open_export, drawn):
    app = open_export(group="ecology", banner="150621", q="不存在的词")
    scene, _, findings, _ = drawn[-1]
    assert scene.feature_ids == ()
    assert findings
    assert wording.output.CHECK_FINDINGS.format(count=len(findings)) in html(app)
    for finding in findings:
        assert finding.chinese() in html(app)


def test_broken_parameters_are_named_and_ignored(open_export, drawn):
    app = open_export(size="b5", map="moon", banner="999999", colour="red", by="nothing")
    for value in ("b5", "moon", "999999", "colour", "nothing"):
        assert value in html(app)
    assert wording.general.ADDRESS_PROBLEM in html(app)
    assert address(app) == {}
    assert drawn[-1][0].title == wording.general.MAP_TITLE


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_titles_are_text_in_every_file(open_export, drawn, dataset, title):
    app = open_export(title=title, subtitle=title, department=title)
    assert not app.error
    assert "<img" not in html(app)
    scene, options, *_ = drawn[-1]
    assert scene.title == title.strip()
    for file_format in MAP_FORMATS:
        content = export_map._content(dataset, scene, replace(options, dpi=50), file_format, None)
        assert content
        if file_format == "svg":
            assert b"<img" not in content
        if file_format == "pdf" and "img" in title:
            assert title in PdfReader(io.BytesIO(content)).pages[0].extract_text()


def test_a_title_of_300_characters_is_refused_in_the_address(open_export, drawn):
    app = open_export(title="长" * 300)
    assert drawn[-1][0].title == wording.general.MAP_TITLE
    assert "title" in html(app)
    app.text_input(key="export_title").input("长" * 80).run()
    assert wording.output.CHECK_FINDINGS.split("：", maxsplit=1)[0] in html(app)
    assert "截断" in html(app) or wording.output.CHECK_PASSED in html(app)


def test_filters_stay_when_the_navigation_opens_the_page(project_root, drawn, dataset):
    app = ProjectApp(project_root)
    app.query_params["group"] = "water"
    app.run()
    app.switch_page("pages/output/export.py").run()
    assert not app.exception
    ids = selected(dataset, Selection.of(group=["water"]))
    assert sorted(drawn[-1][0].feature_ids) == sorted(ids)


@pytest.mark.parametrize("page", ["overview", "relations", "infrastructure", "parks"])
def test_map_pages_lead_here_with_the_same_features(
    project_root, dataset, drawn, page, open_export
):
    app = ProjectApp(project_root)
    app.switch_page(f"pages/maps/{page}.py")
    app.query_params["banner"] = "150622"
    app.run()
    links = [e.proto for e in app.get("page_link") if e.proto.label == wording.output.PAGE]
    assert len(links) == 1
    asked = dict(parse_qsl(links[0].query_string))
    open_export(**asked)
    scene = drawn[-1][0]
    assert scene.title == MAP_PAGES[page].title
    on_screen = selected(dataset, Selection.of(banners=["150622"]).within(MAP_PAGES[page].scope))
    assert sorted(scene.feature_ids) == sorted(on_screen)


def test_the_handout_links_every_view_to_its_sheet(project_root, dataset, drawn, open_export):
    views = load_views(project_root, dataset)
    table = handout_frame(dataset, views, "http://localhost:8501/handout")
    links = table[wording.general.HANDOUT_COLUMNS["export"]]
    for view, link in list(zip(views, links, strict=True))[:4]:
        parts = urlsplit(link)
        assert parts.path == "/export"
        open_export(**dict(parse_qsl(parts.query)))
        scene = drawn[-1][0]
        assert scene.title == view.title
        assert sorted(scene.feature_ids) == sorted(selected(dataset, view.selection))


# ---------------------------------------------------------------- atlas


def test_an_atlas_lists_its_pages_with_counts(open_export, dataset):
    app = open_export(by="banner")
    assert any(
        wording.output.ATLAS_PAGES.format(chosen=9, count=9) in m.value for m in app.markdown
    )
    make = next(b for b in app.button if b.key == "atlas_make")
    assert make.label == wording.output.ATLAS_MAKE.format(count=9)
    assert address(app) == {"by": "banner"}


def test_pages_of_the_address_are_chosen_and_none_is_refused(open_export):
    app = open_export(by="banner", pages="150625,150622", book="zip")
    assert address(app) == {"by": "banner", "book": "zip", "pages": "150622,150625"}
    make = next(b for b in app.button if b.key == "atlas_make")
    assert make.label == wording.output.ATLAS_MAKE.format(count=2)
    none = next(b for b in app.button if b.label == wording.output.ATLAS_NONE)
    none.click().run()
    assert next(b for b in app.button if b.key == "atlas_make").disabled


def test_an_atlas_without_any_page_says_so(open_export):
    app = open_export(by="park", q="不存在的词")
    assert app.info
    assert not any(b.key == "atlas_make" for b in app.button)


def test_another_kind_of_atlas_begins_with_all_its_pages(open_export):
    app = open_export(by="banner", pages="150625")
    assert address(app)["pages"] == "150625"
    next(item for item in app.button_group if item.key == "export_by").set_value("chapter").run()
    assert not app.exception
    assert address(app) == {"by": "chapter"}
