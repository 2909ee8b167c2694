"""Streamlit: pages are composed from these parts."""
