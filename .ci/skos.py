#!/usr/bin/env python3
"""Checks the vocabularies with skosify, and that no two of our concepts are an exact match of one.

    .ci/skos.py     needs: pip install skosify rdflib

What skosify adds are the statements that SKOS infers; what it would take away is at fault. Exit code 1 when something is.
"""

import logging
import sys
from collections import defaultdict
from pathlib import Path

import skosify
from rdflib import Graph, Namespace

SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
BASE = "https://w3id.org/lauazym/"
FILES = [str(file) for file in sorted((Path(__file__).resolve().parent.parent / "ontology").glob("*.ttl")) if file.name != "shapes.ttl"]


class Complaints(logging.Handler):
    """What skosify complains of, but that there are several vocabularies: there are."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.found = []

    def emit(self, record):
        if not record.getMessage().startswith("Multiple concept schemes"):
            self.found.append(record.getMessage())


def judged():
    """The complaints about the vocabularies, and what would be taken away."""
    complaints = Complaints()
    logging.getLogger().handlers = [complaints]
    before = Graph()
    for file in FILES:
        before.parse(file)
    after = skosify.skosify(*FILES, namespace=BASE)
    return complaints.found, set(before) - set(after), before


def shared(graph):
    """The concepts elsewhere that two of ours are an exact match of, also by way of each other."""
    ours = defaultdict(set)
    for concept in {concept for concept in graph.subjects(SKOS.exactMatch) if str(concept).startswith(BASE)}:
        for match in graph.transitive_objects(concept, SKOS.exactMatch):
            ours[match].add(concept)
    return {match: concepts for match, concepts in ours.items() if len(concepts) > 1}


def main():
    complaints, lost, graph = judged()
    twice = shared(graph)
    matches = len(list(graph.subject_objects(SKOS.exactMatch)))
    print(f"skosify: {len(complaints)} complaints, {len(lost)} statements it would take away")
    print(f"{matches} exact matches, {len(twice)} concepts matched exactly by two of ours")
    for fault in [*complaints, *lost, *twice.items()]:
        print(fault)
    return 1 if complaints or lost or twice else 0


sys.exit(main())
