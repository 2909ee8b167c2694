"""A selection as a map: classes, legend, title, extent; plain data for every renderer."""
