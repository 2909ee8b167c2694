from ordos_geo.ui.matrix_page import matrix_page

matrix_page()
