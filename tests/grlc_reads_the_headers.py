"""grlc's own parser reads every header, and what it makes of the parameters is SPARQL again.

Run in the project's folder with grlc 1.3.11 installed: python3 tests/grlc_reads_the_headers.py
"""

import glob
import sys

import grlc.gquery as gquery
from rdflib.plugins.sparql.parser import Query
from rdflib.plugins.sparql.processor import translateQuery

VALUES = {"iri": "http://example.com/x", "xsd:integer": "12", "xsd:date": "2014-03-07"}


def faults(path):
    text = open(path, encoding="utf-8").read()
    metadata = gquery.get_metadata(text, "")
    for key in ("summary", "tags"):
        if not metadata.get(key):
            yield f"grlc finds no {key}"
    parameters = metadata.get("parameters", {})
    values = {name: VALUES.get(p.get("format") or p.get("datatype"), "x") for name, p in parameters.items()}
    rewritten = gquery.rewrite_query(metadata["query"], parameters, values)
    if "?_" in rewritten:
        yield "a parameter is left"
    translateQuery(Query.parse_string(rewritten, parse_all=True))


found = [(path, fault) for path in sorted(glob.glob("queries/*.rq")) for fault in faults(path)]
for path, fault in found:
    print(f"{path}: {fault}", file=sys.stderr)
sys.exit(1 if found else 0)
