#!/bin/sh
# Print the path of a Chromium for the browser tests; install Debian's when there is none.
set -eu

find_chromium() {
    for candidate in ${CHROMIUM:+"$CHROMIUM"} chromium chromium-browser google-chrome \
        google-chrome-stable; do
        if command -v "$candidate" >/dev/null 2>&1; then
            command -v "$candidate"
            return 0
        fi
    done
    return 1
}

find_chromium && exit 0

if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "Installing Chromium for the browser tests ..." >&2
    log=$(mktemp)
    if { apt-get update && DEBIAN_FRONTEND=noninteractive \
        apt-get install -y --no-install-recommends chromium; } >"$log" 2>&1; then
        rm -f "$log"
        find_chromium && exit 0
    else
        tail -n 20 "$log" >&2
        rm -f "$log"
    fi
fi

cat >&2 <<'MESSAGE'
The browser tests need Chromium, and it could not be found or installed.
Install it and run the command again:
    Debian:         apt-get update && apt-get install -y chromium
    other systems:  install Chromium or Google Chrome, then
                    make test CHROMIUM=/path/to/chromium
MESSAGE
exit 1
