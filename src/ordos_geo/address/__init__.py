"""The address of every page: what stands in a URL after "?", read and written. No Streamlit."""
