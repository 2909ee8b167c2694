"""The register page: what is lit, counted, listed and downloaded is one selection of tasks."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from ordos_geo import wording
from ordos_geo.address.selection import parse_selection
from ordos_geo.analysis import TASKS, Selection, counts, selected
from ordos_geo.analysis.quotes.annotations import plan_quotes
from ordos_geo.analysis.tables.export import layer_bytes
from ordos_geo.analysis.tables.layers import layer_frame
from ordos_geo.ui.plan.plan_text import TABLE, TEXT, task_rows
from support.app import ProjectApp, component

PAGE = "pages/plan/register.py"
VIEW = "register_view"
FILTERS = [
    {"chapter": "1"},
    {"sector": "energy", "stage": "seeking"},
    {"unit": "energy-bureau,dalad-government", "chapter": "1,4"},
    {"q": "氢能"},
]


@pytest.fixture
def open_register(project_root):
    """Opens the page with URL parameters, in a session of its own."""

    def open_at(**parameters: str) -> AppTest:
        app = ProjectApp(project_root)
        app.switch_page(PAGE)
        for name, value in parameters.items():
            app.query_params[name] = value
        return app.run()

    return open_at


class Links(HTMLParser):
    """The links of a piece of HTML: address and text, and all text together."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self.text = ""
        self._address: str | None = None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self._address = dict(attrs)["href"]
            self.links.append((self._address, ""))

    def handle_endtag(self, tag):
        if tag == "a":
            self._address = None

    def handle_data(self, data):
        self.text += data
        if self._address is not None:
            address, text = self.links[-1]
            self.links[-1] = (address, text + data)


def shown(app) -> dict:
    """What the document gets: html, panel, lit, chosen, measure."""
    assert not app.exception
    assert not app.error
    return component(app, "ordos_plan_text")


def ids_of(dataset, parameters) -> list[str]:
    query = "&".join(f"{name}={value}" for name, value in parameters.items())
    selection, _, faults = parse_selection(dataset, query, TASKS)
    assert not faults
    return list(selected(dataset, selection, TASKS))


def choose(app, task_or_record: str) -> AppTest:
    """Choose a record the way a click in the document does."""
    app.session_state["selected_id"] = task_or_record
    return app.run()


def test_every_task_is_lit_at_first(open_register, dataset):
    data = shown(open_register())
    total = len(dataset.register.tasks)
    assert data["lit"] == list(dataset.tasks.index)
    assert len(data["lit"]) == total
    assert wording.general.TASK_COUNT.format(shown=total, total=total) in data["panel"]
    assert wording.general.REGISTER_HINT in data["panel"]
    assert data["chosen"] == ""


def test_the_document_has_every_word_of_the_plan(open_register, dataset):
    text = re.sub(r"\s", "", Links(shown(open_register())["html"]).text)
    head = dataset.plan.head
    assert re.sub(r"\s", "", head.number + head.title) in text
    assert re.sub(r"\s", "", head.preamble) in text
    for chapter in dataset.plan.chapters:
        assert wording.general.chapter_label(chapter.no, chapter.title) in text
    for measure in dataset.plan.measures:
        assert re.sub(r"\s", "", measure.text) in text
        assert measure.title in text
        assert all(unit in text for unit in measure.units)


def test_each_quote_can_be_clicked_where_it_stands(open_register, dataset):
    html = shown(open_register())["html"]
    marked = {name for ids in re.findall(r'data-ids="([^"]+)"', html) for name in ids.split()}
    assert marked == {quote.record_id for quote in plan_quotes(dataset)}


@pytest.mark.parametrize("parameters", FILTERS, ids="&".join)
def test_text_panel_table_and_counts_agree_with_the_filters(open_register, dataset, parameters):
    expected = ids_of(dataset, parameters)
    assert 0 < len(expected) < len(dataset.tasks)
    app = open_register(**parameters)
    data = shown(app)
    assert data["lit"] == expected
    count = wording.general.TASK_COUNT.format(shown=len(expected), total=len(dataset.tasks))
    assert count in data["panel"]
    listed = [text for address, text in Links(data["panel"]).links if address.startswith("?id=")]
    assert listed == list(dataset.tasks.loc[expected, "name"])

    app.session_state[VIEW] = TABLE
    app.run()
    (table,) = app.dataframe
    assert list(table.value[wording.general.TASK_COLUMNS["name"]]) == listed
    assert any(count in item.value for item in app.markdown)


@pytest.mark.parametrize("dimension", ["chapter", "sector", "stage", "units"])
def test_choices_carry_live_counts(open_register, dataset, dimension):
    app = open_register(q="氢能")
    found = counts(dataset, Selection.of(words=["氢能"]), dimension, TASKS)
    options = app.multiselect(key=f"filter_{dimension}").options
    assert [int(label.rsplit(" ", 1)[1]) for label in options] == list(found.values())


def test_nothing_found_says_so(open_register):
    data = shown(open_register(chapter="6", sector="water"))
    assert data["lit"] == []
    assert wording.general.REGISTER_EMPTY in data["panel"]


