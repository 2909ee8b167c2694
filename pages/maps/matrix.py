import streamlit as st

from ordos_geo.analysis import selected
from ordos_geo.analysis.selection.matrix import matrix as matrix_table
from ordos_geo.ui.maps.matrix_grid import matrix_grid, matrix_notes, result_link
from ordos_geo.ui.maps.panels import address_notice
from ordos_geo.ui.shell.address import enter_page, shown_address, write_page
from ordos_geo.ui.shell.catalog import load_catalog
from ordos_geo.ui.shell.faults import errors_in_chinese
from ordos_geo.ui.widgets.filters import active_filters, selection_bar


@st.fragment
def matrix() -> None:
    with errors_in_chinese():
        dataset = load_catalog().dataset
        address_notice(enter_page("matrix", dataset))
        chosen = selection_bar(dataset)
        active_filters(dataset)
        table = matrix_table(dataset, selected(dataset, chosen))
        matrix_notes(dataset, table)
        matrix_grid(dataset, table)
        result_link(dataset)
        write_page("matrix", dataset, shown_address("matrix"))


matrix()
