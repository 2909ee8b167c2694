"""Plan, geodata and register joined into one dataset, and the faults that only show there."""
