"""The one selection, what it can filter by, search, matrix and saved views."""
