"""鄂尔多斯区域合作图: the server. Start it with `make run`, or `streamlit run app.py`."""

import streamlit as st

from ordos_geo.ui.shell.server import SCRIPT, lifespan, middleware, routes

app = st.App(SCRIPT, routes=routes(), middleware=middleware(), lifespan=lifespan)
