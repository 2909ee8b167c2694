import streamlit as st

from ordos_geo.ui.dispatch_page import Desk, dispatch_page, load_month, month_choice
from ordos_geo.ui.dispatch_report import (
    may_enter,
    report_desk,
    report_head,
    reporting_unit,
    unit_duties_of,
)
from ordos_geo.ui.dispatch_rounds import no_rounds
from ordos_geo.ui.dispatch_view import current_view
from ordos_geo.ui.dispatch_workbook import workbook_part, workbook_switch


@dispatch_page("month", "unit", "task")
def report(desk: Desk) -> None:
    if not may_enter(desk):
        return
    if not desk.months:
        no_rounds(desk)
        return
    opened = load_month(desk, current_view().month)
    with st.container(key="filters", horizontal=True, vertical_alignment="center", gap="small"):
        month_choice(desk)
        unit_id = reporting_unit(desk, opened)
        is_offline = workbook_switch(opened)
    duties = unit_duties_of(desk, opened, unit_id)
    report_head(desk, opened, unit_id, duties)
    if is_offline:
        workbook_part(desk, opened, unit_id)
    else:
        report_desk(desk, opened, duties)


report()
