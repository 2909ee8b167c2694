"""The command line: python -m ordos_geo …

Results go to standard output or a file, faults in English to standard error, one a line. Exit
status: 0 done, 1 faults found, 2 wrong use.
"""

from __future__ import annotations

import gc

# a command is over in seconds, and what it loads stays: looking for garbage among it as often as
# Python does by itself takes an eighth of the time
gc.set_threshold(50_000, 20, 100)

from ordos_geo.cli.application import app

__all__ = ["app"]

if __name__ == "__main__":
    app()
