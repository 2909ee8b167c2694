import streamlit as st

from ordos_geo.address.export import request_scope
from ordos_geo.ui.maps.panels import address_notice
from ordos_geo.ui.output.atlas_form import atlas_export
from ordos_geo.ui.output.map_form import map_export
from ordos_geo.ui.output.options import chinese_words, subject_choice
from ordos_geo.ui.output.state import current_request, enter_export, write_export
from ordos_geo.ui.shell.catalog import load_catalog
from ordos_geo.ui.shell.faults import errors_in_chinese
from ordos_geo.ui.shell.session import session
from ordos_geo.ui.widgets.filters import selection_bar


@st.fragment
def export() -> None:
    with errors_in_chinese():
        dataset = load_catalog().dataset
        faults = enter_export(dataset)
        request = current_request(dataset, session.selection())
        selection = selection_bar(dataset, request_scope(request))
        with st.container(key="export", horizontal=True, gap="small"):
            canvas = st.container(key="export_canvas", width="stretch")
            with st.container(key="export_side", width="content"):
                chinese_words()
                address_notice(faults)
                subject_choice(request)
                make = atlas_export if request.is_atlas else map_export
                make(dataset, request, selection, canvas)
        write_export(dataset)


export()
