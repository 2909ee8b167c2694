"""A whole sheet as PNG, SVG and PDF."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import numpy as np
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from ordos_geo import wording
from ordos_geo.address.selection import parse_selection, selection_query
from ordos_geo.analysis import FEATURES, Selection, selected
from ordos_geo.analysis.map_pages import MAP_PAGES
from ordos_geo.analysis.summary import partner_features, tally
from ordos_geo.cartography.scene.legend import inferred_class, legend_groups
from ordos_geo.cartography.scene.map_templates import page_scene
from ordos_geo.cartography.sheet import SIZES, Letterhead, SheetOptions, draw_sheet
from ordos_geo.cartography.sheet.legend_block import legend_lines
from ordos_geo.cartography.sheet.options import FIRST_SIZE
from ordos_geo.errors import MapFault, RequestError
from support.examples import at_most
from support.limits import LIMIT_S

DAY = date(2026, 11, 24)
OPTIONS = SheetOptions(letterhead=Letterhead(on=DAY))


def pixels(png):
    return np.asarray(Image.open(io.BytesIO(png)))


def packed(colour):
    return colour[0] << 16 | colour[1] << 8 | colour[2]


def colours(png):
    """Every colour of a picture, packed into a number."""
    picture = pixels(png).astype(np.uint32)
    return set(np.unique(packed(np.moveaxis(picture, 2, 0))).tolist())


def pdf_text(content):
    with pypdfium2.PdfDocument(content) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


def svg_texts(sheet):
    root = ElementTree.fromstring(sheet.svg())  # noqa: S314 - written here
    return ["".join(e.itertext()) for e in root.iter("{http://www.w3.org/2000/svg}text")]


def words_on(sheet):
    """All texts of a sheet; read from its SVG, which is written in a third of the time of a PDF."""
    return "\n".join(svg_texts(sheet))


def kinds(sheet):
    return {finding.kind for finding in sheet.findings}


@pytest.mark.parametrize(
    "code",
    [pytest.param(code, marks=() if code == FIRST_SIZE else pytest.mark.slow) for code in SIZES],
)
def test_picture_has_its_size_and_every_colour_of_the_legend(dataset, whole, code):
    sheet = draw_sheet(dataset, whole, replace(OPTIONS, size=code))
    png = sheet.png(90)
    height, width, _ = pixels(png).shape
    assert (width, height) == (
        int(SIZES[code].width_in * 90),
        int(SIZES[code].height_in * 90),
    )
    wanted = {packed(member.symbol.colour) for member in whole.classes}
    assert len(wanted) == 9
    assert wanted - colours(png) == set()
    assert kinds(sheet) <= {MapFault.LABELS_DROPPED}


def test_resolution_is_written_into_the_picture(whole_sheet):
    picture = Image.open(io.BytesIO(whole_sheet.png(144)))
    assert picture.info["dpi"] == pytest.approx((144, 144), abs=0.1)
    assert picture.info.keys() == {"dpi"}


def test_classes_on_paper_are_those_of_the_scene_and_of_the_screens_legend(dataset, whole):
    on_paper = [line.member for line in legend_lines(dataset, whole) if line.member]
    on_screen = [member for group in legend_groups(dataset, whole) for member in group.classes]
    inferred = inferred_class(whole)
    assert on_paper == [*whole.classes, inferred]
    assert inferred.tally == whole.inferred
    assert on_screen == list(whole.classes)


@pytest.mark.slow
def test_pdf_holds_title_labels_legend_source_and_date_as_text(dataset, whole, whole_pdf):
    text = pdf_text(whole_pdf)
    for wanted in (
        whole.title,
        *dataset.geodata.banners["short_name"],
        *(member.label for member in whole.classes),
        f"北京 {len(tally(dataset, partner_features(dataset, None, 'beijing')).statements)}",
        wording.general.REVIEW_LINE,
        wording.sheets.SCHEMATIC_MARK,
        "2026年11月24日",
        "鄂尔多斯市发展和改革委员会",
        "鄂府发〔2025〕8号",
        whole.counts.head,
    ):
        assert wanted in text


@pytest.mark.slow
def test_pdf_embeds_truetype_fonts_and_no_time(whole, whole_pdf):
    reader = PdfReader(io.BytesIO(whole_pdf))
    assert whole.title in reader.pages[0].extract_text()
    fonts = reader.pages[0]["/Resources"]["/Font"]
    embedded = {name: font.get_object() for name, font in fonts.items()}
    assert embedded
    for font in embedded.values():
        inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        assert "/FontFile2" in inner["/FontDescriptor"]
    assert set(reader.metadata or {}) == {"/Title"}


def test_svg_holds_texts_as_text_in_the_project_font(dataset, whole, whole_sheet):
    root = ElementTree.fromstring(whole_sheet.svg())  # noqa: S314 - written here
    texts = root.findall(".//{http://www.w3.org/2000/svg}text")
    found = {"".join(text.itertext()) for text in texts}
    assert {whole.title, *dataset.geodata.banners["short_name"]} <= found
    assert all("'Noto Sans SC', 'Source Han Sans SC'" in text.get("style", "") for text in texts)


@pytest.mark.slow
def test_same_input_gives_the_same_bytes(dataset, whole, whole_options, whole_sheet, whole_pdf):
    other = draw_sheet(dataset, whole, whole_options)
    assert whole_sheet.png(60) == other.png(60)
    svg = other.svg()
    assert whole_sheet.svg() == svg
    assert whole_pdf == other.pdf()
    assert other.svg() == svg, "writing another format must leave nothing behind"


def test_map_alone_fills_the_picture_but_for_its_scale(dataset, whole):
    sheet = draw_sheet(dataset, whole, replace(OPTIONS, map_only_in=(4.0, 3.0)))
    picture = pixels(sheet.png(100))
    assert picture.shape == (300, 400, 3)
    edges = picture[[4, 4, 150, 150], [4, -5, 4, -5]]
    assert not (edges == 255).all(axis=1).any()
    text = words_on(sheet)
    assert "公里" in text
    assert whole.title not in text


def test_scene_without_schematic_lines_bears_no_such_mark(dataset):
    scene = page_scene(dataset, "relations", Selection())
    text = words_on(draw_sheet(dataset, scene, OPTIONS))
    assert wording.sheets.SCHEMATIC_MARK not in text.replace(wording.general.REVIEW_LINE, "")
    assert wording.general.SCHEMATIC_NOTE not in text


def test_options_are_written_on_the_sheet(dataset, whole):
    options = SheetOptions(
        letterhead=Letterhead(on=DAY, classification="内部资料", review_number="GS(2026)0001号"),
        subtitle="自拟副题",
    )
    text = words_on(draw_sheet(dataset, whole, options))
    assert "自拟副题" in text
    assert "内部资料" in text
    assert "审图号：GS(2026)0001号" in text
    assert wording.general.REVIEW_LINE not in text


def test_filters_in_words_are_the_subtitle(dataset):
    scene = page_scene(dataset, "overview", Selection.of(group=["energy"]))
    text = words_on(draw_sheet(dataset, scene, OPTIONS))
    assert "项目类型：能源" in text
    assert "".join(scene.counts.line.split()) in "".join(text.split())


@pytest.mark.slow
def test_hostile_words_are_text(dataset, whole):
    words = "<img onerror=alert(1)> & $x^2$ \\frac \x07 ]]>"
    sheet = draw_sheet(dataset, replace(whole, title=words), OPTIONS)
    assert "<img onerror=alert(1)> & $x^2$ \\frac 〓 ]]>" in svg_texts(sheet)
    assert "<img onerror=alert(1)> & $x^2$" in pdf_text(sheet.pdf())
    assert len(sheet.png(50)) > 1000


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"source_line": ""}, MapFault.SOURCE_MISSING),
        ({"title": "很长的标题" * 30}, MapFault.TEXT_CUT),
        ({"title": "生僻字𠮷"}, MapFault.GLYPH_MISSING),
    ],
)
def test_check_before_the_export_names_what_is_wrong(dataset, whole, change, kind):
    sheet = draw_sheet(dataset, replace(whole, **change), OPTIONS)
    assert kind in kinds(sheet)
    assert all(finding.chinese() and finding.english() for finding in sheet.findings)


def test_missing_glyph_falls_back_visibly_and_names_its_code_point(dataset, whole):
    sheet = draw_sheet(dataset, replace(whole, title="生僻字𠮷"), OPTIONS)
    assert "生僻字〓" in words_on(sheet)
    (finding,) = (f for f in sheet.findings if f.kind is MapFault.GLYPH_MISSING)
    assert "U+20BB7" in finding.chinese()


def test_empty_selection_is_a_base_map_that_says_so(dataset):
    nothing = Selection.of(words=["没有这样的词"])
    sheet = draw_sheet(dataset, page_scene(dataset, "overview", nothing), OPTIONS)
    assert {MapFault.SELECTION_EMPTY, MapFault.LEGEND_EMPTY} <= kinds(sheet)
    assert len(colours(sheet.png(60))) > 50


def test_labels_without_room_are_reported_by_name(dataset, whole):
    sheet = draw_sheet(dataset, whole, replace(OPTIONS, map_only_in=(1.2, 1.0)))
    (finding,) = (f for f in sheet.findings if f.kind is MapFault.LABELS_DROPPED)
    assert finding.details["count"] == len(str(finding.details["names"]).split("、"))


def test_partners_that_crowd_the_edge_are_reported(dataset, whole, whole_sheet):
    narrow = draw_sheet(dataset, whole, replace(OPTIONS, map_only_in=(1.6, 1.2)))
    assert MapFault.LABELS_OVERLAP in kinds(narrow)
    assert MapFault.LABELS_OVERLAP not in kinds(whole_sheet)


@pytest.mark.parametrize("wrong", [{"size": "a5"}, {"dpi": 10}, {"dpi": 100_000}])
def test_unusable_options_are_refused(wrong):
    with pytest.raises(RequestError):
        SheetOptions(letterhead=Letterhead(on=DAY), **wrong)


@given(data=st.data(), page=st.sampled_from(list(MAP_PAGES)))
@settings(max_examples=at_most(40), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_address_gives_the_same_ids_on_paper_as_on_screen(dataset, data, page):
    dimension = data.draw(st.sampled_from(list(FEATURES.choices)))
    values = data.draw(
        st.sets(st.sampled_from(list(FEATURES.choices[dimension].values(dataset))), max_size=3)
    )
    query = selection_query(dataset, Selection.of(**{dimension: values}))
    selection, _, faults = parse_selection(dataset, query)
    on_screen = selected(dataset, selection.within(MAP_PAGES[page].scope))
    assert faults == []
    assert sorted(page_scene(dataset, page, selection).feature_ids) == sorted(on_screen)


@pytest.mark.slow
def test_chosen_object_is_set_off_and_the_rest_fades(dataset, whole_options, whole_sheet):
    ids = selected(dataset, Selection())
    line = next(i for i in ids if dataset.features.geom_type[i] == "LineString")
    chosen = page_scene(dataset, "overview", Selection(), selected_id=line)
    assert whole_sheet.png(60) != draw_sheet(dataset, chosen, whole_options).png(60)


@pytest.mark.slow
def test_package_does_not_load_matplotlib_before_a_sheet_is_drawn():
    code = (
        "import sys; import ordos_geo.cartography.sheet, ordos_geo.cartography.scene.map_templates;"
        "import ordos_geo.cli.maps; sys.exit('matplotlib' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=LIMIT_S)
