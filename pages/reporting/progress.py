import streamlit as st

from ordos_geo.ui.reporting.context import ReportingContext, load_month, reporting_page
from ordos_geo.ui.reporting.month_overview import filters, no_rounds, shown_duties, unit_board
from ordos_geo.ui.reporting.progress import (
    CHANGE,
    MAP,
    TASKS,
    change_board,
    changed,
    month_slider,
    part_choice,
    sentences,
    task_board,
)
from ordos_geo.ui.reporting.status_map import status_map
from ordos_geo.ui.reporting.timeline import timeline
from ordos_geo.ui.reporting.view_state import current_view


@reporting_page("progress")
def progress(desk: ReportingContext) -> None:
    if not desk.months:
        no_rounds(desk)
        return
    opened = load_month(desk, current_view().month)
    with st.container(key="filters", horizontal=True, vertical_alignment="center", gap="small"):
        month_slider(desk)
        filters(desk, opened)
    duties = shown_duties(desk, opened)
    change = changed(desk, opened)
    with st.container(key="progress_head", horizontal=True, vertical_alignment="center"):
        sentences(change, duties)
        part = part_choice()
    if part == MAP:
        status_map(desk, opened, duties, change)
        return
    listed, beside = st.columns([3, 1], gap="medium")
    with listed, st.container(key="dispatch_moves"):
        if part == TASKS:
            task_board(desk, opened, duties)
        elif part == CHANGE and change is not None:
            change_board(desk, change, duties)
        else:
            unit_board(desk, opened, duties)
    with beside, st.container(key="dispatch_history"):
        timeline(desk)


progress()
