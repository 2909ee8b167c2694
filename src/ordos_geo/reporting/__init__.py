"""The monthly reporting (月度调度): rules, store, accounts, workbook and reminders."""
