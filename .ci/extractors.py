"""Extracts the text of each PDF of a folder in every manner, reads it, and compares the records with those expected; reads the
PDFs, DOCX and pages of the folder themselves too.

Usage: extractors.py PROGRAM FOLDER TEXTS
"""

import json
import subprocess
import sys
from pathlib import Path

import pymupdf
import pypdf
from pdfminer.high_level import extract_text

# Fields that were changed when the PDFs were made: an entry's number and the field.
CHANGED = {(25, "title"), (40, "duties")}


def pdftotext(*options):
    def extract(pdf):
        command = ["pdftotext", *options, str(pdf), "-"]
        return subprocess.run(command, check=True, capture_output=True).stdout.decode()

    return extract


EXTRACTORS = {
    "pdfminer": lambda pdf: extract_text(str(pdf)),
    "pypdf": lambda pdf: "\n".join(page.extract_text() for page in pypdf.PdfReader(str(pdf)).pages),
    "pymupdf": lambda pdf: "\n".join(page.get_text() for page in pymupdf.open(str(pdf))),
    "pdftotext": pdftotext(),
    "pdftotext-layout": pdftotext("-layout"),
    "pdftotext-raw": pdftotext("-raw"),
}


def is_same(expected, found):
    """Whether all that is expected was found; numbers of lines and white space at line ends differ from text to text."""
    if isinstance(expected, dict):
        keys = [key for key in expected if not key.endswith("_line")]
        return isinstance(found, dict) and all(is_same(expected[key], found.get(key)) for key in keys)
    if isinstance(expected, list):
        same_length = isinstance(found, list) and len(found) == len(expected)
        return same_length and all(map(is_same, expected, found))
    if isinstance(expected, str) and isinstance(found, str):
        return "".join(expected.split()) == "".join(found.split())
    return expected == found


def records(lines):
    return {entry["number"]: entry for entry in map(json.loads, lines)}


def main():
    program, folder, texts = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    expected = records((folder / "expected.jsonl").read_text().splitlines())
    files = [file for ending in ("*.html", "*.docx", "*.pdf") for file in sorted(folder.glob(ending))]
    for pdf in sorted(folder.glob("*.pdf")):
        for name, extract in EXTRACTORS.items():
            files.append(texts / f"{pdf.stem}.{name}.txt")
            files[-1].write_text(extract(pdf))
    different = 0
    for file in files:
        run = subprocess.run([program, "records", str(file)], capture_output=True, check=False)
        found = records(run.stdout.decode().splitlines())
        wrong = [
            f"entry {number}: {field}"
            for number, entry in expected.items()
            for field in entry
            if not field.endswith("_line") and (number, field) not in CHANGED
            if not is_same(entry[field], found.get(number, {}).get(field))
        ]
        if run.returncode or found.keys() != expected.keys():
            wrong.append(f"{len(found)} entries, exit code {run.returncode}: {run.stderr.decode()[:200]}")
        different += bool(wrong)
        print(f"{file.name}: {len(expected)} entries {'differ: ' + '; '.join(wrong[:10]) if wrong else 'are equal'}")
    sys.exit(different > 0)


main()
