from ordos_geo.ui.flows import flow_choice
from ordos_geo.ui.map_page import map_page

map_page("relations", most_arcs=60, extra=flow_choice)
