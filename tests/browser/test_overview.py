"""The overview page of the real app in a real browser."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Locator, Page, expect
from shapely import LineString, Point, box

from ordos_geo import wording
from ordos_geo.address.pages import read_address
from ordos_geo.analysis import Selection, selected
from ordos_geo.analysis.count_words import count_words
from ordos_geo.analysis.dataset.loading import load_dataset
from ordos_geo.analysis.facts import feature_facts
from ordos_geo.cartography.geometry.viewport import ORDOS_AND_NEIGHBOURS
from ordos_geo.cartography.placement import mercator_px
from ordos_geo.cartography.scene.legend import legend_groups
from ordos_geo.cartography.scene.map_scene import class_words
from ordos_geo.cartography.scene.map_templates import page_scene
from ordos_geo.cartography.screen.features import pair_name, place_features
from ordos_geo.errors import OrdosGeoError
from support.browser import CHART, boxes, click_map
from support.counts import choice_words, count_lines

SIDE = ".st-key-side"
DETAIL = ".og-detail"
# publishers and licences of the sources are named as they name themselves
LATIN_ALLOWED = {"GeoNames", "CC", "BY", "Natural", "Earth", "WRI"}
SAME_PX = 500
"""Pictures of the same map differ in less: a symbol has as many pixels."""
FREE_PX = 6.0
"""How far a click must stay from other features."""


# ---------------------------------------------------------------- reading the page


def count_text(dataset, ids) -> list[str]:
    return count_lines(count_words(dataset, ids))


def expect_counts(page: Page, dataset, selection: Selection) -> None:
    """Count line, legend, chips and the words for screen readers all say what `selected` says."""
    ids = selected(dataset, selection)
    expect(page.locator(".og-count strong")).to_have_text(count_text(dataset, ids))
    said = choice_words(dataset, selection, "group")
    expect(chips(page)).to_have_text([re.compile(rf"\D {words}$") for words in said])
    scene = page_scene(dataset, "overview", selection)
    groups = legend_groups(dataset, scene)
    expect(page.locator(".og-legend summary b")).to_have_text([group.words for group in groups])
    members = [class_words(member) for group in groups for member in group.classes]
    expect(page.locator(".og-legend li b")).to_have_text(members)
    expect(page.locator(f"[aria-label*='{scene.alt_text()}']").first).to_be_attached()


def chips(page: Page) -> Locator:
    return page.get_by_role("toolbar", name=wording.general.DIMENSIONS["group"]).get_by_role(
        "button"
    )


def choose_banner(page: Page, name: str) -> None:
    page.get_by_role("combobox", name=wording.general.DIMENSIONS["banners"]).click()
    page.get_by_role("option", name=re.compile(f"^{name} ")).click()
    page.keyboard.press("Escape")


def visible_text(page: Page) -> str:
    """Text on screen, and what fields say while they are empty; icons are no text."""
    return page.evaluate(
        """() => {
          const found = [];
          const onScreen = (element) => {
            const area = element.getBoundingClientRect();
            return element.checkVisibility({opacityProperty: true, visibilityProperty: true})
              && area.width > 1 && area.height > 1 && area.bottom > 0 && area.right > 0
              && !getComputedStyle(element).fontFamily.includes("Material");
          };
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const holder = walker.currentNode.parentElement;
            if (!["STYLE", "SCRIPT", "NOSCRIPT"].includes(holder.tagName) && onScreen(holder)) {
              found.push(walker.currentNode.textContent);
            }
          }
          for (const field of document.querySelectorAll("[placeholder]")) {
            if (onScreen(field) && !field.value) found.push(field.placeholder);
          }
          return found.join("\\n");
        }"""
    )


def latin_words(text: str) -> set[str]:
    return set(re.findall(r"[A-Za-z]{2,}", text)) - LATIN_ALLOWED


def ids_of(page: Page, dataset) -> list[str]:
    """Ids that the page's address stands for."""
    address, faults = read_address("overview", urlsplit(page.url).query, dataset)
    assert not faults
    return list(selected(dataset, address.selection))


# ---------------------------------------------------------------- where things are on screen


@pytest.fixture(scope="module")
def drawing(dataset):
    return place_features(dataset, ORDOS_AND_NEIGHBOURS)


def from_centre(position) -> tuple[float, float]:
    """Pixels right of and below the middle of the map, in the first view."""
    frame = ORDOS_AND_NEIGHBOURS
    x, y = mercator_px(*position, frame.zoom)
    middle_x, middle_y = mercator_px(frame.longitude, frame.latitude, frame.zoom)
    return x - middle_x, y - middle_y


