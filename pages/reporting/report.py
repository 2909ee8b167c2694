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
    report_head,
    reporting_unit,
    reports_editor,
    unit_duties_of,
)
from ordos_geo.ui.reporting.view_state import current_view
from ordos_geo.ui.reporting.workbook_exchange import workbook_part, workbook_switch


@reporting_page("report")
def report(context: ReportingContext) -> None:
    if not may_enter(context):
        return
    if not context.months:
        no_rounds(context)
        return
    opened = load_month(context, current_view().month)
    with st.container(key="filters", horizontal=True, vertical_alignment="center", gap="small"):
        month_choice(context)
        unit_id = reporting_unit(context, opened)
        is_offline = workbook_switch(opened)
    duties = unit_duties_of(context, opened, unit_id)
    report_head(context, opened, unit_id, duties)
    if is_offline:
        workbook_part(context, opened, unit_id)
    else:
        reports_editor(context, opened, duties)


report()
