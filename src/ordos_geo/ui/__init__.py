"""Streamlit adapters: the catalog (the only cache), filters, panels, error display."""
