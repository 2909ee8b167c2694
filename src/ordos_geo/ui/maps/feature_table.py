"""The table under the map: the same features as the map, in words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from ordos_geo import wording
from ordos_geo.analysis import Dataset
from ordos_geo.analysis.count_words import count_words
from ordos_geo.analysis.facts import counting_words
from ordos_geo.analysis.tables.export import layer_bytes
from ordos_geo.cartography.scene.map_scene import MapScene
from ordos_geo.ui.shell.session import session

_TABLE = "feature_table"
_FOLD = "feature_table_fold"


def table_frame(dataset: Dataset, feature_ids: Sequence[str]) -> pd.DataFrame:
    """Features in words, indexed by id, columns named in Chinese, in the order of the ids."""
    features = dataset.features.loc[list(feature_ids)]
    words = wording.general.FEATURE_COLUMNS
    stage, precision = dataset.vocabularies["stage"], dataset.vocabularies["precision"]
    kinds, reading = dataset.vocabularies["feature_kind"], dataset.vocabularies["reading"]
    places, units = dict(dataset.places["name"]), dict(dataset.register.units["name"])
    return pd.DataFrame(
        {
            words["name"]: features["name"],
            words["kind"]: features["kind"].map(kinds.label),
            words["type"]: [
                dataset.type_label(kind, code)
                for kind, code in zip(features["kind"], features["type"], strict=True)
            ],
            words["places"]: features["place_ids"].map(
                lambda ids: "、".join(places[place_id] for place_id in ids)
            ),
            words["banners"]: features["banners"].map(
                lambda codes: "、".join(dataset.banner_names[code] for code in codes)
            ),
            words["measure"]: features["measure_id"].map(partial(_clause, dataset)),
            words["stage"]: features["stage"].map(lambda code: stage.label(code) if code else ""),
            words["precision"]: features["precision"].map(
                lambda code: precision.label(code) if code else ""
            ),
            words["reading"]: features["reading"].map(
                lambda code: reading.label(code) if code else ""
            ),
            words["counting"]: [counting_words(dataset, str(i)) for i in features.index],
            words["units"]: features["units"].map(
                lambda ids: "、".join(units[unit_id] for unit_id in ids)
            ),
            words["quote"]: features["quote"],
        }
    )


def _clause(dataset: Dataset, measure_id: str) -> str:
    """A measure as people cite it, 三（五）: a spreadsheet makes a date of 3-5."""
    if not measure_id:
        return ""
    measure = dataset.plan.measure(measure_id)
    return wording.general.short_clause(measure.chapter_no, measure.no)


def feature_table(dataset: Dataset, scene: MapScene) -> None:
    """The table of a scene; choosing a row selects its feature, two buttons download it.

    It is folded away, and only made and sent when it is unfolded: it takes more time and bytes
    than the rest of the page together.
    """
    # the label stays the same: with another one it would be another fold, and folded again
    fold = st.expander(
        wording.general.FEATURE_TABLE, icon=":material/table:", key=_FOLD, on_change="rerun"
    )
    if fold.open:
        with fold:
            _unfolded(dataset, scene)


def _unfolded(dataset: Dataset, scene: MapScene) -> None:
    frame = table_frame(dataset, scene.feature_ids)
    st.caption(count_words(dataset, scene.feature_ids).line)
    st.dataframe(
        frame,
        key=_TABLE,
        hide_index=True,
        on_select=_choose_row,
        selection_mode="single-row",
        height=420,
    )
    session.table_ids = list(frame.index)
    with st.container(horizontal=True, gap="small"):
        for file_format in ("csv", "xlsx"):
            st.download_button(
                wording.general.DOWNLOAD.format(format=file_format.upper()),
                data=partial(layer_bytes, frame.reset_index(), file_format),
                file_name=f"{scene.title}.{file_format}",
                icon=":material/download:",
                on_click="ignore",
            )


def _choose_row() -> None:
    rows = session.value(_TABLE).selection.rows
    if rows:
        session.selected_id = session.table_ids[rows[0]]
