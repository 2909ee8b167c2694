from ordos_geo.ui.maps.flows import flow_choice
from ordos_geo.ui.maps.map_page import map_page

map_page("relations", extra=flow_choice)
