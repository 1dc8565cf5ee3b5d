#!/usr/bin/env python3
"""Runs the shapes of DCAT-AP, what must be there and what is recommended, on the description of a dataset.

    .ci/dcat.py dataset.ttl     needs: pip install pyshacl rdflib

Exit code 1 when there is a result, be it a warning.
"""

import sys
from pathlib import Path

from pyshacl import validate
from rdflib import RDF, Graph, Namespace

SH = Namespace("http://www.w3.org/ns/shacl#")
SHAPES = Path(__file__).resolve().parent.parent / "tests/dcat-ap"


def main(path):
    data = Graph().parse(path)
    faults = 0
    for file in sorted(SHAPES.glob("shapes*.ttl")):
        _, report, _ = validate(data, shacl_graph=Graph().parse(file), inference="none")
        results = list(report.subjects(RDF.type, SH.ValidationResult))
        print(f"{path}: {len(results)} results of DCAT-AP's {file.name}")
        for result in results:
            print(*(report.value(result, part) for part in (SH.resultSeverity, SH.focusNode, SH.resultPath, SH.resultMessage)))
        faults += len(results)
    return 1 if faults else 0


sys.exit(main(sys.argv[1]))
