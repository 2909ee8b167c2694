"""The plan as a readable document with its commitments lit, and the same commitments as a table."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from ordos_geo import wording
from ordos_geo.analysis import TASKS, Dataset, Selection, counts
from ordos_geo.analysis.facts import feature_facts, target_words
from ordos_geo.analysis.quotes.annotations import annotate_plan, record_table, related
from ordos_geo.analysis.selection.dimensions import value_label
from ordos_geo.analysis.tables.export import layer_bytes
from ordos_geo.analysis.tables.layers import layer_frame
from ordos_geo.model import Measure
from ordos_geo.model.dates import day_label
from ordos_geo.ui.shell.session import Session, session
from ordos_geo.ui.widgets.filters import task_bar
from ordos_geo.ui.widgets.markup import markup

TEXT, TABLE = "text", "table"
_DOCUMENT = "register_document"
_ROWS = "register_rows"
_TABLE_HEIGHT = 600
_FORMATS = {"csv": "text/csv", "xlsx": "application/octet-stream"}
_TEMPLATES = Path(__file__).parent / "templates"

_document = st.components.v2.component(
    "ordos_plan_text",
    html='<div class="plan"></div>',
    css=(_TEMPLATES / "document.css").read_text(encoding="utf-8"),
    js=(_TEMPLATES / "document.js").read_text(encoding="utf-8"),
)


def register_bar(dataset: Dataset) -> Selection:
    """Text or table, and the filters, in one row; the selection that they make."""
    with st.container(key="filters", horizontal=True, vertical_alignment="center", gap="small"):
        session.begin(Session.plan_part.key, TEXT)
        st.segmented_control(
            wording.general.PAGE_REGISTER,
            options=[TEXT, TABLE],
            format_func={
                TEXT: wording.general.REGISTER_TEXT,
                TABLE: wording.general.REGISTER_TABLE,
            }.__getitem__,
            key=Session.plan_part.key,
            required=True,
            label_visibility="collapsed",
        )
        return task_bar(dataset)


def is_table_chosen() -> bool:
    """Whether the table is asked for, not the text."""
    return session.plan_part == TABLE


def document(dataset: Dataset, ids: pd.Index) -> None:
    """Contents, text with the commitments `ids` lit, and the panel of the chosen record."""
    segments = annotate_plan(dataset)
    chosen = session.selected_id
    _document(
        key=_DOCUMENT,
        data={
            "html": markup(
                "plan/document.html", plan=dataset.plan, segments=segments, date=_date(dataset)
            ),
            "panel": _panel(dataset, ids, chosen),
            "lit": list(ids),
            "chosen": chosen,
            "measure": _record_row(dataset, chosen)["measure_id"] if chosen else "",
        },
        on_chosen_change=_on_chosen,
    )


def table(dataset: Dataset, ids: pd.Index) -> None:
    """The commitments `ids` as a table, with downloads; choosing a row opens the text there."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{_count(dataset, ids)}**　{wording.general.REGISTER_ROW_HINT}")
        for form, mime in _FORMATS.items():
            st.download_button(
                wording.general.DOWNLOAD.format(format=form.upper()),
                data=partial(_download, dataset, ids, form),
                file_name=f"tasks.{form}",
                mime=mime,
                on_click="ignore",
                icon=":material/download:",
            )
    columns = wording.general.TASK_COLUMNS
    st.dataframe(
        task_rows(dataset, ids).rename(columns=columns),
        key=_ROWS,
        on_select=partial(_on_row, ids),
        selection_mode="single-row",
        hide_index=True,
        height=_TABLE_HEIGHT,
        column_config={
            columns["number"]: st.column_config.NumberColumn(width=55),
            columns["clause"]: st.column_config.TextColumn(width=75),
            columns["name"]: st.column_config.TextColumn(width=260),
            columns["targets"]: st.column_config.TextColumn(width=110),
            columns["units"]: st.column_config.TextColumn(width=230),
            columns["sector"]: st.column_config.TextColumn(width=85),
            columns["stage"]: st.column_config.TextColumn(width=85),
            columns["objects"]: st.column_config.NumberColumn(width=80),
        },
    )


def task_rows(dataset: Dataset, ids: pd.Index) -> pd.DataFrame:
    """What the table shows of the tasks `ids`, indexed by id.

    Columns are those of `wording.general.TASK_COLUMNS`.
    `number` counts in the order of the plan, over all tasks; `objects` is the number of map
    objects whose quotes share words with the task's.
    """
    segments = annotate_plan(dataset)
    numbers = {name: number for number, name in enumerate(dataset.tasks.index, start=1)}
    features = set(dataset.features.index)
    rows = []
    for task_id, task in _rows_of(dataset.tasks.loc[ids]):
        others = related(segments[task["measure_id"]], task_id)
        rows.append(
            {
                "number": numbers[task_id],
                "clause": _short_clause(dataset.plan.measure(task["measure_id"])),
                "name": task["name"],
                "sector": dataset.vocabularies["sector"].label(task["sector"]),
                "stage": dataset.vocabularies["stage"].label(task["stage"]),
                "targets": "；".join(_targets(dataset, others)),
                "units": _unit_names(dataset, task),
                "objects": len(features.intersection(others)),
                "quote": task["quote"],
            }
        )
    return pd.DataFrame(rows, index=ids, columns=list(wording.general.TASK_COLUMNS))


def _on_chosen() -> None:
    """Keep the id that was clicked in the document."""
    session.selected_id = session.value(_DOCUMENT).chosen or ""


def _on_row(ids: pd.Index) -> None:
    """Open the text at the chosen row. The rows are those of `ids`, however they are sorted."""
    rows = session.value(_ROWS).selection.rows
    if rows:
        session.selected_id = str(ids[rows[0]])
        session.plan_part = TEXT


