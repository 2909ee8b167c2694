import streamlit as st

from ordos_geo.analysis import TASKS, selected
from ordos_geo.ui.maps.panels import address_notice
from ordos_geo.ui.plan.plan_text import document, is_table_chosen, register_bar, table
from ordos_geo.ui.shell.address import enter_page, shown_address, write_page
from ordos_geo.ui.shell.catalog import load_catalog
from ordos_geo.ui.shell.faults import errors_in_chinese


@st.fragment
def register() -> None:
    with errors_in_chinese():
        dataset = load_catalog().dataset
        address_notice(enter_page("register", dataset))
        selection = register_bar(dataset)
        ids = selected(dataset, selection, TASKS)
        if is_table_chosen():
            table(dataset, ids)
        else:
            document(dataset, ids)
        write_page("register", dataset, shown_address("register"))


register()
