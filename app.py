"""鄂尔多斯区域合作图: start with `make run`."""

from ordos_geo.ui.frame import run

run()
