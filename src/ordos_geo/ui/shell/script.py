"""What Streamlit runs for every visitor and every click.

It does not stand in the project folder: beside a folder called `pages` Streamlit would take that
for pages of its own, and the first visitor of /register would be told that there is no such page.
"""

if __name__ == "__main__":  # the drawing processes of an atlas import this file too
    from ordos_geo.ui.shell.page_frame import run

    run()
