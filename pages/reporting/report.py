import streamlit as st

from ordos_geo.ui.reporting.context import (
    ReportingContext,
    load_month,
    month_choice,
    reporting_page,
)
from ordos_geo.ui.reporting.month_overview import no_rounds
from ordos_geo.ui.reporting.unit_reports import (
    may_enter,
    report_desk,
    report_head,
    reporting_unit,
    unit_duties_of,
)
from ordos_geo.ui.reporting.view_state import current_view
from ordos_geo.ui.reporting.workbook_exchange import workbook_part, workbook_switch


@reporting_page("report")
def report(desk: ReportingContext) -> None:
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
