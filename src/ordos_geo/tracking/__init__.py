"""The store of the monthly dispatch: rounds, reports, accounts, audit log."""
