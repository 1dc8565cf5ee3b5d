#!/usr/bin/env bash
# Engines of other makers, started here with small data of their own: Virtuoso (Debian) and rdflib-endpoint (PyPI). The federated
# questions are asked of both, and the dataset is pushed to Virtuoso in every way, one of them interrupted.
# Usage: .ci/federation.sh PROGRAM
set -euo pipefail
cd "$(dirname "$0")/.."

program=$(realpath "${1:?the path of lauazym}")
environment=target/ci-federation
folder=$(mktemp -d)
servers=()
finish() {
    for server in "${servers[@]}"; do kill "$server" 2>/dev/null || true; done
    wait 2>/dev/null || true
    rm -rf "$folder"
}
trap finish EXIT
export HOME=$folder XDG_STATE_HOME=$folder/state

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
wait_for() { # port
    for _ in $(seq 300); do
        if (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; then return; fi
        sleep 0.2
    done
    echo "nothing answers at port $1" >&2
    exit 1
}
fail() { echo "$*" >&2; exit 1; }

if ! command -v virtuoso-t >/dev/null; then
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends virtuoso-opensource-7-bin virtuoso-opensource-7-common >/dev/null
fi
if [ ! -x "$environment/bin/rdflib-endpoint" ]; then
    python3 -m venv "$environment"
    "$environment/bin/pip" install -q 'rdflib-endpoint[cli,web]==0.5.3' rdflib==7.6.0
fi

# Virtuoso, with all its files in the temporary folder.
sql=$(free_port)
http=$(free_port)
cat >"$folder/virtuoso.ini" <<INI
[Database]
DatabaseFile = $folder/virtuoso.db
ErrorLogFile = $folder/virtuoso.log
LockFile = $folder/virtuoso.lck
TransactionFile = $folder/virtuoso.trx
xa_persistent_file = $folder/virtuoso.pxa
[TempDatabase]
DatabaseFile = $folder/virtuoso-temp.db
TransactionFile = $folder/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:$sql
DirsAllowed = $folder
NumberOfBuffers = 20000
[HTTPServer]
ServerPort = 127.0.0.1:$http
[SPARQL]
ResultSetMaxRows = 1000000
INI
(cd "$folder" && exec virtuoso-t -f -c "$folder/virtuoso.ini") >/dev/null 2>&1 &
servers+=($!)
wait_for "$http"
isql-vt "127.0.0.1:$sql" dba dba exec="GRANT SPARQL_UPDATE TO \"SPARQL\"; DB.DBA.RDF_DEFAULT_USER_PERMS_SET ('nobody', 7);" >/dev/null
virtuoso=http://127.0.0.1:$http

# rdflib's engine behind its own server.
port=$(free_port)
"$environment/bin/rdflib-endpoint" serve tests/fixtures/elsewhere.ttl --host 127.0.0.1 --port "$port" >"$folder/rdflib.log" 2>&1 &
servers+=($!)
wait_for "$port"

"$program" push "$virtuoso/sparql" --update --data tests/fixtures/elsewhere.ttl --graph https://example.org/elsewhere >/dev/null

for engine in "Virtuoso $virtuoso/sparql" "rdflib-endpoint http://127.0.0.1:$port/"; do
    read -r name address <<<"$engine"
    for question in "isced-fields lang=en" wikidata-matches organizations-elsewhere; do
        read -r stem parameters <<<"$question"
        # shellcheck disable=SC2086
        "$program" query "$stem" $parameters "endpoint=$address" --allow-service 127.0.0.1 \
            --data tests/fixtures/answers.trig --format csv >"$folder/answer.csv"
        diff "$folder/answer.csv" "tests/expected/answers/$stem.txt" || fail "$name answers $stem otherwise"
        printf '%-16s %-24s %d rows, as expected\n' "$name" "$stem" $(($(wc -l <"$folder/answer.csv") - 1))
    done
done

# The statements that Virtuoso holds in the graphs whose names begin with $1.
count() {
    printf 'SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } FILTER(STRSTARTS(STR(?g), "%s")) }' "$1" >"$folder/count.rq"
    "$program" query --file "$folder/count.rq" --endpoint "$virtuoso/sparql" --format tsv | tail -n 1
}
# The statements that a push of everything sends, and those of the graph of the ontology, whose name no base moves.
expected() {
    "$program" export --base "$1" --out "$folder/out" --format nquads >/dev/null 2>&1
    grep -c " <$1[^ ]*> \.$" "$folder/out/lauazym.nq"
}
check() { # how, base
    local found wanted
    found=$(count "$2") wanted=$(expected "$2")
    [ "$found" = "$wanted" ] || fail "$1: Virtuoso has $found statements, not $wanted"
    printf 'push %-28s %s statements, as expected\n' "$1" "$found"
}

export LAUAZYM_USER=dba LAUAZYM_PASSWORD=dba
base=https://example.org/digest/
"$program" push "$virtuoso/sparql-graph-crud-auth" --base $base >"$folder/digest.txt"
check "by PUT, with Digest" $base

base=https://example.org/update/
"$program" push "$virtuoso/sparql" --update --base $base >"$folder/update.txt"
check "by update" $base

# Killed after a different number of graphs each time until one run comes to its end. Every graph is confirmed once.
base=https://example.org/killed/
runs=0
until [ "$runs" -ge 50 ]; do
    runs=$((runs + 1))
    "$program" push "$virtuoso/sparql-graph-crud-auth" --base $base --resume "$folder/killed.tsv" \
        >"$folder/run.txt" 2>/dev/null &
    pushing=$!
    # Until it has sent some graphs, or is done.
    while kill -0 $pushing 2>/dev/null && [ "$(grep -c '^sent' "$folder/run.txt")" -lt 3 ]; do sleep 0.01; done
    kill -9 $pushing 2>/dev/null || true
    wait $pushing 2>/dev/null || true
    if grep -q '^total' "$folder/run.txt"; then break; fi
done
check "killed $((runs - 1)) times" $base
twice=$(grep -v '^-' "$folder/killed.tsv" | cut -f3 | sort | uniq -d)
[ -z "$twice" ] || fail "confirmed twice: $twice"
[ "$runs" -gt 1 ] || fail "no run was interrupted"

# Sent again, nothing is sent; with a wrong password, nothing is told but where it is from.
"$program" push "$virtuoso/sparql-graph-crud-auth" --base $base --resume "$folder/killed.tsv" 2>/dev/null | tail -n 1
if LAUAZYM_PASSWORD=hunter2 "$program" push "$virtuoso/sparql-graph-crud-auth" --again --retries 0 2>"$folder/refused.txt" >/dev/null; then
    fail "a wrong password was taken"
fi
grep -q 'refuses name and password' "$folder/refused.txt" || fail "$(cat "$folder/refused.txt")"
! grep -q hunter2 "$folder/refused.txt" || fail "the password stands in the message"
echo "a wrong password is refused: $(sed -n 's/.*answers \([0-9]*\);.*/\1/p' "$folder/refused.txt")"
