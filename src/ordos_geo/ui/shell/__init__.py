"""What every page has: server, page frame, theme, catalog, faults, sign-in, address."""
