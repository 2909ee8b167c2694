import streamlit as st

from ordos_geo.analysis import TASKS, selected
from ordos_geo.ui.address import read_address, write_address
from ordos_geo.ui.catalog import load_catalog
from ordos_geo.ui.faults import errors_in_chinese
from ordos_geo.ui.panels import address_notice
from ordos_geo.ui.plan_text import document, is_table_chosen, register_bar, table


@st.fragment
def register() -> None:
    with errors_in_chinese():
        dataset = load_catalog().dataset
        address_notice(read_address(dataset, TASKS))
        selection = register_bar(dataset)
        ids = selected(dataset, selection, TASKS)
        if is_table_chosen():
            table(dataset, ids)
        else:
            document(dataset, ids)
        write_address(dataset, selection, TASKS)


register()
