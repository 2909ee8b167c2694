"""Steps in order of their names."""
