#!/usr/bin/env python3
"""Fails when modules of one folder of src/ lead to each other in a circle. A module may use what stands in the file of the one
above it, and counts with all below it. Prints each circle with the files that make it."""

import pathlib
import re
import sys
from collections import defaultdict
from graphlib import CycleError, TopologicalSorter

SRC = pathlib.Path(__file__).resolve().parent.parent / "src"


def module(file):
    parts = file.relative_to(SRC).with_suffix("").parts
    return parts[:-1] if parts[-1] in ("mod", "lib") else parts


def code(file):
    """The text of a file without its comments and its tests."""
    text = re.sub(r"(?m)//.*$", "", file.read_text())
    return text.split("#[cfg(test)]\nmod tests")[0]


def paths(tree):
    """The paths of a `use`, with braces resolved."""
    tree = tree.strip()
    group = re.fullmatch(r"([^{]*)\{(.*)\}", tree, re.S)
    if not group:
        return [tree.split(" as ")[0]]
    items, depth = [""], 0
    for char in group[2]:
        depth += (char == "{") - (char == "}")
        if char == "," and depth == 0:
            items.append("")
        else:
            items[-1] += char
    return [group[1] + path for item in items if item.strip() for path in paths(item)]


def resolve(path, own, modules):
    """The module that a path leads to from the module `own`; none outside this crate."""
    names = [name for name in path.split("::") if name]
    if names[0] in ("crate", "lauazym"):
        at, names = (), names[1:]
    elif names[0] in ("self", "super"):
        at = own
        while names and names[0] in ("self", "super"):
            at, names = at[: -1 if names[0] == "super" else None], names[1:]
    elif (*own, names[0]) in modules:
        at = own
    else:
        return None
    for name in names:
        if (*at, name) not in modules:
            break
        at = (*at, name)
    return at


def main():
    modules = {module(file): file for file in sorted(SRC.rglob("*.rs")) if file.name != "main.rs"}
    folders = defaultdict(lambda: defaultdict(dict))
    for own, file in modules.items():
        text = code(file)
        named = [path for tree in re.findall(r"\buse\s+([^;]+);", text) for path in paths(tree)]
        named += re.findall(r"\b(?:crate|self|super)(?:::\w+)+", text)
        for other in {resolve(path, own, modules) for path in named} - {None}:
            same = next((n for n, (a, b) in enumerate(zip(own, other)) if a != b), None)
            if same is not None:
                folders[own[:same]][own[same]][other[same]] = ("::".join(own), "::".join(other))
    wrong = False
    for arrows in folders.values():
        try:
            TopologicalSorter(arrows).prepare()
        except CycleError as error:
            circle = error.args[1][::-1]
            wrong = True
            steps = (" uses ".join(arrows[a][b]) for a, b in zip(circle, circle[1:]))
            print("a circle: " + ", ".join(steps), file=sys.stderr)
    print(f"{len(modules)} modules, {'a circle' if wrong else 'no circle'}")
    return 1 if wrong else 0


sys.exit(main())
