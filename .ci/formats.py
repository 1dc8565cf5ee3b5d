"""Reads every exported RDF file with tools of other makers and compares the number of triples with the program's own; reads
the workbook and compares it with the tables.

Usage: formats.py FOLDER TRIPLES
"""

import csv
import json
import pathlib
import subprocess
import sys

import openpyxl
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


def workbook(folder: pathlib.Path) -> int:
    """The number of codes of posts, each a text as in the table; no other cell differs from its table either."""
    book = openpyxl.load_workbook(folder / "lauazym.xlsx")
    for sheet in book:
        with open(folder / f"{sheet.title}.csv", newline="", encoding="utf-8") as file:
            table = list(csv.reader(file))
        cells = [["" if value is None else str(value) for value in row] for row in sheet.iter_rows(values_only=True)]
        assert cells == table, f"the sheet {sheet.title} differs from its table"
        assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref == sheet.dimensions and sheet["A1"].font.bold, sheet.title
    positions = book["positions"]
    column = [cell.value for cell in positions[1]].index("code") + 1
    codes = [positions.cell(row, column) for row in range(2, positions.max_row + 1)]
    assert all(code.data_type == "s" and code.number_format == "@" for code in codes), "a code is no text"
    return len(codes)


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
    codes = workbook(folder)
    failures += codes != 543
    print("openpyxl lauazym.xlsx   ", codes, "codes, all texts")
    print("rdflib   dataset.ttl    ", len(read(folder / "dataset.ttl", "turtle")), "triples")
    sys.exit(1 if failures else 0)


main()
