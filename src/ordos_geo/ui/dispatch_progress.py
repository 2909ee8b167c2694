"""The change between two rounds, in sentences and as a table; the lights by task and by unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from ordos_geo.analysis.dispatch import (
    DutyChange,
    LightChange,
    RoundChange,
    WorkChange,
    change_headings,
    change_sentences,
    change_table,
    round_change,
)
from ordos_geo.analysis.export import layer_bytes
from ordos_geo.analysis.round_overview import tally
from ordos_geo.model import wording_dispatch as dispatch_wording
from ordos_geo.model import wording_dispatch_pages as wording
from ordos_geo.model.dispatch import Duty, Month
from ordos_geo.ui.board import board
from ordos_geo.ui.dispatch_page import Desk, load_month
from ordos_geo.ui.dispatch_store import OpenMonth
from ordos_geo.ui.dispatch_view import change_view, current_view
from ordos_geo.ui.panels import render

MAP, CHANGE, TASKS, UNITS = "map", "change", "tasks", "units"
_PART, _SINCE, _MONTH, _KINDS = (
    "progress_part",
    "progress_since",
    "progress_month",
    "progress_kinds",
)
_MOST_ROWS = 200
"""Longer tables are not sent: the filters lead to every row, and the download holds them all."""

Kind = WorkChange | LightChange
_NO_CHANGE = frozenset({WorkChange.UNCHANGED, LightChange.STEADY})


def month_slider(desk: Desk) -> None:
    """Which month is looked at, and with which earlier one it is compared."""
    months = desk.months
    if len(months) > 1:
        st.session_state[_MONTH] = current_view().month
        st.select_slider(
            wording.PROGRESS_MONTHS,
            options=list(months),
            format_func=lambda month: month.label,
            key=_MONTH,
            on_change=lambda: change_view(month=st.session_state[_MONTH]),
            label_visibility="collapsed",
            width=300,
        )
    else:
        st.markdown(f"**{months[-1].label}**")
    earlier = earlier_months(desk)
    if not earlier:
        return
    st.session_state[_SINCE] = compared_month(desk)
    st.selectbox(
        wording.PROGRESS_SINCE,
        options=list(reversed(earlier)),
        format_func=lambda month: wording.PROGRESS_WITH.format(month=month.label),
        key=_SINCE,
        on_change=lambda: change_view(since=st.session_state[_SINCE]),
        label_visibility="collapsed",
        width=170,
    )


def earlier_months(desk: Desk) -> tuple[Month, ...]:
    """The months before the one that is looked at."""
    month = current_view().month
    return tuple(each for each in desk.months if month is not None and each < month)


def compared_month(desk: Desk) -> Month | None:
    """The earlier month of the comparison: the chosen one, else the one before; None without."""
    earlier = earlier_months(desk)
    since = current_view().since
    if since in earlier:
        return since
    return earlier[-1] if earlier else None


def changed(desk: Desk, opened: OpenMonth) -> RoundChange | None:
    """What moved since the month of the comparison; None where there is none."""
    since = compared_month(desk)
    if since is None:
        return None
    before = load_month(desk, since)
    return round_change(since, before.standings, opened.month, opened.standings)


def sentences(change: RoundChange | None, duties: Collection[Duty]) -> None:
    """The change in two sentences, of what the filters leave."""
    if change is None:
        st.info(wording.PROGRESS_ONE_ROUND, icon=":material/info:")
        return
    render("dispatch_sentences.html", sentences=change_sentences(change.narrowed_to(duties)))


def part_choice() -> str:
    """The map, the change, or the lights by task or by unit.

    An address that names a task opens its history, which stands beside the change.
    """
    st.session_state.setdefault(_PART, CHANGE if current_view().task_id else MAP)
    st.segmented_control(
        wording.PAGE_PROGRESS,
        options=[MAP, CHANGE, TASKS, UNITS],
        format_func=wording.PROGRESS_VIEWS.__getitem__,
        key=_PART,
        required=True,
        label_visibility="collapsed",
    )
    return str(st.session_state[_PART])


def change_board(desk: Desk, change: RoundChange, duties: Collection[Duty]) -> None:
    """A row for each duty that moved; choosing one shows its history beside."""
    narrowed = change.narrowed_to(duties)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        kinds = _kind_choice(narrowed)
        _download(desk, narrowed)
    shown = replace(narrowed, changes=tuple(e for e in narrowed.changes if _is_of(e, kinds)))
    table = change_table(desk.dataset, shown)
    rows = table.head(_MOST_ROWS)
    if len(table) > _MOST_ROWS:
        st.caption(wording.PROGRESS_FIRST.format(shown=_MOST_ROWS, total=len(table)))
    ids = {f"{task_id}/{unit_id}": task_id for task_id, unit_id in rows.index}

    def choose(row_id: str) -> None:
        if row_id in ids:
            change_view(task_id=ids[row_id])

    lights = {each.duty: each.after.verdict.light for each in shown.changes if each.after}
    with st.container(key="dispatch_changes"):
        board(
            "dispatch_change",
            "dispatch_change.html",
            choose,
            words=wording,
            months=f"{change.earlier.label} → {change.later.label}",
            rows=[
                (row_id, lights.get(Duty(*key), ""), row)
                for row_id, key, row in zip(ids, rows.index, rows.to_dict("records"), strict=True)
            ],
        )


def task_board(desk: Desk, opened: OpenMonth, duties: Collection[Duty]) -> None:
    """The lights of each task over its units; choosing one shows its history beside."""
    by_task: dict[str, list[Duty]] = {}
    for duty in duties:
        by_task.setdefault(duty.task_id, []).append(duty)

    def choose(task_id: str) -> None:
        if task_id in by_task:
            change_view(task_id=task_id)

    board(
        "dispatch_tasks",
        "dispatch_tasks.html",
        choose,
        chosen=current_view().task_id,
        words=wording,
        lights=list(desk.dataset.vocabularies["light"]),
        shapes=dispatch_wording.LIGHT_SHAPES,
        rows=[
            (
                task_id,
                desk.texts.task(task_id),
                tally(of_task, opened.standings, opened.reports.late),
            )
            for task_id, of_task in by_task.items()
        ],
    )


def _kind_choice(change: RoundChange) -> frozenset[Kind]:
    """Kinds of change as chips with their counts; none chosen means all of them."""
    counts: Counter[Kind] = Counter()
    for each in change.changes:
        counts.update([each.work, each.light])
    offered = [kind for kind in (*WorkChange, *LightChange) if kind not in _NO_CHANGE]
    labels = {**dispatch_wording.WORK_CHANGES, **dispatch_wording.LIGHT_CHANGES}
    chosen = st.pills(
        wording.PROGRESS_CHANGED,
        options=[kind for kind in offered if counts[kind]],
        format_func=lambda kind: f"{labels[kind]} {counts[kind]}",
        selection_mode="multi",
        key=_KINDS,
        label_visibility="collapsed",
    )
    return frozenset(chosen or offered)


def _is_of(each: DutyChange, kinds: Collection[Kind]) -> bool:
    return each.work in kinds or each.light in kinds


def _download(desk: Desk, change: RoundChange) -> None:
    name = wording.PROGRESS_FILE.format(later=change.later.label, earlier=change.earlier.label)
    st.download_button(
        wording.PROGRESS_DOWNLOAD,
        data=partial(_workbook, desk, change),
        file_name=f"{desk.file_prefix}{name}.xlsx",
        icon=":material/download:",
        on_click="ignore",
    )


def _workbook(desk: Desk, change: RoundChange) -> bytes:
    table: pd.DataFrame = change_table(desk.dataset, change).rename(columns=change_headings(change))
    return layer_bytes(table.reset_index(drop=True), "xlsx")
