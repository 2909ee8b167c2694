#!/bin/sh
# Run the browser tests again and again while other processes keep the processors busy.
#   tools/browser_under_load.sh [RUNS] [BUSY]    10 runs beside 2 busy processes
# Prints the result of each run and how many passed; exit status 0 where all did. What a failed run
# printed stays in the folder that is named.
set -u
cd "$(dirname "$0")/.."

runs=${1:-10}
busy=${2:-2}
CHROMIUM=$(tools/chromium.sh) || exit 1
export CHROMIUM
folder=$(mktemp -d)
busy_processes=""
trap 'kill $busy_processes 2>/dev/null' EXIT
trap 'exit 130' INT TERM

for _ in $(seq "$busy"); do
    sh -c 'while :; do :; done' &
    busy_processes="$busy_processes $!"
done

passed=0
for run in $(seq "$runs"); do
    begun=$(date +%s)
    if .venv/bin/python -m pytest tests/browser -q -n 2 --dist loadgroup >"$folder/$run.log" 2>&1
    then
        passed=$((passed + 1))
        result=passed
    else
        result="FAILED, see $folder/$run.log"
    fi
    echo "run $run: $result, $(($(date +%s) - begun)) s"
done
echo "$passed of $runs runs passed beside $busy busy processes"
[ "$passed" -eq "$runs" ]
