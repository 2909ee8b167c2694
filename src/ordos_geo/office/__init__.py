"""Spreadsheets, archives and the check of untrusted Office files."""
