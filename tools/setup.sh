#!/bin/sh
# Make .venv and install the pinned requirements into it; do nothing when that is already done.
#   tools/setup.sh runtime    what the app needs
#   tools/setup.sh dev        and what tests and builds need
# A stamp in .venv holds a copy of everything the installation depends on: the path of the
# checkout (the package is installed in place) and the requirement files.
set -eu
cd "$(dirname "$0")/.."

kind=$1
case $kind in
runtime) requirements=requirements.txt ;;
dev) requirements=requirements-dev.txt ;;
*) echo "usage: tools/setup.sh runtime|dev" >&2; exit 2 ;;
esac
supported='import sys; sys.exit(sys.version_info < (3, 11))'

inputs() {
    pwd -P
    cat "$1" requirements.txt constraints.txt pyproject.toml
}

is_current() {
    [ -f ".venv/$1.stamp" ] && inputs "$2" | cmp -s - ".venv/$1.stamp"
}

is_usable() {
    .venv/bin/python -c "$supported" 2>/dev/null &&
        .venv/bin/python -m pip --version >/dev/null 2>&1 &&
        { [ ! -f .venv/checkout ] || [ "$(cat .venv/checkout)" = "$(pwd -P)" ]; }
}

find_python() {
    for candidate in ${PYTHON:+"$PYTHON"} python3.11 python3 python3.12 python3.13 python; do
        if "$candidate" -c "$supported" >/dev/null 2>&1; then
            echo "$candidate"
            return
        fi
    done
    echo "Python 3.11 or newer was not found (looked for \$PYTHON, python3.11, python3)." >&2
    echo "Install it, on Debian or Ubuntu: apt-get install python3 python3-venv" >&2
    echo "or name it: make setup PYTHON=/path/to/python3.11" >&2
    return 1
}

make_venv() {
    python=$(find_python)
    echo "Making .venv with $("$python" --version) ..."
    rm -rf .venv
    # Debian splits ensurepip off into python3-venv; a pip of the system can stand in for it.
    if ! "$python" -m venv .venv >/dev/null 2>&1; then
        rm -rf .venv
        if ! { "$python" -m venv --without-pip .venv &&
            "$python" -m pip --python .venv/bin/python install --quiet pip; }; then
            rm -rf .venv
            echo "$python cannot make a virtual environment." >&2
            echo "Install its venv module, on Debian or Ubuntu: apt-get install python3-venv" >&2
            return 1
        fi
    fi
    pwd -P >.venv/checkout
}

# The interpreter must start even when the stamp is current: it may have been uninstalled.
if is_current "$kind" "$requirements" && .venv/bin/python -c "" 2>/dev/null; then
    exit 0
fi
is_usable || make_venv
echo "Installing $requirements (the first time takes a minute or two) ..."
rm -f .venv/*.stamp
.venv/bin/python -m pip install -qq --disable-pip-version-check -r "$requirements"
inputs requirements.txt >.venv/runtime.stamp
if [ "$kind" = dev ]; then inputs "$requirements" >.venv/dev.stamp; fi
echo "Ready: .venv"
