"""Keeps the server under test on this machine: Python loads this at start-up from PYTHONPATH.

Every attempt to reach another machine is refused and printed, since libraries swallow the error.
"""

import sys

LOCAL = {"127.0.0.1", "::1", "localhost", "0.0.0.0", "::", "", None}  # noqa: S104


def refuse_outside(event, arguments):
    if event == "socket.connect":
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    if isinstance(host, bytes):
        host = host.decode()
    if host not in LOCAL:
        print(f"OUTSIDE CONNECTION: {event} {host}", file=sys.stderr, flush=True)
        raise OSError(f"tests run offline; refused {host}")


sys.addaudithook(refuse_outside)
