"""The reports of one unit: read, approve, return with a reason."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from ordos_geo import wording
from ordos_geo.model.reporting import Duty, Month, ReportState
from ordos_geo.reporting.rules.permissions import may_dispatch
from ordos_geo.reporting.rules.validation import REASON_LIMIT_CHARACTERS
from ordos_geo.ui.reporting.context import ReportingContext
from ordos_geo.ui.reporting.duty_list import duty_list
from ordos_geo.ui.reporting.messages import telling
from ordos_geo.ui.reporting.report_card import report_card
from ordos_geo.ui.reporting.store import OpenMonth
from ordos_geo.ui.reporting.view_state import change_view, current_view
from ordos_geo.ui.shell.session import private_key, session
from ordos_geo.ui.shell.sign_in import acting
from ordos_geo.ui.widgets.filters import escape_markdown

_RETURNABLE = frozenset({ReportState.SUBMITTED, ReportState.APPROVED})


def unit_review(context: ReportingContext, opened: OpenMonth, duties: Collection[Duty]) -> None:
    """The unit's duties, and beside them the chosen report and what can be done with it."""
    chosen = _chosen(opened, duties)
    is_dispatcher = context.actor is not None and may_dispatch(context.actor)
    listed, read = st.columns([11, 9], gap="medium")
    with listed:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.button(
                wording.reporting_pages.UNIT_BACK, icon=":material/arrow_back:", on_click=_to_all
            )
            unit = context.texts.unit(current_view().unit_id)
            st.markdown(f"**{escape_markdown(unit)}**　{wording.reporting_pages.DUTY_HINT}")
        duty_list(context, opened, duties, _choose, chosen=chosen)
    with read, st.container(key="dispatch_side"):
        if chosen is not None:
            report_card(context, opened, chosen)
            if is_dispatcher:
                _decision(context, opened, chosen)
        if is_dispatcher:
            _approve_all(context, opened, duties)


def _chosen(opened: OpenMonth, duties: Collection[Duty]) -> Duty | None:
    """The duty of the view's task, else the first that waits for review, else the first."""
    task_id = current_view().task_id
    waiting = (d for d in duties if opened.judged[d].report.state is ReportState.SUBMITTED)
    first = next(waiting, next(iter(duties), None))
    return next((duty for duty in duties if duty.task_id == task_id), first)


def _choose(duty: Duty) -> None:
    change_view(task_id=duty.task_id)


def _to_all() -> None:
    change_view(unit_id="", task_id="")


def _decision(context: ReportingContext, opened: OpenMonth, duty: Duty) -> None:
    """Approve or return the version that is on the screen, no later one."""
    report = opened.judged[duty].report
    key = private_key(f"return_{opened.month}_{duty}_{report.version}")
    if report.state in _RETURNABLE and opened.is_open:
        st.text_area(
            wording.reporting_pages.RETURN_REASON_HINT,
            key=key,
            max_chars=REASON_LIMIT_CHARACTERS,
            height=70,
        )
    with st.container(horizontal=True, gap="small"):
        if report.state is ReportState.SUBMITTED:
            st.button(
                wording.reporting_pages.APPROVE,
                icon=":material/check:",
                type="primary",
                on_click=_approve,
                args=(context, opened.month, {duty: report.version}),
            )
        if report.state in _RETURNABLE and opened.is_open:
            st.button(
                wording.reporting_pages.RETURN,
                icon=":material/undo:",
                on_click=_send_back,
                args=(context, opened.month, duty, report.version, key),
            )


def _approve_all(context: ReportingContext, opened: OpenMonth, duties: Collection[Duty]) -> None:
    waiting = {
        duty: opened.judged[duty].report.version
        for duty in duties
        if opened.judged[duty].report.state is ReportState.SUBMITTED
    }
    if len(waiting) < 2:
        return
    unit = context.texts.unit(current_view().unit_id)
    with st.popover(
        wording.reporting_pages.APPROVE_ALL.format(count=len(waiting)), icon=":material/done_all:"
    ):
        st.markdown(
            wording.reporting_pages.APPROVE_ALL_CONFIRM.format(unit=unit, count=len(waiting))
        )
        st.button(
            wording.reporting_pages.CONFIRM,
            key="approve_all",
            type="primary",
            on_click=_approve,
            args=(context, opened.month, waiting),
        )


def _approve(context: ReportingContext, month: Month, versions: dict[Duty, int]) -> None:
    with telling(context.texts, wording.reporting_pages.APPROVED.format(count=len(versions))):
        context.store.repository.approve(month, versions, acting())


def _send_back(context: ReportingContext, month: Month, duty: Duty, version: int, key: str) -> None:
    reason = session.value(key) or ""
    with telling(context.texts, wording.reporting_pages.RETURNED):
        context.store.repository.send_back(month, duty, version, acting(), reason=reason)
