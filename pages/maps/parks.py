from ordos_geo.ui.map_page import map_page

map_page("parks")
