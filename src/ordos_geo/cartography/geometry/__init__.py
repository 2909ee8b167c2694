"""Curves, viewports and extents: where things stand, without how they look."""
