#!/bin/sh
# Serve the app on PORT and print the addresses it answers to.
set -eu
cd "$(dirname "$0")/.."

port=${PORT:-8501}
mkdir -p data/var static/geo

.venv/bin/python - "$port" <<'PYTHON'
import socket
import sys

port = sys.argv[1]
if not (port.isdecimal() and 0 < int(port) < 65536):
    sys.exit(f"PORT must be a number from 1 to 65535, not '{port}'.")
with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        probe.bind(("0.0.0.0", int(port)))
    except OSError as error:
        sys.exit(f"Port {port} cannot be used ({error.strerror}); try: make run PORT=8502")

print(f"Ordos map: http://localhost:{port}")
# Connecting a UDP socket sends nothing; it only asks which address this machine would use.
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as route:
    try:
        route.connect(("192.0.2.1", 9))
        print(f"on the local network: http://{route.getsockname()[0]}:{port}")
    except OSError:
        pass
print("Stop with Ctrl+C.", flush=True)
PYTHON

exec .venv/bin/python -m streamlit run "${ORDOS_GEO_ROOT:-.}/app.py" --server.port "$port"
