"""Every unit, task and target of the plan has its words."""

from __future__ import annotations

import pytest

from ordos_geo.analysis.reporting.texts import reporting_texts
from ordos_geo.model.reporting import Milestone, ReportContent
from ordos_geo.model.reporting_texts import TargetText, TaskText
from support.reporting import TEXTS


def test_units_tasks_and_targets_have_the_registers_words(dataset):
    texts = reporting_texts(dataset)
    assert texts.plan_title == "鄂尔多斯市区域合作深化行动方案"
    assert texts.unit("dongsheng-government") == "东胜区人民政府"
    assert texts.task("task-1-1-03") == TaskText(
        "东胜区高新技术与现代服务业协同发展", "一（一）", "支持东胜区高新技术与现代服务业协同发展"
    )
    assert texts.target("target-doctors") == TargetText(
        "集聚博士人数", "名", "集聚博士人数：1000名"
    )
    assert set(texts.tasks) == set(dataset.tasks.index)


def test_id_without_words_stands_for_itself(dataset):
    texts = reporting_texts(dataset)
    assert texts.unit("gone") == "gone"
    assert texts.task("gone").name == "gone"
    assert texts.target("gone").words == ""


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (ReportContent(), ""),
        (ReportContent(percent=0), "0%"),
        (ReportContent(milestone=Milestone.UNDER_WAY), "实施中"),
        (ReportContent(percent=40, milestone=Milestone.UNDER_WAY), "40% 实施中"),
    ],
)
def test_progress_is_percentage_and_milestone(content, words):
    assert TEXTS.progress(content) == words
