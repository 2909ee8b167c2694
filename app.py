"""鄂尔多斯区域合作图: start with `make run`."""

if __name__ == "__main__":  # the drawing processes of an atlas import this file too
    from ordos_geo.ui.shell.page_frame import run

    run()
