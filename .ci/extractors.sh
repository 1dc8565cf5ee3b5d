#!/usr/bin/env bash
# Texts that five extractors (PyPI: pdfminer.six, pypdf, PyMuPDF; poppler: pdftotext, plain and with -layout and -raw) make of
# PDFs give the same records as the order itself. Usage: .ci/extractors.sh PROGRAM [FOLDER]
# FOLDER holds PDFs of an order and `expected.jsonl`, its records; where it is missing, nothing is checked.
set -euo pipefail
cd "$(dirname "$0")/.."

program=$(realpath "${1:?the path of lauazym}")
folder=${2:-../shared/cases/25-pdf-and-docx}
environment=target/ci-python
texts=target/ci-extractors

if [ ! -f "$folder/expected.jsonl" ]; then
    echo "no PDFs to extract text from: $folder is missing; nothing is checked"
    exit 0
fi
if ! command -v pdftotext >/dev/null; then
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends poppler-utils >/dev/null
fi
[ -x "$environment/bin/python" ] || python3 -m venv "$environment"
"$environment/bin/pip" install -q pdfminer.six==20260107 pypdf==7.1.1 pymupdf==2.0

rm -rf "$texts"
mkdir -p "$texts"
"$environment/bin/python" .ci/extractors.py "$program" "$folder" "$texts"
