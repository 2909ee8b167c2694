from ordos_geo.ui.briefing.handout import handout_page

handout_page()