def centre(page: Page) -> tuple[float, float]:
    area = page.locator(CHART).bounding_box()
    return area["x"] + area["width"] / 2, area["y"] + area["height"] / 2


def is_open(page: Page, spot: Point) -> bool:
    """Whether the place is on the map and no panel covers it."""
    return page.evaluate(
        "([x, y, chart]) => document.elementFromPoint(x, y)?.closest(chart) != null",
        [*on_screen(page, spot), CHART],
    )


def symbol(row):
    x, y = from_centre(row["position"])
    right, down = row["offset"]
    half = row["size"] / 2
    return box(x + right - half, y + down - half, x + right + half, y + down + half)


def course(row):
    return LineString([from_centre(position) for position in row["path"]])


def free_symbol(page: Page, drawing, is_wanted) -> tuple[str, Point]:
    """A point feature that no other one covers, and its middle in pixels from the map's."""
    symbols = {row["id"]: symbol(row) for row in drawing.points}
    for feature_id, area in symbols.items():
        others = (other for key, other in symbols.items() if key != feature_id)
        is_free = all(area.distance(other) > FREE_PX for other in others)
        if is_wanted(feature_id) and is_free and is_open(page, area.centroid):
            return feature_id, area.centroid
    pytest.fail("every symbol of the wanted kind is covered")


def free_stretch(page: Page, rows, above, is_wanted) -> tuple[str, Point]:
    """A line, and a place on it that lies away from all other lines and what is drawn above.

    The place may lie in the gap of a dash.
    """
    lines = {row["id"]: course(row) for row in rows}
    for row in rows:
        line = lines[row["id"]]
        if not is_wanted(row["id"]):
            continue
        obstacles = [*above, *(other for key, other in lines.items() if key != row["id"])]
        for share in range(5, 96, 5):
            spot = line.interpolate(share / 100, normalized=True)
            if all(spot.distance(o) > FREE_PX for o in obstacles) and is_open(page, spot):
                return row["id"], spot
    pytest.fail("every line of the wanted kind is covered")


def on_screen(page: Page, spot: Point) -> tuple[float, float]:
    x, y = centre(page)
    return x + spot.x, y + spot.y


def without_panel(page: Page, picture: Image.Image) -> Image.Image:
    """The part of the map's picture left of the panel."""
    area, side = boxes(page, CHART, SIDE)
    return picture.crop((0, 0, int(side["x"] - area["x"]) - 8, picture.height))


def changed_pixels(one: Image.Image, other: Image.Image) -> int:
    difference = ImageChops.difference(one, other).convert("L")
    return one.width * one.height - difference.histogram()[0]


# ---------------------------------------------------------------- the tests


def test_map_fills_a_laptop_screen_in_chinese(overview, wait_for_map, dataset):
    page = overview
    wait_for_map(page)
    expect_counts(page, dataset, Selection())

    (area, side), window = boxes(page, CHART, SIDE), page.viewport_size
    assert area["width"] * area["height"] >= 0.6 * window["width"] * window["height"]
    assert area["y"] + area["height"] <= window["height"]
    assert side["y"] + side["height"] <= area["y"] + area["height"]
    for scroller in ("html", "[data-testid=stMain]"):
        too_wide = "element => element.scrollWidth - element.clientWidth"
        assert page.locator(scroller).evaluate(too_wide) <= 0, f"{scroller} scrolls sideways"

    faces = "[...document.fonts].filter(face => face.status == 'loaded').map(f => f.weight)"
    assert set(page.evaluate(faces)) >= {"400", "700"}
    assert page.evaluate("document.fonts.check('16px \"Noto Sans SC\"', '鄂')")

    assert latin_words(visible_text(page)) == set()
    page.get_by_role("combobox", name=wording.general.DIMENSIONS["banners"]).click()
    expect(page.get_by_role("option").first).to_be_visible()
    assert latin_words(visible_text(page)) == set()


