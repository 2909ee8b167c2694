from ordos_geo.ui.maps.matrix_page import matrix_page

matrix_page()
