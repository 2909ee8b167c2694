"""Every value of every filter has Chinese words of its own."""

from __future__ import annotations

import re

import pytest

from ordos_geo import wording
from ordos_geo.analysis.selection.selection import DIMENSIONS, TASK_DIMENSIONS, WORDS
from ordos_geo.analysis.selection.value_labels import value_label

ALL = {**DIMENSIONS, **TASK_DIMENSIONS}


@pytest.mark.parametrize("dimension", ALL)
def test_every_value_has_a_chinese_label_of_its_own(dataset, dimension):
    values = list(ALL[dimension](dataset))
    labels = [value_label(dataset, dimension, value) for value in values]
    assert values
    assert all(re.search(r"[\u4e00-\u9fff]", label) for label in labels)
    assert len(set(labels)) == len(labels)
    assert dimension in wording.general.DIMENSIONS


@pytest.mark.parametrize("dimension", ALL)
def test_an_unknown_value_is_a_key_error(dataset, dimension):
    with pytest.raises(KeyError):
        value_label(dataset, dimension, "no-such-value")


def test_free_words_stand_for_themselves(dataset):
    assert value_label(dataset, WORDS, "氢 <b>") == "氢 <b>"


def test_labels_read_as_in_the_plan(dataset):
    for measure in dataset.plan.measures:
        assert value_label(dataset, "measure_id", measure.id).endswith(measure.title)
    assert value_label(dataset, "flows", "out:beijing") == "北京输出"
    assert value_label(dataset, "banners", "150621") == "达拉特旗"
