"""Extracts the text of each PDF of a folder in every manner, reads it, and compares the records with those expected.

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


def without_lines(value):
    """The value without numbers of lines, which differ from text to text."""
    if isinstance(value, dict):
        return {key: without_lines(field) for key, field in value.items() if not key.endswith("_line")}
    if isinstance(value, list):
        return [without_lines(item) for item in value]
    return value


def records(lines):
    return {entry["number"]: without_lines(entry) for entry in map(json.loads, lines)}


def main():
    program, folder, texts = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    expected = records((folder / "expected.jsonl").read_text().splitlines())
    different = 0
    for pdf in sorted(folder.glob("*.pdf")):
        for name, extract in EXTRACTORS.items():
            file = texts / f"{pdf.stem}.{name}.txt"
            file.write_text(extract(pdf))
            run = subprocess.run([program, "records", str(file)], capture_output=True, check=False)
            found = records(run.stdout.decode().splitlines())
            wrong = [
                f"entry {number}: {field}"
                for number, entry in expected.items()
                for field in entry
                if (number, field) not in CHANGED and found.get(number, {}).get(field) != entry[field]
            ]
            if run.returncode or found.keys() != expected.keys():
                wrong.append(f"{len(found)} entries, exit code {run.returncode}: {run.stderr.decode()[:200]}")
            different += bool(wrong)
            print(f"{file.name}: {len(expected)} entries {'differ: ' + '; '.join(wrong[:10]) if wrong else 'are equal'}")
    sys.exit(different > 0)


main()
