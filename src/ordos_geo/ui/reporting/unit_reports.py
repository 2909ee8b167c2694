"""A unit's own tasks: whose they are, the list, and the report that is being written."""

from __future__ import annotations

import streamlit as st

from ordos_geo import wording
from ordos_geo.analysis.reporting.overview import filtered_duties, tally
from ordos_geo.analysis.reporting.view import ReportingView
from ordos_geo.model.dates import day_label
from ordos_geo.model.reporting import Duty, ReportState, Role
from ordos_geo.reporting.rules.permissions import may_report
from ordos_geo.ui.reporting.context import ReportingContext
from ordos_geo.ui.reporting.drafts import changed_duties
from ordos_geo.ui.reporting.duty_list import duty_list
from ordos_geo.ui.reporting.report_card import last_month_card, report_card
from ordos_geo.ui.reporting.report_form import report_form
from ordos_geo.ui.reporting.store import OpenMonth
from ordos_geo.ui.reporting.view_state import change_view, current_view
from ordos_geo.ui.shell.session import Session, session
from ordos_geo.ui.shell.sign_in import sign_in_form
from ordos_geo.ui.widgets.filters import escape_markdown
from ordos_geo.ui.widgets.markup import render


def may_enter(context: ReportingContext) -> bool:
    """Whether somebody is signed in who reports; else the page says what is needed."""
    if context.actor is None:
        sign_in_form("report", wording.reporting_pages.SIGN_IN_TO_REPORT)
        return False
    if context.actor.role is Role.VIEWER:
        st.info(wording.reporting_pages.VIEWER_CANNOT_REPORT, icon=":material/lock:")
        return False
    return True


def reporting_unit(context: ReportingContext, opened: OpenMonth) -> str:
    """The unit that is reported for: a reporter's own, whatever the address says.

    A dispatcher chooses one.
    """
    actor = context.actor
    if actor is None:
        return ""
    if actor.role is not Role.DISPATCHER:
        _turn_to(actor.unit_id)
        return actor.unit_id
    owing = {duty.unit_id for duty in opened.reports.round.duties}
    units = sorted(owing, key=context.texts.unit)
    if current_view().unit_id not in owing:
        _turn_to(units[0])
    session.reporting_unit = current_view().unit_id
    st.selectbox(
        wording.reporting_pages.REPORT_FOR,
        options=units,
        format_func=context.texts.unit,
        key=Session.reporting_unit.key,
        on_change=lambda: change_view(unit_id=session.reporting_unit, task_id=""),
        label_visibility="collapsed",
        width=300,
    )
    return current_view().unit_id


def _turn_to(unit_id: str) -> None:
    """Show that unit; the task of an address that names no unit is kept."""
    view = current_view()
    if view.unit_id != unit_id:
        change_view(unit_id=unit_id, task_id="" if view.unit_id else view.task_id)


def unit_duties_of(context: ReportingContext, opened: OpenMonth, unit_id: str) -> tuple[Duty, ...]:
    """What the unit owes in the month, in the order of the plan."""
    view = ReportingView(unit_id=unit_id)
    return filtered_duties(context.dataset, opened.reports, opened.judged, view)


def report_head(
    context: ReportingContext, opened: OpenMonth, unit_id: str, duties: tuple[Duty, ...]
) -> None:
    """Unit, month, how much is done, until when; and who writes for whom."""
    found = tally(duties, opened.judged, opened.reports.late)
    render(
        "reporting/report_head.html",
        unit=context.texts.unit(unit_id),
        month=opened.month.label,
        left=wording.reporting_pages.REPORT_LEFT.format(done=found.handed_in, total=found.owed),
        percent=found.handed_in_pct,
        due=wording.reporting_pages.ROUND_STATUS_OPEN.format(
            due=day_label(opened.reports.round.due_on)
        )
        if opened.is_open
        else "",
    )
    if not opened.is_open:
        month = opened.month.label
        st.warning(
            wording.reporting_pages.REPORT_CLOSED.format(month=month), icon=":material/lock:"
        )
    elif context.actor is not None and context.actor.role is Role.DISPATCHER:
        unit = escape_markdown(context.texts.unit(unit_id))
        st.warning(
            wording.reporting_pages.REPORT_ON_BEHALF.format(unit=unit), icon=":material/edit_note:"
        )


def reports_editor(context: ReportingContext, opened: OpenMonth, duties: tuple[Duty, ...]) -> None:
    """The list, the form of the chosen task, and last month's report beside it."""
    chosen = _chosen(opened, duties)
    if chosen is None:
        unit = escape_markdown(context.texts.unit(current_view().unit_id))
        text = wording.reporting_pages.REPORT_NOT_OWED.format(month=opened.month.label, unit=unit)
        st.info(text, icon=":material/info:")
        return
    listed, written, before = st.columns([10, 9, 5], gap="small")
    with listed, st.container(key="dispatch_list"):
        unsaved = changed_duties(opened.month)
        duty_list(
            context, opened, duties, _choose, chosen=chosen, has_previous=False, unsaved=unsaved
        )
    with written, st.container(key="dispatch_form"):
        if opened.is_open and context.actor and may_report(context.actor, chosen.unit_id):
            report_form(context, opened, chosen)
        else:
            report_card(context, opened, chosen)
    with before:
        last_month_card(context, opened, chosen)


def _chosen(opened: OpenMonth, duties: tuple[Duty, ...]) -> Duty | None:
    """The duty of the view's task, else the first returned, else the first not handed in."""
    task_id = current_view().task_id
    for duty in duties:
        if duty.task_id == task_id:
            return duty
    reports = {duty: opened.judged[duty].report for duty in duties}
    returned = [duty for duty in duties if reports[duty].state is ReportState.RETURNED]
    missing = [duty for duty in duties if not reports[duty].is_handed_in]
    return next(iter([*returned, *missing, *duties]), None)


def _choose(duty: Duty) -> None:
    change_view(task_id=duty.task_id)
