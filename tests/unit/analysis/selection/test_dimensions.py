"""A dimension is one entry: its values have Chinese words, its column holds them."""

from __future__ import annotations

import re

import pytest

from ordos_geo import wording
from ordos_geo.analysis import FEATURES, TASKS
from ordos_geo.analysis.selection.dimensions import WORDS, value_label

ALL = {**FEATURES.choices, **TASKS.choices}
ENTRIES = [(subject, code) for subject in (FEATURES, TASKS) for code in subject.dimensions]


@pytest.mark.parametrize("dimension", ALL)
def test_every_value_has_a_chinese_label_of_its_own(dataset, dimension):
    values = list(ALL[dimension].values(dataset))
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


def test_every_word_of_a_dimension_belongs_to_one_and_every_dimension_has_one():
    codes = {*FEATURES.dimensions, *TASKS.dimensions}
    assert codes == set(wording.general.DIMENSIONS)


@pytest.mark.parametrize(("subject", "code"), ENTRIES, ids=lambda each: getattr(each, "name", each))
def test_column_holds_known_values_one_or_several_as_the_entry_says(dataset, subject, code):
    dimension = subject.dimensions[code]
    column = subject.frame(dataset)[dimension.column]
    assert {type(held) for held in column} == {tuple if dimension.is_multiple else str}
    if not dimension.is_text:
        held = column.explode().dropna() if dimension.is_multiple else column
        assert set(held) & set(dimension.values(dataset))


@pytest.mark.parametrize("subject", [FEATURES, TASKS], ids=lambda subject: subject.name)
def test_no_two_dimensions_share_a_parameter(subject):
    parameters = [dimension.parameter for dimension in subject.dimensions.values()]
    assert len(set(parameters)) == len(parameters)
