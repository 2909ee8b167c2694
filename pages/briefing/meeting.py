import streamlit as st

from ordos_geo.ui.briefing.meeting import (
    enter_meeting,
    meeting_detail,
    meeting_head,
    meeting_style,
    type_keys,
    view_steps,
    ways_out,
    write_meeting,
)
from ordos_geo.ui.maps.chart import draw_map
from ordos_geo.ui.maps.legend_panel import legend
from ordos_geo.ui.maps.viewport_state import current_view, fit_buttons, frame_choice
from ordos_geo.ui.shell.catalog import load_catalog, saved_views
from ordos_geo.ui.shell.faults import errors_in_chinese


@st.fragment
def meeting() -> None:
    meeting_style()
    with errors_in_chinese():
        catalog = load_catalog()
        shown = enter_meeting(catalog, saved_views())
        canvas = st.container(key="canvas")
        meeting_head(shown)
        with st.container(key="meeting_side"):
            view_steps(shown)
            ways_out(shown)
            with st.container(key="meeting_frame", horizontal=True, gap="xsmall"):
                published = frame_choice(catalog.frames)
                fit_buttons(published, shown.scene.feature_ids)
            legend(catalog.dataset, shown.scene, published, shown.chosen)
        with canvas:
            draw_map(catalog.dataset, shown.scene, published, current_view(published))
        meeting_detail(shown)
        type_keys(shown)
        write_meeting(shown)


meeting()
