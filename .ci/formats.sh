#!/usr/bin/env bash
# The exported files, judged by tools of other makers: rapper (Debian), rdflib, PyLD, csvw and openpyxl (PyPI, in a virtual
# environment).
# Usage: .ci/formats.sh PROGRAM [FOLDER]
set -euo pipefail
cd "$(dirname "$0")/.."

program=${1:?the path of lauazym}
folder=${2:-target/ci-formats}
environment=target/ci-python

if ! command -v rapper >/dev/null; then
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends raptor2-utils >/dev/null
fi
[ -x "$environment/bin/python" ] || python3 -m venv "$environment"
"$environment/bin/pip" install -q rdflib==7.6.0 csvw==4.1.1 PyLD==3.3.0 openpyxl==3.1.5

rm -rf "$folder"
"$program" export --out "$folder" --format turtle,nquads,ntriples,trig,rdfxml,jsonld,csvw,xlsx >"$folder.txt"
triples=$(sed -n 's/^triples *//p' "$folder.txt")
"$environment/bin/python" .ci/formats.py "$folder" "$triples"
"$environment/bin/csvwvalidate" "$folder/csv-metadata.json"

# A validator that passes everything would prove nothing.
broken=$(mktemp -d)
trap 'rm -rf "$broken"' EXIT
cp "$folder"/*.csv "$folder/csv-metadata.json" "$broken"
sed -i '2d' "$broken/units.csv" "$broken/acts.csv"
if "$environment/bin/csvwvalidate" "$broken/csv-metadata.json"; then
    echo "the CSVW validator does not see that citations name an act that is missing" >&2
    exit 1
fi
