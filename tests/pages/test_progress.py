"""进展: change between two months, statuses by task, history of a task."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from ordos_geo import wording
from ordos_geo.analysis.reporting.feature_status import feature_statuses, feature_tasks
from ordos_geo.cartography.scene.status_scene import status_scene
from ordos_geo.cartography.sheet import Letterhead, SheetOptions
from ordos_geo.model.reporting import (
    Figure,
    JudgedReport,
    Month,
    Report,
    Status,
    StatusRule,
    Verdict,
)
from ordos_geo.ui.reporting.status_map import sheet_file
from support.reporting_app import (
    APRIL,
    DISPATCHER,
    FIRST,
    MAY,
    PROGRESS,
    ROADS,
    SECOND,
    markup_of,
    messages,
    parameters,
)

VERDICT = Verdict(Status.RED, StatusRule.MISSING, "")


@pytest.fixture
def two(desk):
    """April: the first task at 20 %, the second missing. May: 60 % and a first report."""
    desk.open_month(APRIL)
    desk.save(FIRST, month=APRIL, percent=20, done="四月的内容")
    desk.repository.close_round(APRIL, DISPATCHER)
    desk.open_month(MAY)
    desk.save(FIRST, percent=60, done="五月的内容")
    desk.save(SECOND, percent=10)
    return desk


def test_two_sentences_tell_what_moved(two):
    app = two.open(PROGRESS)
    assert "2025年5月与2025年4月相比，新开工 0 项，有进展 1 项" in markup_of(app)
    app.segmented_control(key="progress_part").set_value("change").run()
    html = markup_of(app)
    assert "20%" in html
    assert "60%" in html


def shown_by_status(app) -> dict[str, int]:
    """How many features the map shows in each status."""
    deck = json.loads(app.get("deck_gl_json_chart")[0].proto.json)
    shown = Counter()
    for layer in deck["layers"][0]:
        status = layer["id"].rpartition("-")[2]
        if status in set(Status) and not layer["id"].startswith("halo"):
            shown[status] += len(layer["filterCategories"])
    return dict(shown)


def test_the_map_shows_the_lights_of_the_month_and_what_changed(two, dataset):
    spoken_of = len(feature_statuses(dataset, {ROADS: Status.GREEN}))
    app = two.open(PROGRESS)
    assert shown_by_status(app) == {"pending": spoken_of}
    app.toggle(key="dispatch_map_only_changed").set_value(True).run()
    assert shown_by_status(app) == {}
    two.save(ROADS, figures=(Figure("target-bottleneck-roads", 1),))  # missing in April
    assert shown_by_status(app.run()) == {"yellow": spoken_of}
    app.toggle(key="dispatch_map_only_changed").set_value(False).run()
    assert shown_by_status(app) == {"yellow": spoken_of}


def test_the_map_can_be_taken_along_as_picture_page_and_slide(two, dataset):
    labels = [button.label for button in two.open(PROGRESS).get("download_button")]
    assert labels == ["PNG", "PDF", "PPT"]
    stands = {ROADS: JudgedReport(Report(month=MAY, duty=ROADS), VERDICT)}
    scene = status_scene(dataset, MAY, stands)
    options = SheetOptions(
        letterhead=Letterhead(on=date(2025, 6, 1)), subtitle="本月新开工 3 项，滞后 2 项。"
    )
    assert sheet_file(dataset, scene, options, "png").startswith(b"\x89PNG")
    (page,) = PdfReader(BytesIO(sheet_file(dataset, scene, options, "pdf"))).pages
    assert "本月新开工 3 项，滞后 2 项" in page.extract_text()


def test_a_feature_on_the_map_leads_to_the_history_of_its_task(two, dataset):
    two.save(ROADS, done="两条路已开工")
    app = two.open(PROGRESS)
    tasks = feature_tasks(dataset)
    app.session_state["selected_id"] = next(i for i, ids in tasks.items() if ROADS.task_id in ids)
    app.run()
    app.button(key=f"map_task_{ROADS.task_id}").click().run()
    assert parameters(app)["task"] == ROADS.task_id
    assert "两条路已开工" in markup_of(app)


def test_any_earlier_month_can_be_compared(two):
    two.open_month(Month(2025, 6))
    two.save(FIRST, month=Month(2025, 6), percent=100)
    app = two.open(PROGRESS, **{"month": "2025-06", "from": "2025-04"})
    assert "2025年6月与2025年4月相比" in markup_of(app)
    app.selectbox(key="progress_since").set_value(MAY).run()
    assert "2025年6月与2025年5月相比" in markup_of(app)
    assert parameters(app)["from"] == "2025-05"


def test_the_slider_goes_back_in_time(two):
    two.open_month(Month(2025, 6))
    app = two.open(PROGRESS)
    app.select_slider(key="progress_month").set_value(MAY).run()
    assert parameters(app)["month"] == "2025-05"
    assert "2025年5月与2025年4月相比" in markup_of(app)


def test_filters_narrow_sentences_and_table(two):
    html = markup_of(two.open(PROGRESS, unit=ROADS.unit_id))
    assert "共 1 项" in html
    assert f'data-id="{FIRST.task_id}/' not in html


def test_one_month_has_nothing_to_compare_with(may):
    app = may.open(PROGRESS)
    assert not app.exception
    assert wording.reporting_pages.PROGRESS_ONE_ROUND in messages(app)


def test_an_empty_store_says_so(desk):
    assert wording.reporting_pages.NO_ROUNDS in messages(desk.open(PROGRESS))


def test_the_history_of_a_task_holds_every_version(two):
    two.repository.send_back(MAY, FIRST, 1, DISPATCHER, reason="请写明数据")
    html = markup_of(two.open(PROGRESS, task=FIRST.task_id))
    history = html[html.index("og-timeline") :]
    for text in ("四月的内容", "五月的内容", "请写明数据", DISPATCHER.account_id):
        assert text in history
    assert history.index("2025年5月") < history.index("2025年4月")


def test_lights_by_task_count_the_units(two):
    app = two.open(PROGRESS)
    app.segmented_control(key="progress_part").set_value("tasks").run()
    assert f'<tr data-id="{FIRST.task_id}">' in markup_of(app)


def test_a_broken_address_is_named(two):
    app = two.open(PROGRESS, **{"from": "2025-13", "task": "task-x"})
    assert not app.exception
    assert "2025-13" in markup_of(app)
    assert "task-x" in markup_of(app)
