from ordos_geo.ui.handout import handout_page

handout_page()
