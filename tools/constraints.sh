#!/bin/sh
# Resolve requirements.txt and requirements-dev.txt without constraints, in an environment of its
# own, and write every version that came out to constraints.txt.
set -eu
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

"${PYTHON:-python3.11}" -m venv "$scratch/venv"
sed -e '/^-c /d' -e '/^-e /d' -e '/^-r /d' requirements.txt requirements-dev.txt >"$scratch/all.txt"
"$scratch/venv/bin/python" -m pip install -qq --disable-pip-version-check -r "$scratch/all.txt"
{
    echo "# Every version, direct and transitive. Written by \`make constraints\`; do not edit."
    echo "# $("$scratch/venv/bin/python" --version), Linux."
    "$scratch/venv/bin/python" -m pip freeze --all --exclude pip
} >"$scratch/constraints.txt"
mv "$scratch/constraints.txt" constraints.txt
