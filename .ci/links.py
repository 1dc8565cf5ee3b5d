#!/usr/bin/env python3
"""Checks the folder of a site: every internal link leads to a file and to an identifier in it, no page asks another origin for
anything, every page says its language, no identifier stands twice, and every RDF file parses and agrees with the dump.

Usage: links.py FOLDER [BASE]. RDF is read by rdflib if it is installed."""

import decimal
import html.parser
import os
import pathlib
import re
import sys
import urllib.parse
from collections import Counter

ASKED = {"link": "href", "script": "src", "img": "src", "iframe": "src", "source": "src", "object": "data"}
LANGUAGES = {".ru.html": "ru", ".en.html": "en", ".html": "kk"}


class Page(html.parser.HTMLParser):
    """The links, identifiers and language of a page."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.links, self.asked, self.ids, self.language = [], [], [], None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "html":
            self.language = values.get("lang")
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "link" and values.get("rel") in ("canonical", "alternate"):
            self.links.append(values["href"])
        elif tag in ASKED and ASKED[tag] in values:
            self.asked.append(values[ASKED[tag]])
        for name in ("href", "action"):
            if tag in ("a", "area", "form") and name in values:
                self.links.append(values[name])


def is_outside(link):
    return urllib.parse.urlsplit(link).scheme != "" or link.startswith("//")


def pages_of(folder):
    for file in sorted(folder.rglob("*.html")):
        yield file.relative_to(folder).as_posix(), file


def check_links(folder, base):
    wrong, ids, wanted, sizes = [], {}, [], Counter()
    for path, file in pages_of(folder):
        text = file.read_text()
        page = Page(text)
        ids[path] = set(page.ids)
        sizes[path] = len(text.encode())
        twice = [name for name, times in Counter(page.ids).items() if times > 1]
        if twice:
            wrong.append(f"{path}: the identifier {twice[0]} stands {Counter(page.ids)[twice[0]]} times")
        expected = next(language for ending, language in LANGUAGES.items() if path.endswith(ending))
        if page.language != expected:
            wrong.append(f"{path}: its language is {page.language}, not {expected}")
        if path != "404.html":
            wrong += [f"{path}: asks {link}" for link in page.asked if is_outside(link)]
        for link in page.links + page.asked:
            if not is_outside(link):
                wanted.append((path, link))
    files = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
    for path, link in wanted:
        parts = urllib.parse.urlsplit(link)
        target = os.path.normpath(os.path.join(os.path.dirname(path), urllib.parse.unquote(parts.path))) if parts.path else path
        fragment = urllib.parse.unquote(parts.fragment)
        if target not in files:
            wrong.append(f"{path}: {link} leads to no file")
        elif fragment and fragment not in ids.get(target, {fragment}):
            wrong.append(f"{path}: {link} leads to no identifier")
    return wrong, len(wanted), sizes


def statement(line):
    """A statement, in which a decimal number counts by its value: stores keep no other form."""
    number = re.fullmatch(r'(.+ )"([-+0-9.]+)"(\^\^<http://www.w3.org/2001/XMLSchema#decimal>)', line)
    return f"{number[1]}{decimal.Decimal(number[2]).normalize()}{number[3]}" if number else line


def check_rdf(folder, base):
    try:
        import rdflib
    except ImportError:
        print("rdflib is not installed: RDF is not read", file=sys.stderr)
        return [], 0
    wrong, count = [], 0
    dump = {statement(line.rsplit(" <", 1)[0]) for line in open(folder / "lauazym.nq")}
    for file in sorted(folder.rglob("*.nt")):
        lines = {line.rstrip("\n").removesuffix(" .") for line in open(file)}
        foreign = [line for line in lines if line and statement(line) not in dump]
        if foreign:
            wrong.append(f"{file}: not in the dump: {foreign[0]}")
        stem = file.name.removesuffix(".nt")
        graphs = [rdflib.Graph().parse(file, format="nt")]
        graphs.append(rdflib.Graph().parse(file.with_name(stem + ".ttl"), format="turtle"))
        graphs.append(rdflib.Graph().parse(file.with_name(stem + ".jsonld"), format="json-ld"))
        graphs.append(rdflib.Graph().parse(file.with_name(stem + ".rdf"), format="xml"))
        sizes = [len(graph) for graph in graphs]
        if len(set(sizes)) != 1 or not set(graphs[0]) == set(graphs[1]) == set(graphs[3]):
            wrong.append(f"{file}: nt, ttl, jsonld and rdf differ: {sizes}")
        count += 4
    return wrong, count


def main():
    folder = pathlib.Path(sys.argv[1])
    base = sys.argv[2] if len(sys.argv) > 2 else "https://w3id.org/lauazym/"
    wrong, links, sizes = check_links(folder, base)
    more, documents = check_rdf(folder, base)
    for line in (wrong + more)[:40]:
        print(line)
    large = [path for path, size in sizes.items() if size > 100_000]
    print(f"{len(sizes)} pages, {links} links, {documents} RDF files, {len(large)} pages above 100 KB, {len(wrong + more)} wrong")
    return 1 if wrong or more else 0


sys.exit(main())
