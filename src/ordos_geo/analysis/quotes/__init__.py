"""Which words of the plan are quoted by which record."""