def test_filters_change_map_and_all_counts_together(overview, wait_for_map, dataset):
    page = overview
    everything = wait_for_map(page)
    label = dataset.vocabularies["project_group"].label

    chips(page).filter(has_text=label("energy")).click()
    expect_counts(page, dataset, Selection.of(group=["energy"]))
    energy = wait_for_map(page)
    assert changed_pixels(without_panel(page, everything), without_panel(page, energy)) > 1000

    banner = "150623"
    choose_banner(page, dataset.banner_names[banner])
    both = Selection.of(group=["energy"], banners=[banner])
    assert 0 < len(selected(dataset, both)) < len(selected(dataset, both.without("banners")))
    expect_counts(page, dataset, both)
    narrowed = wait_for_map(page)
    assert changed_pixels(without_panel(page, energy), without_panel(page, narrowed)) > 100
    assert ids_of(page, dataset) == list(selected(dataset, both))

    # every label with a count has changed by now: what was chosen stays chosen
    chips(page).filter(has_text=label("industry")).click()
    wider = Selection.of(group=["energy", "industry"], banners=[banner])
    expect_counts(page, dataset, wider)
    wait_for_map(page)
    assert ids_of(page, dataset) == list(selected(dataset, wider))

    page.get_by_role("button", name=wording.general.RESET).click()
    expect_counts(page, dataset, Selection())
    again = wait_for_map(page)
    assert changed_pixels(without_panel(page, everything), without_panel(page, again)) < SAME_PX
    assert not urlsplit(page.url).query


def test_clicked_line_arc_and_point_open_their_detail_and_the_address_opens_it_again(
    open_page, wait_for_map, dataset, drawing
):
    page = open_page("/?group=energy,transport,opening")
    wait_for_map(page)
    address, _ = read_address("overview", urlsplit(page.url).query, dataset)
    selection = address.selection
    shown = set(selected(dataset, selection))
    symbols = [symbol(row) for row in drawing.points]
    lines = [course(row) for row in drawing.lines]
    heading, mark = page.locator(f"{DETAIL} h3"), page.locator(f"{DETAIL} mark")

    line_id, spot = free_stretch(page, drawing.lines, symbols, shown.__contains__)
    click_map(page, *on_screen(page, spot))
    expect(heading).to_have_text(dataset.features.loc[line_id, "name"])
    expect(mark).to_have_text(dataset.features.loc[line_id, "quote"])
    expect(page).to_have_url(re.compile(f"id={line_id}"))

    def is_shown(pair_id):
        return len(shown.intersection(dataset.pairs[pair_id].link_ids)) > 1

    pair_id, spot = free_stretch(page, drawing.bundles, [*symbols, *lines], is_shown)
    click_map(page, *on_screen(page, spot))
    pair = dataset.pairs[pair_id]
    expect(heading).to_have_text(pair_name(dataset, pair))
    links = [link_id for link_id in pair.link_ids if link_id in shown]
    expect(mark).to_have_text(list(dataset.features.loc[links, "quote"]))
    expect(page).to_have_url(re.compile(f"id={quote(pair_id)}"))

    point_id, spot = free_symbol(page, drawing, shown.__contains__)
    click_map(page, *on_screen(page, spot))
    feature = dataset.features.loc[point_id]
    measure = dataset.plan.measure(feature["measure_id"])
    detail = page.locator(DETAIL)
    expect(heading).to_have_text(feature["name"])
    expect(mark).to_have_text(feature["quote"])
    expect(detail).to_contain_text(
        wording.general.clause_label(measure.chapter_no, measure.no, measure.title)
    )
    for unit in feature_facts(dataset, point_id).units:
        expect(detail).to_contain_text(unit)
    expect(page).to_have_url(re.compile(f"id={point_id}"))
    assert ids_of(page, dataset) == list(selected(dataset, selection))

    page.mouse.move(5, 5)
    chosen = wait_for_map(page)
    address = urlsplit(page.url)
    other = open_page(f"{address.path}?{address.query}")
    opened = wait_for_map(other)
    assert other.url == page.url
    expect(other.locator(DETAIL)).to_have_text(detail.text_content())
    expect_counts(other, dataset, selection)
    assert changed_pixels(without_panel(page, chosen), without_panel(other, opened)) < SAME_PX


def test_zoom_and_pan_stay_when_a_filter_changes(open_page, wait_for_map, dataset, drawing):
    """Only symbols differ between the two pictures: not a border, not a label has moved."""
    page = open_page("/?kind=park,positioning")
    first_view = without_panel(page, wait_for_map(page))
    x, y = centre(page)
    page.mouse.move(x - 250, y)
    page.mouse.wheel(0, -300)
    page.mouse.down()
    page.mouse.move(x - 200, y + 60, steps=4)
    page.mouse.up()
    page.mouse.move(5, 5)
    before = without_panel(page, wait_for_map(page))

    label = dataset.vocabularies["feature_kind"].label("positioning")
    page.locator(".st-key-active").get_by_role("button", name=label).click()
    parks = Selection.of(kind=["park"])
    expect_counts(page, dataset, parks)
    page.mouse.move(5, 5)
    after = without_panel(page, wait_for_map(page))

    gone = set(selected(dataset, Selection.of(kind=["positioning"])))
    room = sum((row["size"] * 1.5) ** 2 for row in drawing.points if row["id"] in gone)
    assert SAME_PX < changed_pixels(before, after) < room
    assert changed_pixels(first_view, before) > 10 * room


