"""The plan as a readable document and as a table."""
