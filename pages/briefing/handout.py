import streamlit as st

from ordos_geo.ui.briefing.handout import (
    handout_downloads,
    handout_frame,
    handout_list,
    handout_style,
)
from ordos_geo.ui.shell.catalog import load_catalog, saved_views
from ordos_geo.ui.shell.faults import errors_in_chinese

handout_style()
with errors_in_chinese():
    dataset = load_catalog().dataset
    table = handout_frame(dataset, saved_views(), st.context.url or "")
    handout_downloads(table)
    handout_list(dataset, table)