def test_reset_clears_filters_and_choice(open_register, dataset):
    app = open_register(chapter="1", q="氢能", id="task-1-1-01")
    (button,) = [item for item in app.button if item.label == wording.general.RESET]
    button.click().run()
    data = shown(app)
    assert len(data["lit"]) == len(dataset.tasks)
    assert data["chosen"] == ""
    assert dict(app.query_params) == {}


def test_filters_and_choice_are_in_the_address(open_register):
    app = open_register()
    app.multiselect(key="filter_sector").select("energy")
    app.text_input(key="filter_words").input(" 通道 ").run()
    choose(app, "task-4-6-01")
    assert dict(app.query_params) == {"sector": "energy", "q": "通道", "id": "task-4-6-01"}


def test_unusable_parameters_are_named_and_the_others_kept(open_register, dataset):
    app = open_register(sector="<b>no</b>", chapter="2", colour="red", id="nobody", q="字" * 51)
    html = "\n".join(element.proto.body for element in app.get("html"))
    assert wording.general.ADDRESS_PROBLEM in html
    for word in ("sector", "&lt;b&gt;no&lt;/b&gt;", "colour", "nobody", "字"):
        assert word in html
    assert "<b>no" not in html
    assert shown(app)["lit"] == ids_of(dataset, {"chapter": "2"})


def test_a_task_shows_its_facts_and_leads_to_its_map_objects(open_register, dataset):
    """持续推进北京各医院与我市各旗区建立对口帮扶工作."""
    record = "task-3-5-08"
    data = shown(open_register(id=record))
    assert (data["chosen"], data["measure"]) == (record, "3-5")
    panel = Links(data["panel"])
    for words in ("医疗卫生", "运营深化", "市卫生健康委员会", dataset.tasks.loc[record, "name"]):
        assert words in panel.text
    on_map = [parse_qs(urlsplit(a).query)["id"][0] for a, _ in panel.links if a.startswith("./?")]
    links = dataset.register.links
    expected = links[links["quote"] == dataset.tasks.loc[record, "quote"]].index
    assert len(expected) == 9  # two districts and seven banners
    assert set(on_map) == set(expected)


def test_a_map_object_leads_to_its_task_and_back_to_the_map(open_register):
    data = shown(open_register(id="beijing-dalad-health"))
    links = [address for address, _ in Links(data["panel"]).links]
    assert "./?id=beijing-dalad-health" in links
    assert "?id=task-3-5-08" in links
    assert data["measure"] == "3-5"


def test_a_target_is_told_with_its_figure(open_register):
    """全面推进四市在交通、能源、物流等14个领域的合作."""
    app = open_register()
    text = Links(shown(choose(app, "target-cooperation-fields"))["panel"]).text
    assert "14个" in text


@pytest.mark.parametrize("table", ["targets", "links", "projects", "positionings", "corridors"])
def test_every_record_of_every_kind_can_be_chosen(open_register, dataset, table):
    app = open_register()
    frame = dataset.register.table(table)
    for record in frame[frame["quote"] != ""].index[::12]:
        data = shown(choose(app, record))
        assert data["measure"] == frame.loc[record, "measure_id"]
        assert wording.general.RECORD_KINDS[table] in data["panel"]


def test_page_is_come_back_to_as_it_was_left(open_register, dataset):
    app = open_register(sector="water", id="task-1-4-01")
    app.switch_page("pages/maps/overview.py")
    app.query_params.clear()
    app.run()
    assert not app.exception
    app.switch_page(PAGE)
    app.query_params.clear()
    app.run()
    data = shown(app)
    assert data["lit"] == ids_of(dataset, {"sector": "water"})
    assert data["chosen"] == "task-1-4-01"


def test_rows_tell_clause_units_and_number_of_map_objects(dataset):
    row = task_rows(dataset, dataset.tasks.index).loc["task-3-5-08"]
    assert row["clause"] == "三（五）"
    assert row["units"] == "市卫生健康委员会"
    assert row["objects"] == 9
    assert row["quote"] in dataset.plan.measure("3-5").text


def test_rows_are_numbered_in_the_order_of_the_plan(dataset):
    rows = task_rows(dataset, dataset.tasks.index)
    assert list(rows["number"]) == list(range(1, len(dataset.tasks) + 1))
    measures = [measure.id for measure in dataset.plan.measures]
    positions = [measures.index(name) for name in dataset.tasks["measure_id"]]
    assert positions == sorted(positions)


def test_table_offers_both_downloads(open_register):
    app = open_register(sector="water")
    app.session_state[VIEW] = TABLE
    app.run()
    labels = [item.proto.label for item in app.get("download_button")]
    assert labels == [wording.general.DOWNLOAD.format(format=name) for name in ("CSV", "XLSX")]


def test_downloads_hold_the_filtered_rows(dataset):
    ids = ids_of(dataset, {"sector": "water"})
    frame = layer_frame(dataset, "tasks", ids)
    text = layer_bytes(frame, "csv", name="tasks").decode("utf-8-sig")
    assert [row["id"] for row in csv.DictReader(io.StringIO(text))] == ids
    sheet = load_workbook(io.BytesIO(layer_bytes(frame, "xlsx", name="tasks"))).active
    header, *rows = sheet.iter_rows(values_only=True)
    assert [row[header.index("id")] for row in rows] == ids


def test_view_is_text_at_first(open_register):
    assert open_register().session_state[VIEW] == TEXT
