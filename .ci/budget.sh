#!/usr/bin/env bash
# What the two first commands may cost, in instructions of the processor. Seconds depend on the machine and on what else runs
# there; instructions under callgrind do not. The checksum of the files is left out: callgrind's processor lacks the
# instructions for SHA-256 that real ones have, so there it takes a share that it takes nowhere else.
set -euo pipefail
lauazym=$(realpath "$1")

if ! command -v valgrind >/dev/null; then
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends valgrind >/dev/null
fi
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

# cost NAME MOST ARGUMENTS…: fails when the command takes more than MOST million instructions.
cost() {
    local name=$1 most=$2
    shift 2
    # The stack's end and the number of processors decide nothing, but they are the same for everybody.
    (cd "$work" && env -i LANG=C.UTF-8 valgrind --tool=callgrind --callgrind-out-file="$work/$name" \
        "$lauazym" "$@" >"$work/$name.out" 2>"$work/$name.err") || { cat "$work/$name.err" >&2; exit 1; }
    local all sum spent
    all=$(awk '/^(summary|totals):/ { print $2; exit }' "$work/$name")
    sum=$(callgrind_annotate --auto=no --threshold=100 "$work/$name" | tr -d , |
        awk '/sha2::sha256::soft|sha2::sha256::compress/ { sum += $1 } END { printf "%.0f", sum }')
    spent=$(((all - sum) / 1000000))
    printf '%-8s %6d million instructions of at most %d (and %d for checksums)\n' "$name" "$spent" "$most" $((sum / 1000000))
    [ "$spent" -le "$most" ] || { echo "error: $name costs more than its budget in .ci/budget.sh" >&2; exit 1; }
}

cost export 4000 export --out out
cost query 2900 query acts-by-category category=C-3
