"""The month from above: figures, filters, and the board of units by state and status."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from ordos_geo import wording
from ordos_geo.analysis.reporting.overview import Tally, filtered_duties, tally, tally_by_unit
from ordos_geo.model.dates import day_label, time_label
from ordos_geo.model.reporting import Duty, ReportState, Status
from ordos_geo.reporting.rules.permissions import may_dispatch
from ordos_geo.ui.reporting.context import ReportingContext
from ordos_geo.ui.reporting.store import OpenMonth
from ordos_geo.ui.reporting.view_state import change_view, current_view
from ordos_geo.ui.shell.session import Session, session
from ordos_geo.ui.widgets.choice_table import choice_table
from ordos_geo.ui.widgets.markup import render

_FILTER = "dispatch_filter_{}"
_FIGURES = ("owed", "handed_in", "submitted", "returned", "approved", "late")
_FIELDS = {"sector": "sectors", "state": "states", "light": "statuses"}


def shown_duties(context: ReportingContext, opened: OpenMonth) -> tuple[Duty, ...]:
    """The duties that the view leaves, in the order of the plan."""
    return filtered_duties(context.dataset, opened.reports, opened.judged, current_view())


def figures(opened: OpenMonth, duties: Collection[Duty]) -> None:
    """应报, 已报, 待审, 退回, 已审定, 逾期 of what is shown."""
    found = tally(duties, opened.judged, opened.reports.late)
    total = len(opened.reports.round.duties)
    filtered = wording.reporting_pages.FILTERED_NOTE.format(shown=len(duties), total=total)
    render(
        "reporting/figures.html",
        words=wording.reporting_pages,
        figures=[(name, _figure(found, name), _note(found, name)) for name in _FIGURES],
        progress=wording.reporting_pages.HANDED_IN_PCT.format(percent=found.handed_in_pct),
        percent=found.handed_in_pct,
        status=_status(opened),
        filtered=filtered if len(duties) < total else "",
    )


def filters(context: ReportingContext, opened: OpenMonth) -> None:
    """Unit, sector, state and status, for a row of widgets."""
    vocabularies = context.dataset.vocabularies
    owing = {duty.unit_id for duty in opened.reports.round.duties}
    units = sorted(owing, key=context.texts.unit)
    unit_id = current_view().unit_id
    session.unit_choice = unit_id if unit_id in units else ""
    st.selectbox(
        wording.reporting_pages.UNIT_LIST_COLUMNS["unit"],
        options=["", *units],
        format_func=lambda code: (
            context.texts.unit(code) if code else wording.reporting_pages.ALL_UNITS
        ),
        key=Session.unit_choice.key,
        on_change=lambda: change_view(unit_id=session.unit_choice, task_id=""),
        label_visibility="collapsed",
        width=260,
    )
    for name, field in _FIELDS.items():
        vocabulary = vocabularies[{"state": "report_state"}.get(name, name)]
        key = _FILTER.format(name)
        chosen = getattr(current_view(), field)
        session.set_value(key, [code for code in vocabulary.codes if code in chosen])
        st.multiselect(
            wording.reporting_pages.FILTERS[name],
            options=list(vocabulary.codes),
            format_func=vocabulary.label,
            key=key,
            on_change=_on_filter,
            args=(name,),
            placeholder=wording.reporting_pages.FILTERS[name],
            label_visibility="collapsed",
            select_all=False,
        )


def unit_list(context: ReportingContext, opened: OpenMonth, duties: Collection[Duty]) -> None:
    """One row for each unit; choosing one opens its reports."""
    late = opened.reports.late
    tallies = tally_by_unit(duties, opened.judged, late)

    def choose(unit_id: str) -> None:
        if unit_id in tallies:
            change_view(unit_id=unit_id, task_id="")

    st.caption(wording.reporting_pages.UNIT_LIST_HINT)
    choice_table(
        "dispatch_units",
        "reporting/units.html",
        choose,
        words=wording.reporting_pages,
        rows=[(unit_id, context.texts.unit(unit_id), found) for unit_id, found in tallies.items()],
        total=tally(duties, opened.judged, late),
        states=list(context.dataset.vocabularies["report_state"]),
        statuses=list(context.dataset.vocabularies["light"]),
        shapes=wording.reporting.STATUS_SHAPES,
    )


def _on_filter(name: str) -> None:
    codes = session.value(_FILTER.format(name))
    types = {"sector": str, "state": ReportState, "light": Status}
    change_view(**{_FIELDS[name]: frozenset(map(types[name], codes))})


def _figure(found: Tally, name: str) -> int:
    if name in tuple(ReportState):
        return found.states[ReportState(name)]
    return int(getattr(found, name))


def _note(found: Tally, name: str) -> str:
    if name == "late" and found.handed_in_late:
        return wording.reporting_pages.HANDED_IN_LATE_NOTE.format(count=found.handed_in_late)
    return wording.reporting_pages.FIGURE_NOTES[name]


def _status(opened: OpenMonth) -> str:
    if opened.is_open:
        return wording.reporting_pages.ROUND_STATUS_OPEN.format(
            due=day_label(opened.reports.round.due_on)
        )
    return wording.reporting_pages.ROUND_STATUS_CLOSED.format(
        closed=time_label(opened.reports.round.events[-1].at)
    )


def no_rounds(context: ReportingContext) -> None:
    """Nothing was opened yet."""
    is_dispatcher = context.actor is not None and may_dispatch(context.actor)
    text = (
        wording.reporting_pages.NO_ROUNDS_DISPATCHER
        if is_dispatcher
        else wording.reporting_pages.NO_ROUNDS
    )
    st.info(text, icon=":material/info:")
