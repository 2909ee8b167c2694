from ordos_geo.ui.maps.map_page import map_page

map_page("infrastructure")
