"""Reads every exported RDF file with tools of other makers and compares the number of triples with the program's own.

Usage: formats.py FOLDER TRIPLES
"""

import json
import pathlib
import subprocess
import sys

import rdflib
from pyld import jsonld

RAPPER = {"ttl": "turtle", "nt": "ntriples", "nq": "nquads", "trig": "trig", "rdf": "rdfxml"}
RDFLIB = {"ttl": "turtle", "nt": "nt", "nq": "nquads", "trig": "trig", "rdf": "xml", "jsonld": "json-ld"}


def rapper(file: pathlib.Path, language: str) -> int:
    """The number of triples that rapper reads; it complains about anything wrong on standard error."""
    run = subprocess.run(["rapper", "-c", "-i", language, file], capture_output=True, text=True, check=True)
    complaints = [line for line in run.stderr.splitlines() if "Error" in line or "Warning" in line]
    assert not complaints, complaints
    return int(run.stderr.split("returned ")[1].split()[0])


def read(file: pathlib.Path, language: str) -> set:
    dataset = rdflib.Dataset()
    dataset.parse(file, format=language)
    return {quad[:3] for quad in dataset.quads()}


def main() -> None:
    folder, expected = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    failures = 0

    def report(tool: str, extension: str, number: int) -> None:
        nonlocal failures
        failures += number != expected
        print(f"{tool:<8} lauazym.{extension:<7} {number} triples{'' if number == expected else f', not {expected}'}")

    for extension, language in RAPPER.items():
        report("rapper", extension, rapper(folder / f"lauazym.{extension}", language))
    triples = read(folder / "lauazym.nt", "nt")
    for extension, language in RDFLIB.items():
        found = read(folder / f"lauazym.{extension}", language)
        report("rdflib", extension, len(found))
        if found != triples:
            failures += 1
            print(f"rdflib   lauazym.{extension} holds other triples than lauazym.nt: {list(found ^ triples)[:2]}")
    document = json.loads((folder / "lauazym.jsonld").read_text(encoding="utf-8"))
    graphs = jsonld.to_rdf(document)
    found = {tuple(json.dumps(quad[part]) for part in ("subject", "predicate", "object")) for graph in graphs.values() for quad in graph}
    report("PyLD", "jsonld", len(found))
    print("rdflib   dataset.ttl    ", len(read(folder / "dataset.ttl", "turtle")), "triples")
    sys.exit(1 if failures else 0)


main()