def test_damaged_address_is_named_in_chinese_and_runs_nothing(open_page, dataset):
    script = "<img src=x onerror=alert(1)>"
    query = f"banner=99&group={quote(script)}&foo=1&id=nope"
    page = open_page(f"/?{query}")
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    _, faults = read_address("overview", query, dataset)
    assert len(faults) == 4
    notice = page.get_by_role("alert").filter(has_text=wording.general.ADDRESS_PROBLEM)
    for fault in faults:
        expect(notice).to_contain_text(fault.chinese())
    expect_counts(page, dataset, Selection())
    expect(page.locator("[data-testid=stException]")).to_have_count(0)
    expect(page.locator("img[onerror]")).to_have_count(0)
    assert dialogs == []


def edit_rows(path: Path, change) -> None:
    """Rewrite a CSV file, each row (a dict) passed through `change`."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [change(row) for row in csv.DictReader(file)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def edit_row(path: Path, key: str, **cells: str) -> None:
    column = "code" if "vocab" in path.parts else "id"
    edit_rows(path, lambda row: row | cells if row[column] == key else row)


def test_names_that_look_like_html_stay_text(project_copy, serve, open_page, wait_for_map, drawing):
    hostile = '<img src=x onerror="window.hacked=1">" onmouseover="window.hacked=1'
    feature_id, type_code = "desert-renewable-base", "energy_base"
    edit_row(project_copy / "data/register/projects.csv", feature_id, name=hostile, note=hostile)
    edit_row(project_copy / "data/vocab/project_type.csv", type_code, label_zh=hostile)
    edit_row(project_copy / "data/vocab/project_group.csv", "energy", label_zh=hostile)
    edit_row(project_copy / "geo/places/places.csv", "kubuqi-desert", name=hostile)

    page = open_page("/?kind=project&group=energy", of=serve(project_copy))
    wait_for_map(page)
    found, spot = free_symbol(page, drawing, lambda key: key == feature_id)
    assert found == feature_id
    page.mouse.move(*on_screen(page, spot))
    tooltip = page.locator(".deck-tooltip")
    expect(tooltip).to_be_visible()
    expect(tooltip).to_contain_text(hostile)

    click_map(page, *on_screen(page, spot))
    expect(page.locator(f"{DETAIL} h3")).to_have_text(hostile)
    expect(page.locator(f"{DETAIL} dd", has_text=hostile)).to_have_count(2)
    expect(page.locator(".og-legend summary", has_text=hostile)).to_have_count(1)
    expect(page.locator(".og-legend li", has_text=hostile)).to_have_count(1)
    expect(chips(page).filter(has_text=hostile)).to_have_count(1)

    expect(page.locator("[onerror], [onmouseover], img[src=x]")).to_have_count(0)
    assert page.evaluate("window.hacked") is None


def test_broken_data_are_named_with_file_and_row_until_they_are_repaired(
    project_root, project_copy, serve, open_page, dataset
):
    layer = Path("geo/admin/local/banners.geojson")
    links, projects = Path("data/register/links.csv"), Path("data/register/projects.csv")
    (project_copy / layer).write_text('{"type": "FeatureCollection", "features": [{', "utf-8")
    edit_rows(project_copy / links, lambda row: {k: v for k, v in row.items() if k != "origin_id"})
    edit_row(project_copy / projects, dataset.register.projects.index[2], type="teleport")
    with pytest.raises(OrdosGeoError) as caught:
        load_dataset(project_copy)

    server = serve(project_copy)
    page = open_page(of=server)
    expect(page.get_by_role("alert").filter(has_text=wording.general.PROBLEM_TITLE)).to_be_visible()
    panel = page.locator("[data-testid=stCode]")
    expect(panel).to_have_text(caught.value.chinese())
    expect(panel).to_contain_text(f"{layer}")
    expect(panel).to_contain_text(f"{links} 第 1 行")
    expect(panel).to_contain_text(f"{projects} 第 4 行")
    expect(page.locator("[data-testid=stException]")).to_have_count(0)
    assert "Traceback" not in page.locator("body").inner_text()
    assert "Traceback" not in server.text()
    assert caught.value.english() in server.text()

    for file in (layer, links, projects):
        (project_copy / file).write_bytes((project_root / file).read_bytes())
    page.reload()
    expect_counts(page, dataset, Selection())
