"""Panels beside the map: legend, count, detail of the selected feature, list."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jinja2
import pandas as pd
import streamlit as st

from ordos_geo.analysis import DIMENSIONS, Dataset, Selection, selected
from ordos_geo.cartography.publish import legend_colour, legend_dash
from ordos_geo.cartography.scene import MapScene
from ordos_geo.cartography.style import SHAPES
from ordos_geo.geodata import length_km
from ordos_geo.model import wording
from ordos_geo.ui.address import SELECTED

_TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=jinja2.StrictUndefined,
)


def render(template: str, **values: Any) -> None:
    """Show an HTML template of ui/templates; every value is escaped."""
    st.html(_TEMPLATES.get_template(template).render(wording=wording, **values))


def count_line(scene: MapScene) -> None:
    """显示 x / N 项, and the filters in words."""
    shown = wording.SHOWN_COUNT.format(shown=len(scene.feature_ids), total=scene.total)
    render("count.html", shown=shown, filters=scene.filters_in_words)


def legend(dataset: Dataset, scene: MapScene) -> None:
    """Every class on the map with its count; 示意 where it applies."""
    kinds = dataset.vocabularies["feature_kind"]
    groups = [
        (kinds.label(kind), [group for group in scene.classes if group.kind == kind])
        for kind in kinds.codes
    ]
    render(
        "legend.html",
        groups=[(label, classes) for label, classes in groups if classes],
        shapes=SHAPES,
        colour_of=legend_colour,
        dash_of=legend_dash,
        has_schematic=scene.has_schematic,
        has_links=any(group.kind == "link" for group in scene.classes),
        source_line=scene.source_line,
    )


def empty_notice(dataset: Dataset, selection: Selection) -> None:
    """Where nothing is left: which filter to drop to see something."""
    for dimension in selection.values:
        count = len(selected(dataset, selection.without(dimension)))
        if count:
            name = wording.DIMENSIONS[dimension]
            st.info(wording.EMPTY.format(dimension=name, count=count), icon=":material/info:")
            return
    st.info(wording.EMPTY_ALL, icon=":material/info:")


def feature_choice(dataset: Dataset, ids: pd.Index) -> None:
    """Choose a feature by name: the way for keyboards, and for what lies under something else."""
    names = dataset.features["name"]
    st.selectbox(
        wording.LIST,
        options=["", *ids],
        format_func=lambda feature_id: names[feature_id] if feature_id else wording.CHOOSE,
        key=SELECTED,
        label_visibility="collapsed",
    )


def detail(dataset: Dataset, scene: MapScene) -> None:
    """Clause, quote inside its measure, units and what is known of the place."""
    if not scene.selected_id:
        render("hint.html")
        return
    feature = dataset.features.loc[scene.selected_id]
    render("detail.html", **detail_values(dataset, feature))


def detail_values(dataset: Dataset, feature: pd.Series) -> dict[str, Any]:
    """What the detail panel says about one row of `Dataset.features`."""
    rows = [(wording.TYPE, dataset.type_label(feature["kind"], feature["type"]))]
    if feature["kind"] == "link":
        origin, destination = (dataset.places.loc[i, "name"] for i in feature["place_ids"])
        pattern = wording.DIRECTED if feature["directed"] else wording.MUTUAL
        rows.append((wording.SIDES, pattern.format(origin=origin, destination=destination)))
    if feature["stage"]:
        rows.append((wording.STAGE, dataset.vocabularies["stage"].label(feature["stage"])))
    precision = dataset.vocabularies["precision"][feature["precision"]]
    rows.append((wording.PRECISION, f"{precision.label_zh}（{precision.description}）"))
    if feature["kind"] == "project" and feature["geometry"].geom_type == "LineString":
        length = wording.LENGTH_KM.format(length_km=length_km(feature["geometry"]))
        rows.append((wording.LENGTH, length))
    rows += [(wording.BASIS, feature["basis"]), (wording.NOTE, feature["note"])]

    clause, before, after, units = wording.CONTEXT, "", "", ()
    if feature["measure_id"]:
        measure = dataset.plan.measure(feature["measure_id"])
        clause = wording.clause_label(measure.chapter_no, measure.no, measure.title)
        before, _, after = measure.text.partition(feature["quote"])
        units = measure.units
    return {
        "name": feature["name"],
        "clause": clause,
        "quote": feature["quote"],
        "before": before,
        "after": after,
        "units": units,
        "rows": [(label, value) for label, value in rows if value],
    }
