#!/usr/bin/env python3
"""Runs the shapes with pySHACL, an engine that shares nothing with ours, with inference off unless `rdfs` is asked for.

    .ci/shacl.py [--inference rdfs] EXPORTED.nq     needs: pip install pyshacl rdflib

1. The exported graph has no violation, and the shapes none of SHACL's own.
2. The examples in tests/shapes/, without inference: nothing is found about right/…, each wrong/SHAPE/… is found by that shape and by no other,
   and every shape that has a message has such examples.
Exit code 1 when one of these does not hold.
"""

import sys
from pathlib import Path

from pyshacl import validate
from rdflib import RDF, Dataset, Graph, Namespace, URIRef

SH = Namespace("http://www.w3.org/ns/shacl#")
ROOT = Path(__file__).resolve().parent.parent


def results(data, shapes, inference="none"):
    """Returns (resource, name of the shape, value) of each result."""
    _, report, _ = validate(data, shacl_graph=shapes, inference=inference, meta_shacl=True)
    for result in report.objects(report.value(predicate=RDF.type, object=SH.ValidationReport), SH.result):
        shape = str(report.value(result, SH.sourceShape)).split("#")[-1]
        yield str(report.value(result, SH.focusNode)), shape, report.value(result, SH.value)


def check_export(path, shapes, inference):
    dataset = Dataset()
    dataset.parse(path)
    data = Graph()
    for subject, predicate, value, _ in dataset.quads():
        data.add((subject, predicate, value))
    faults = [f"{path}: {resource} violates {shape} ({value})" for resource, shape, value in results(data, shapes, inference)]
    print(f"{path}, inference {inference}: {len(data)} triples, {len(faults)} violations")
    return faults


def check_examples(shapes):
    data = Graph()
    for file in sorted(ROOT.glob("ontology/*.ttl")):
        if file.name != "shapes.ttl":
            data.parse(file)
    for file in sorted(ROOT.glob("tests/shapes/*.ttl")):
        data.parse(file)
    planted = {str(node) for node in data.subjects(unique=True) if isinstance(node, URIRef) and "/wrong/" in node}
    faults, found = [], set()
    for resource, shape, value in results(data, shapes):
        if f"/wrong/{shape}/" in resource:
            found.add(resource)
        else:
            faults.append(f"{resource}: unexpectedly violates {shape} ({value})")
    faults += [f"{resource}: its error is not found" for resource in sorted(planted - found)]
    for shape in shapes.subjects(SH.message, unique=True):
        name = str(shape).split("#")[-1]
        if not any(f"/wrong/{name}/" in resource for resource in planted):
            faults.append(f"{shape}: no example in tests/shapes/ violates it")
    print(f"tests/shapes: {len(planted)} planted errors, {len(found)} found")
    return faults


def main(arguments):
    inference, paths = ("none", arguments) if arguments[0] != "--inference" else (arguments[1], arguments[2:])
    shapes = Graph().parse(ROOT / "ontology/shapes.ttl")
    faults = check_examples(shapes) if inference == "none" else []
    for path in paths:
        faults += check_export(path, shapes, inference)
    print("\n".join(faults))
    return 1 if faults else 0


sys.exit(main(sys.argv[1:]))
