import streamlit as st

from ordos_geo.ui.reporting.context import ReportingContext, load_month, reporting_page
from ordos_geo.ui.reporting.month_overview import filters, no_rounds, shown_duties, unit_list
from ordos_geo.ui.reporting.progress import (
    CHANGE,
    MAP,
    TASKS,
    change_list,
    changed,
    month_slider,
    part_choice,
    sentences,
    task_list,
)
from ordos_geo.ui.reporting.status_map import status_map
from ordos_geo.ui.reporting.timeline import timeline
from ordos_geo.ui.reporting.view_state import current_view


@reporting_page("progress")
def progress(context: ReportingContext) -> None:
    if not context.months:
        no_rounds(context)
        return
    opened = load_month(context, current_view().month)
    with st.container(key="filters", horizontal=True, vertical_alignment="center", gap="small"):
        month_slider(context)
        filters(context, opened)
    duties = shown_duties(context, opened)
    change = changed(context, opened)
    with st.container(key="progress_head", horizontal=True, vertical_alignment="center"):
        sentences(change, duties)
        part = part_choice()
    if part == MAP:
        status_map(context, opened, duties, change)
        return
    listed, beside = st.columns([3, 1], gap="medium")
    with listed, st.container(key="dispatch_moves"):
        if part == TASKS:
            task_list(context, opened, duties)
        elif part == CHANGE and change is not None:
            change_list(context, change, duties)
        else:
            unit_list(context, opened, duties)
    with beside, st.container(key="dispatch_history"):
        timeline(context)


progress()
