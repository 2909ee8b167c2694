from ordos_geo.ui.flows import flow_choice
from ordos_geo.ui.map_page import map_page

map_page("relations", extra=flow_choice)
