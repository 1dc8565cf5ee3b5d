"""SPARQLWrapper, as Python programs use it, asks a running server.

Usage: sparqlwrapper.py ENDPOINT SELECT.rq EXPECTED.csv CONSTRUCT.rq TRIPLES
"""

import csv
import sys

from SPARQLWrapper import CSV, GET, JSON, POST, POSTDIRECTLY, TURTLE, URLENCODED, XML, JSONLD, RDFXML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

endpoint, select, expected, construct, triples = sys.argv[1:]
with open(select, encoding="utf-8") as file:
    select = file.read()
with open(construct, encoding="utf-8") as file:
    construct = file.read()
with open(expected, encoding="utf-8", newline="") as file:
    expected = list(csv.reader(file))
expected, columns = expected[1:], expected[0]


def asked(query, form, method=GET, request=URLENCODED):
    wrapper = SPARQLWrapper(endpoint)
    wrapper.setQuery(query)
    wrapper.setReturnFormat(form)
    wrapper.setMethod(method)
    wrapper.setRequestMethod(request)
    return wrapper.queryAndConvert()


for method, request in [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)]:
    answer = asked(select, JSON, method, request)
    rows = [[row[column]["value"] for column in columns] for row in answer["results"]["bindings"]]
    assert rows == expected, (method, request, rows)
assert list(csv.reader(asked(select, CSV).decode().splitlines()))[1:] == expected
assert len(asked(select, XML).getElementsByTagName("result")) == len(expected)
assert asked("ASK { ?s ?p ?o }", JSON)["boolean"] is True
for form in [XML, RDFXML, JSONLD]:
    graph = asked(construct, form)
    assert len(graph) == int(triples), (form, len(graph))
assert asked(construct, TURTLE).decode().count("subOrganizationOf") >= 1
try:
    asked("SELECT * { ?s lz:code ?o }", JSON)
except QueryBadFormed as error:
    assert "the prefix `lz:` is not declared" in str(error), error
else:
    raise AssertionError("a query that is no SPARQL was answered")
for label, positions in expected:
    print(positions, label)
print(f"SPARQLWrapper: {len(expected)} rows and {triples} triples are right")
