"""Layers as flat tables, the files made from them, and the data dictionary."""
