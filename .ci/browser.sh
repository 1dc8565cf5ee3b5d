#!/usr/bin/env bash
# The public face in a browser, from a server and from files: .ci/browser.sh PROGRAM. Needs Debian's chromium, node and npm.
set -euo pipefail
cd "$(dirname "$0")/.."
program=$(realpath "$1")
if ! command -v chromium >/dev/null; then
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends chromium >/dev/null
fi
tools=target/ci-browser
mkdir -p "$tools/site"
packages=(playwright-core axe-core oxigraph @zazuko/yasqe)
for package in "${packages[@]}"; do
    [ -d "$tools/node_modules/$package" ] || npm install --prefix "$tools" --no-audit --no-fund --silent "${packages[@]}"
done

"$program" site --out "$tools/site" --sparql "$tools/node_modules"
python=target/ci-python/bin/python
[ -x "$python" ] || python=python3
"$python" .ci/links.py "$tools/site"

"$program" serve --bind 127.0.0.1:7981 2>"$tools/serve.log" &
server=$!
python3 -m http.server 7982 --bind 127.0.0.1 --directory "$tools/site" >/dev/null 2>&1 &
files=$!
trap 'kill $server $files' EXIT
for _ in $(seq 100); do
    grep -q listening "$tools/serve.log" && break
    sleep 0.2
done
here=$PWD
cd "$tools"
node "$here/.ci/browser.mjs" http://127.0.0.1:7981/ http://127.0.0.1:7982/ ${SHOTS:+"$SHOTS"}
