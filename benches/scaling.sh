#!/usr/bin/env bash
# What a second thread brings, and what memory ten million replications take beside ten thousand. Needs GNU time.
#
#   benches/scaling.sh
#
# Runs on one thread and on two take turns, three times; the best of each counts, as other work on the machine only slows.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
cargo build --quiet --release
zopa="${CARGO_TARGET_DIR:-target}/release/zopa"
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT

# Seconds, CPU seconds and kilobytes at most of a run.
measure() {
    local file="$1" runs="$2" threads="$3"
    /usr/bin/time --quiet --format '%e %U %S %M' --output "$scratch/time" \
        "$zopa" run "scenarios/$file.toml" --runs "$runs" --threads "$threads" --json --quiet --out "$scratch/result" --force \
        >"$scratch/said" || [[ $? -eq 4 ]]
    tail -1 "$scratch/time" | awk '{ print $1, $2 + $3, $4 }'
}

least() {
    printf '%s\n' "$@" | sort -g | head -1
}

threads() {
    local file="$1" runs="$2" turn count seconds cpu
    local -A best=() least_cpu=()
    for turn in 1 2 3; do
        for count in 1 2; do
            read -r seconds cpu _ < <(measure "$file" "$runs" "$count")
            best[$count]="$(least "$seconds" "${best[$count]:-$seconds}")"
            least_cpu[$count]="$(least "$cpu" "${least_cpu[$count]:-$cpu}")"
        done
    done
    awk -v one="${best[1]}" -v two="${best[2]}" -v what="$file, $runs runs" \
        'BEGIN { printf "%s: %.2f s on one thread, %.2f s on two: %.2f times as fast\n", what, one, two, one / two }'
    awk -v one="${least_cpu[1]}" -v two="${least_cpu[2]}" \
        'BEGIN { printf "CPU time: %.2f s on one thread, %.2f s on two: %.2f times as much\n", one, two, two / one }'
}

memory() {
    local file="$1" runs kilobytes
    for runs in 10000 10000000; do
        read -r _ _ kilobytes < <(measure "$file" "$runs" 2)
        printf '%s, %s runs: %d MB at most\n' "$file" "$runs" "$((kilobytes / 1024))"
    done
}

threads us-russia-2025-03-18 "${RUNS:-20000}"
memory split-the-pie
