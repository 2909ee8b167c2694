from ordos_geo.ui.meeting import meeting_page

meeting_page()
