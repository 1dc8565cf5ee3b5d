#!/usr/bin/env python3
"""Fails when a room of src/ names a later room: the pipeline goes one way. Prints how often each names each."""

import pathlib
import re
import sys
from collections import Counter

ROOMS = ["terms", "reading", "graph", "questions", "publishing", "answers", "pages", "remote", "server", "cli"]
# In each room of this list the parts are in the order of the pipeline too.
PARTS = {
    "reading": ["text", "findings", "letters", "lines", "vocabulary", "document", "entries", "records", "corpus"],
}


def code(file):
    """The text of a file without its comments and its tests."""
    text = re.sub(r"(?m)//.*$", "", file.read_text())
    return text.split("#[cfg(test)]\nmod tests")[0]


def named(text, pattern, names):
    """How often each name follows the pattern, one at a time or in braces."""
    found = re.findall(pattern + r"(?:(\w+)|\{([^}]*)\})", text)
    words = (word for one, several in found for word in [one, *re.findall(r"\w+", several)])
    return Counter(word for word in words if word in names)


def check(files, room_of, pattern, order):
    """The arrows between rooms, and those that go upward."""
    arrows, upward = Counter(), []
    for file in files:
        own = room_of(file)
        if own not in order:
            continue
        for other, times in named(code(file), pattern, order).items():
            if other != own:
                arrows[own, other] += times
                if order.index(other) > order.index(own):
                    upward.append(f"{file}: {own} names {other}")
    return arrows, upward


def main():
    src = pathlib.Path(__file__).resolve().parent.parent / "src"
    name = lambda path, depth: path.relative_to(src).parts[depth].removesuffix(".rs")
    files = sorted(src.rglob("*.rs"))
    arrows, upward = check(files, lambda file: name(file, 0), r"\b(?:crate|lauazym)::", ROOMS)
    for room, order in PARTS.items():
        inside = [file for file in files if name(file, 0) == room and len(file.relative_to(src).parts) > 1]
        more, wrong = check(inside, lambda file: name(file, 1), rf"\bcrate::{room}::", order)
        arrows, upward = arrows + more, upward + wrong
    for (own, other), times in sorted(arrows.items()):
        print(f"{own:<12} {other:<12} {times}")
    print("\n".join(upward), file=sys.stderr)
    return 1 if upward else 0


sys.exit(main())
