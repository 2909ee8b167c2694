import streamlit as st

from ordos_geo.ui.reporting.context import (
    ReportingContext,
    load_month,
    month_choice,
    reporting_page,
    rules_card,
)
from ordos_geo.ui.reporting.month_management import manage, round_events
from ordos_geo.ui.reporting.month_overview import (
    figures,
    filters,
    no_rounds,
    shown_duties,
    unit_list,
)
from ordos_geo.ui.reporting.reminders_panel import reminders_part, view_choice
from ordos_geo.ui.reporting.review import unit_review
from ordos_geo.ui.reporting.view_state import current_view


@reporting_page("rounds")
def rounds(context: ReportingContext) -> None:
    if not context.months:
        no_rounds(context)
        manage(context, None)
        return
    opened = load_month(context, current_view().month)
    with st.container(key="filters", horizontal=True, vertical_alignment="center", gap="small"):
        month_choice(context)
        is_reminding = view_choice(context)
        filters(context, opened)
        manage(context, opened)
    duties = shown_duties(context, opened)
    figures(opened, duties)
    if is_reminding:
        reminders_part(context, opened)
    elif current_view().unit_id:
        unit_review(context, opened, duties)
    else:
        board, side = st.columns([4, 1], gap="medium")
        with board:
            unit_list(context, opened, duties)
        with side:
            rules_card(context)
            round_events(opened)


rounds()
