from ordos_geo.ui.briefing.meeting import meeting_page

meeting_page()
