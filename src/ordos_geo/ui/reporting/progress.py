"""The change between two rounds, in sentences and as a table; the statuses by task and by unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from ordos_geo import wording
from ordos_geo.analysis.reporting.change import (
    DutyChange,
    RoundChange,
    StatusChange,
    WorkChange,
    change_headings,
    change_sentences,
    change_table,
    round_change,
)
from ordos_geo.analysis.reporting.overview import tally
from ordos_geo.analysis.tables.export import layer_bytes
from ordos_geo.model.reporting import Duty, Month
from ordos_geo.ui.reporting.context import ReportingContext, load_month
from ordos_geo.ui.reporting.store import OpenMonth
from ordos_geo.ui.reporting.view_state import change_view, current_view
from ordos_geo.ui.shell.session import Session, session
from ordos_geo.ui.widgets.choice_table import choice_table
from ordos_geo.ui.widgets.markup import render

MAP, CHANGE, TASKS, UNITS = "map", "change", "tasks", "units"
_KINDS = "progress_kinds"
_MOST_ROWS = 200
"""Longer tables are not sent: the filters lead to every row, and the download holds them all."""

Kind = WorkChange | StatusChange
_NO_CHANGE = frozenset({WorkChange.UNCHANGED, StatusChange.STEADY})


def month_slider(context: ReportingContext) -> None:
    """Which month is looked at, and with which earlier one it is compared."""
    months = context.months
    if len(months) > 1:
        session.progress_month = current_view().month
        st.select_slider(
            wording.reporting_pages.PROGRESS_MONTHS,
            options=list(months),
            format_func=lambda month: month.label,
            key=Session.progress_month.key,
            on_change=lambda: change_view(month=session.progress_month),
            label_visibility="collapsed",
            width=300,
        )
    else:
        st.markdown(f"**{months[-1].label}**")
    earlier = earlier_months(context)
    if not earlier:
        return
    session.progress_since = compared_month(context)
    st.selectbox(
        wording.reporting_pages.PROGRESS_SINCE,
        options=list(reversed(earlier)),
        format_func=lambda month: wording.reporting_pages.PROGRESS_WITH.format(month=month.label),
        key=Session.progress_since.key,
        on_change=lambda: change_view(since=session.progress_since),
        label_visibility="collapsed",
        width=170,
    )


def earlier_months(context: ReportingContext) -> tuple[Month, ...]:
    """The months before the one that is looked at."""
    month = current_view().month
    return tuple(each for each in context.months if month is not None and each < month)


def compared_month(context: ReportingContext) -> Month | None:
    """The earlier month of the comparison: the chosen one, else the one before; None without."""
    earlier = earlier_months(context)
    since = current_view().since
    if since in earlier:
        return since
    return earlier[-1] if earlier else None


def changed(context: ReportingContext, opened: OpenMonth) -> RoundChange | None:
    """What moved since the month of the comparison; None where there is none."""
    since = compared_month(context)
    if since is None:
        return None
    before = load_month(context, since)
    return round_change(since, before.judged, opened.month, opened.judged)


def sentences(change: RoundChange | None, duties: Collection[Duty]) -> None:
    """The change in two sentences, of what the filters leave."""
    if change is None:
        st.info(wording.reporting_pages.PROGRESS_ONE_ROUND, icon=":material/info:")
        return
    render("reporting/sentences.html", sentences=change_sentences(change.narrowed_to(duties)))


def part_choice() -> str:
    """The map, the change, or the statuses by task or by unit.

    An address that names a task opens its history, which is shown beside the change.
    """
    session.begin(Session.progress_part.key, CHANGE if current_view().task_id else MAP)
    st.segmented_control(
        wording.reporting_pages.PAGE_PROGRESS,
        options=[MAP, CHANGE, TASKS, UNITS],
        format_func=wording.reporting_pages.PROGRESS_VIEWS.__getitem__,
        key=Session.progress_part.key,
        required=True,
        label_visibility="collapsed",
    )
    return session.progress_part


def change_list(context: ReportingContext, change: RoundChange, duties: Collection[Duty]) -> None:
    """A row for each duty that moved; choosing one shows its history beside."""
    narrowed = change.narrowed_to(duties)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        kinds = _kind_choice(narrowed)
        _download(context, narrowed)
    shown = replace(narrowed, changes=tuple(e for e in narrowed.changes if _is_of(e, kinds)))
    table = change_table(context.texts, shown)
    rows = table.head(_MOST_ROWS)
    if len(table) > _MOST_ROWS:
        st.caption(
            wording.reporting_pages.PROGRESS_FIRST.format(shown=_MOST_ROWS, total=len(table))
        )
    ids = {f"{task_id}/{unit_id}": task_id for task_id, unit_id in rows.index}

    def choose(row_id: str) -> None:
        if row_id in ids:
            change_view(task_id=ids[row_id])

    statuses = {each.duty: each.after.verdict.status for each in shown.changes if each.after}
    with st.container(key="dispatch_changes"):
        choice_table(
            "dispatch_change",
            "reporting/change.html",
            choose,
            words=wording.reporting_pages,
            months=f"{change.earlier.label} → {change.later.label}",
            rows=[
                (row_id, statuses.get(Duty(*key), ""), row)
                for row_id, key, row in zip(ids, rows.index, rows.to_dict("records"), strict=True)
            ],
        )


def task_list(context: ReportingContext, opened: OpenMonth, duties: Collection[Duty]) -> None:
    """The statuses of each task over its units; choosing one shows its history beside."""
    by_task: dict[str, list[Duty]] = {}
    for duty in duties:
        by_task.setdefault(duty.task_id, []).append(duty)

    def choose(task_id: str) -> None:
        if task_id in by_task:
            change_view(task_id=task_id)

    choice_table(
        "dispatch_tasks",
        "reporting/tasks.html",
        choose,
        chosen=current_view().task_id,
        words=wording.reporting_pages,
        statuses=list(context.dataset.vocabularies["light"]),
        shapes=wording.reporting.STATUS_SHAPES,
        rows=[
            (
                task_id,
                context.texts.task(task_id),
                tally(of_task, opened.judged, opened.reports.late),
            )
            for task_id, of_task in by_task.items()
        ],
    )


def _kind_choice(change: RoundChange) -> frozenset[Kind]:
    """Kinds of change as chips with their counts; none chosen means all of them."""
    counts: Counter[Kind] = Counter()
    for each in change.changes:
        counts.update([each.work, each.status])
    offered = [kind for kind in (*WorkChange, *StatusChange) if kind not in _NO_CHANGE]
    labels = {**wording.reporting.WORK_CHANGES, **wording.reporting.STATUS_CHANGES}
    chosen = st.pills(
        wording.reporting_pages.PROGRESS_CHANGED,
        options=[kind for kind in offered if counts[kind]],
        format_func=lambda kind: f"{labels[kind]} {counts[kind]}",
        selection_mode="multi",
        key=_KINDS,
        label_visibility="collapsed",
    )
    return frozenset(chosen or offered)


def _is_of(each: DutyChange, kinds: Collection[Kind]) -> bool:
    return each.work in kinds or each.status in kinds


def _download(context: ReportingContext, change: RoundChange) -> None:
    name = wording.reporting_pages.PROGRESS_FILE.format(
        later=change.later.label, earlier=change.earlier.label
    )
    st.download_button(
        wording.reporting_pages.PROGRESS_DOWNLOAD,
        data=partial(_workbook, context, change),
        file_name=f"{context.file_prefix}{name}.xlsx",
        icon=":material/download:",
        on_click="ignore",
    )


def _workbook(context: ReportingContext, change: RoundChange) -> bytes:
    table: pd.DataFrame = change_table(context.texts, change).rename(
        columns=change_headings(change)
    )
    return layer_bytes(table.reset_index(drop=True), "xlsx")