def _download(dataset: Dataset, ids: pd.Index, form: str) -> bytes:
    return layer_bytes(layer_frame(dataset, "tasks", ids), form, name="tasks")


def _panel(dataset: Dataset, ids: pd.Index, chosen: str) -> str:
    """The chosen record, else what the filters leave, else a summary of the whole plan."""
    is_whole = len(ids) == len(dataset.tasks)
    is_list = not chosen and not is_whole
    return markup(
        "plan/panel.html",
        count=_count(dataset, ids),
        record=_record(dataset, chosen) if chosen else None,
        tasks=_listed(dataset, ids) if is_list else [],
        is_whole=is_whole,
        summary=[]
        if chosen or is_list
        else [_bars(dataset, code) for code in ("stage", "unknown", "sector")],
    )


def _listed(dataset: Dataset, ids: pd.Index) -> list[dict[str, str]]:
    return [
        {
            "id": task_id,
            "name": task["name"],
            "clause": _short_clause(dataset.plan.measure(task["measure_id"])),
        }
        for task_id, task in _rows_of(dataset.tasks.loc[ids])
    ]


def _bars(dataset: Dataset, dimension: str) -> tuple[str, list[dict[str, Any]]]:
    """How many commitments each value of a dimension has, as lengths in percent of the most."""
    found = {code: n for code, n in counts(dataset, Selection(), dimension, TASKS).items() if n}
    label = partial(value_label, dataset, dimension)
    bars = [
        {"label": label(code), "count": count, "percent": round(100 * count / max(found.values()))}
        for code, count in found.items()
    ]
    return wording.general.DIMENSIONS[dimension], bars


def _record(dataset: Dataset, record_id: str) -> dict[str, Any]:
    """What the panel says about one record, and what shares words of the plan with it."""
    row = _record_row(dataset, record_id)
    measure = dataset.plan.measure(row["measure_id"])
    others = related(annotate_plan(dataset)[measure.id], record_id)
    features = [dataset.features.loc[name] for name in others if name in dataset.features.index]
    corridors = dataset.register.corridors
    return {
        "id": record_id,
        "name": row["name"],
        "kind": wording.general.RECORD_KINDS[record_table(dataset, record_id)],
        "clause": value_label(dataset, "measure_id", measure.id),
        "is_on_map": record_id in dataset.features.index,
        "rows": _rows(dataset, record_id, others),
        "tasks": [
            {"id": name, "name": dataset.tasks.loc[name, "name"]}
            for name in others
            if name in dataset.tasks.index
        ],
        "objects": [
            {
                "id": feature.name,
                "name": feature["name"],
                "type": dataset.type_label(feature["kind"], feature["type"]),
            }
            for feature in features
        ],
        "corridors": [corridors.loc[name, "name"] for name in others if name in corridors.index],
    }


def _rows(dataset: Dataset, record_id: str, others: tuple[str, ...]) -> list[tuple[str, str]]:
    """Labels and values of the panel."""
    if record_id in dataset.features.index:
        return list(feature_facts(dataset, record_id).rows)
    if record_id not in dataset.tasks.index:
        return [
            (wording.general.RECORD_KINDS["targets"], text)
            for text in _targets(dataset, [record_id])
        ]
    task = _row(dataset.tasks, record_id)
    labels = wording.general.TASK_COLUMNS
    rows = [
        (labels["sector"], dataset.vocabularies["sector"].label(task["sector"])),
        (labels["stage"], dataset.vocabularies["stage"].label(task["stage"])),
        *((labels["targets"], text) for text in _targets(dataset, others)),
        (labels["units"], _unit_names(dataset, task)),
        (wording.general.DIMENSIONS["unknown"], _gaps(dataset, record_id)),
        (wording.general.NOTE, task["note"]),
    ]
    return [(label, value) for label, value in rows if value]


def _gaps(dataset: Dataset, task_id: str) -> str:
    """What the plan leaves open about a task."""
    gaps: tuple[str, ...] = dataset.tasks["unknown"][task_id]
    return "、".join(dataset.vocabularies["unknown"].label(code) for code in gaps)


def _row(frame: pd.DataFrame, row_id: str) -> dict[str, Any]:
    """One row of a frame that is indexed by id."""
    return dict(zip(frame.columns, frame.loc[row_id], strict=True))


def _rows_of(frame: pd.DataFrame) -> Iterator[tuple[str, dict[str, Any]]]:
    """Id and cells of each row of a frame that is indexed by id."""
    for row_id, row in zip(frame.index, frame.to_dict("records"), strict=True):
        yield str(row_id), {str(column): value for column, value in row.items()}


def _record_row(dataset: Dataset, record_id: str) -> dict[str, Any]:
    return _row(dataset.register.table(record_table(dataset, record_id)), record_id)


def _targets(dataset: Dataset, record_ids: tuple[str, ...] | list[str]) -> list[str]:
    """The targets among the records, in words."""
    targets = dataset.register.targets
    return [
        target_words(target)
        for target in (_row(targets, name) for name in record_ids if name in targets.index)
    ]


def _unit_names(dataset: Dataset, task: dict[str, Any]) -> str:
    names = dataset.register.units["name"]
    return "、".join(str(names[unit_id]) for unit_id in task["own_units"])


def _short_clause(measure: Measure) -> str:
    return wording.general.short_clause(measure.chapter_no, measure.no)


def _count(dataset: Dataset, ids: pd.Index) -> str:
    return wording.general.TASK_COUNT.format(shown=len(ids), total=len(dataset.tasks))


def _date(dataset: Dataset) -> str:
    date = dataset.plan.head.date
    return day_label(date) if date else ""
