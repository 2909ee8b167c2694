"""The table says the map's features in words, in the order asked for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ordos_geo import wording
from ordos_geo.ui.maps.feature_table import table_frame

WORDS = wording.general.FEATURE_COLUMNS


@given(data=st.data())
def test_rows_are_the_given_ids_in_the_given_order(dataset, data):
    known = st.sampled_from(list(dataset.features.index))
    ids = data.draw(st.lists(known, unique=True, max_size=20))
    frame = table_frame(dataset, ids)
    assert list(frame.index) == ids
    assert list(frame.columns) == list(WORDS.values())


def test_cells_say_what_the_register_says(dataset):
    frame = table_frame(dataset, list(dataset.features.index))
    assert list(frame[WORDS["name"]]) == list(dataset.features["name"])
    assert list(frame[WORDS["quote"]]) == list(dataset.features["quote"])
    places = dict(dataset.places["name"])
    assert frame.loc["beijing-dalad-health", WORDS["measure"]] == "三（五）"
    for link_id, row in dataset.register.links.iterrows():
        names = "、".join((places[row["origin_id"]], places[row["destination_id"]]))
        assert frame.loc[link_id, WORDS["places"]] == names
        theme = dataset.vocabularies["theme"].label(row["theme"])
        assert frame.loc[link_id, WORDS["type"]] == theme


def test_no_code_is_left_in_the_words(dataset):
    frame = table_frame(dataset, list(dataset.features.index))
    for column in ("kind", "type", "stage", "precision", "banners"):
        assert not frame[WORDS[column]].str.contains(r"[a-z_]{3,}|\d{6}").any()


def test_rows_say_how_they_were_read_and_which_of_them_do_not_count(dataset):
    frame = table_frame(dataset, list(dataset.features.index))
    reading = dataset.vocabularies["reading"]
    for link_id, row in dataset.register.links.iterrows():
        assert frame.loc[link_id, WORDS["reading"]] == reading.label(row["reading"])
    features = dataset.features
    for feature_id in features.index:
        said = frame.loc[feature_id, WORDS["counting"]]
        assert (said == wording.general.COUNTING_CONTEXT) == features.at[feature_id, "context"]
        assert bool(said) == (not features.at[feature_id, "counted"])
    assert "上海" in frame.loc["shanghai-enclave", WORDS["counting"]]


def test_no_cell_of_a_download_looks_like_a_date(dataset):
    frame = table_frame(dataset, list(dataset.features.index))
    for column in frame:
        assert not frame[column].str.fullmatch(r"\d{1,4}[-/.]\d{1,2}([-/.]\d{1,4})?").any()
