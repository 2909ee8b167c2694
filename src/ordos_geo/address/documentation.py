"""The parameters of every URL in words, from their tables (docs/addresses.md)."""

from __future__ import annotations

import sys

from ordos_geo.address.pages import PAGE_ADDRESSES, documented_parameters

ADDRESSES = "docs/addresses.md"
_HEAD = """\
# Addresses

What a page shows stands in its URL after `?`. This page is made of the tables in
`src/ordos_geo/address`: run `python -m ordos_geo.address.documentation > docs/addresses.md`.

`python -m ordos_geo map export --view` and `query` in `data/views.csv` take the address of a map
page. Unknown parameters and values are left out and named. Parameters that a page does not write
are as they are without saying.

| Parameter | Meaning | Pages |
|---|---|---|
"""


def addresses_text() -> str:
    """All parameters as a table in Markdown."""
    rows = [
        f"| `{name}` | {parameter.meaning} | {', '.join(pages)} |"
        for name, parameter, pages in documented_parameters()
    ]
    carried = [
        f"`{page}` passes over {', '.join(f'`{name}`' for name in form.carried)}"
        for page, form in PAGE_ADDRESSES.items()
        if form.carried
    ]
    lines = "\n".join(rows)
    return f"{_HEAD}{lines}\n\n{'; '.join(carried)}: links from a map page have them.\n"


if __name__ == "__main__":
    sys.stdout.write(addresses_text())
