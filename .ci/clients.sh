#!/usr/bin/env bash
# Clients of other makers ask `lauazym serve`: curl, SPARQLWrapper (PyPI), Comunica (npm); and a validator of OpenAPI (PyPI)
# reads its document. Usage: .ci/clients.sh PROGRAM
set -euo pipefail
cd "$(dirname "$0")/.."

program=$(realpath "${1:?the path of lauazym}")
python=target/ci-clients
node=target/ci-comunica
clients=$PWD/tests/clients
work=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$work"' EXIT

if [ ! -x "$python/bin/openapi-spec-validator" ] || [ ! -d "$python"/lib/python*/site-packages/SPARQLWrapper ]; then
    python3 -m venv "$python"
    "$python/bin/pip" install -q SPARQLWrapper==2.0.0 openapi-spec-validator==0.9.0
fi
if [ ! -d "$node/node_modules/@comunica/query-sparql" ]; then
    mkdir -p "$node"
    (cd "$node" && npm init -y >/dev/null && npm install --silent --no-fund --no-audit @comunica/query-sparql@4.5.0)
fi

# What docs/serve.md shows: the lines of the block that begins with FENCE, and of the one behind it, which is its output.
shown() { # fence, number of the block from it on
    awk -v fence="$1" -v wanted="$2" '$0 == "```" { inside = 0; next } /^```/ { if ($0 == fence) begun = 1; if (begun) inside = ++block; next } inside == wanted' \
        docs/serve.md
}

"$program" serve --bind 127.0.0.1:0 2>"$work/log" &
server=$!
for _ in $(seq 300); do
    url=$(sed -n 's|^listening on \(http://.*\)/$|\1|p' "$work/log")
    [ -n "$url" ] && break
    sleep 0.1
done
[ -n "$url" ] || { cat "$work/log" >&2; exit 1; }

# The right answers come without a server.
"$program" query --file "$clients/acts.rq" --format csv >"$work/acts.csv"
"$program" query --file "$clients/units.rq" --format ntriples >"$work/units.nt"
triples=$(wc -l <"$work/units.nt")
[ "$(wc -l <"$work/acts.csv")" -gt 5 ] && [ "$triples" -gt 50 ]

curl -sSf "$url/sparql" --data-urlencode "query@$clients/acts.rq" -H 'Accept: text/csv' | cmp - "$work/acts.csv"
curl -sSf -G "$url/sparql" --data-urlencode "query@$clients/acts.rq" -H 'Accept: text/csv' --compressed | cmp - "$work/acts.csv"
curl -sSf "$url/sparql" -H 'Content-Type: application/sparql-query' --data-binary "@$clients/units.rq" \
    -H 'Accept: application/n-triples' | cmp - "$work/units.nt"
"$program" query acts-by-category category=C-3 --format csv >"$work/question.csv"
curl -sSf "$url/query/acts-by-category?category=C-3&format=csv" | cmp - "$work/question.csv"
status=$(curl -s -o /dev/null -w '%{http_code}' "$url/sparql" -d 'update=CLEAR ALL')
[ "$status" = 403 ]
echo "curl: $(($(wc -l <"$work/acts.csv") - 1)) rows and $triples triples are right"

arguments=("$url/sparql" "$clients/acts.rq" "$work/acts.csv" "$clients/units.rq" "$triples")
"$python/bin/python" "$clients/sparqlwrapper.py" "${arguments[@]}"
(cd "$node" && node "$clients/comunica.mjs" "${arguments[@]}")

shown '```python' 1 | sed "s|http://127.0.0.1:7878|$url|" >"$work/shown.py"
shown '```python' 2 >"$work/shown.txt"
"$python/bin/python" "$work/shown.py" | cmp - "$work/shown.txt"
shown '```sh' 1 | sed "s|http://127.0.0.1:7878|$url|" >"$work/shown.sh"
shown '```sh' 2 >"$work/shown.txt"
(cd "$node" && bash "$work/shown.sh") | tr -d '\r' | cmp - "$work/shown.txt"
echo "docs/serve.md: Python and JavaScript print what it shows"

curl -sSf "$url/openapi.json" >"$work/openapi.json"
"$python/bin/openapi-spec-validator" "$work/openapi.json"
# A validator that passes everything would prove nothing.
sed 's/"in": "query"/"in": "nowhere"/' "$work/openapi.json" >"$work/broken.json"
if "$python/bin/openapi-spec-validator" "$work/broken.json" >/dev/null 2>&1; then
    echo "the OpenAPI validator does not see a parameter that is nowhere" >&2
    exit 1
fi

kill -TERM "$server"
wait "$server"
