"""The workbook that a unit fills in offline: written, read, compared, saved."""
