"""The least that Streamlit can do: one fragment, one row of pills, one line of text.

Every figure of the real app is given beside this one, measured in the same run.
"""

import streamlit as st


@st.fragment
def page() -> None:
    chosen = st.pills("choice", ["a", "b", "c"], selection_mode="multi", key="choice")
    st.html(f"<p id='answer'>{''.join(chosen)}</p>")


page()
