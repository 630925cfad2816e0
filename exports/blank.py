"""Blank nodes under labels that depend on what is said about them, not on who read the file.

A dossier has no blank nodes, but a foreign RDF file may, and parsers label them anew on each run.
Nodes are told apart by colour refinement: each takes the hash of the statements it occurs in, with
its neighbours' hashes in them, until no more nodes can be told apart. Of nodes that look the same
one is set apart and its surroundings looked at again. This labels every graph in polynomial time;
only graphs built to be ambiguous (where nodes look the same that cannot be exchanged for each other)
may come out differently on another run, still right.
"""

from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256

import pyoxigraph as ox

from detente.graph.answer import Term

Place = Term | ox.DefaultGraph
_MOST_SET_APART = 200  # beyond this, look-alikes are numbered as they come


def labelled(quads: tuple[ox.Quad, ...]) -> tuple[ox.Quad, ...]:
    """The quads in the order of their text, blank nodes named ``b1``, ``b2``, …"""
    touched = [quad for quad in quads if _nodes(quad)]
    if not touched:
        return quads
    names = {node: f"b{number}" for number, node in enumerate(_ordered(touched), 1)}

    def renamed(term: Place) -> Place:
        if isinstance(term, ox.BlankNode):
            return ox.BlankNode(names[term.value])
        if isinstance(term, ox.Triple):
            return ox.Triple(renamed(term.subject), term.predicate, renamed(term.object))  # type: ignore[arg-type]
        return term

    anew = (
        ox.Quad(renamed(q.subject), q.predicate, renamed(q.object), renamed(q.graph_name))  # type: ignore[arg-type]
        for q in quads
    )
    return tuple(sorted(anew, key=str))


def _nodes(quad: ox.Quad) -> set[str]:
    if "_:" not in str(quad):  # by far the most, and much the quickest to see
        return set()
    return {*_inside(quad.subject), *_inside(quad.object), *_inside(quad.graph_name)}


def _inside(term: Place) -> Iterable[str]:
    if isinstance(term, ox.BlankNode):
        return (term.value,)
    if isinstance(term, ox.Triple):
        return (*_inside(term.subject), *_inside(term.object))
    return ()


def _ordered(quads: list[ox.Quad]) -> list[str]:
    """The labels of all blank nodes, in an order that does not depend on the labels."""
    occurs: dict[str, list[ox.Quad]] = defaultdict(list)
    for quad in quads:
        for node in _nodes(quad):
            occurs[node].append(quad)
    colours = _refined(dict.fromkeys(occurs, ""), occurs)
    for turn in range(_MOST_SET_APART):
        alike = _first_alike(colours)
        if not alike:
            break
        colours = _refined({**colours, alike: f"{colours[alike]} {turn}"}, occurs)
    return sorted(occurs, key=lambda node: (colours[node], node))


def _first_alike(colours: dict[str, str]) -> str | None:
    seen: dict[str, str] = {}
    alike = []
    for node, colour in colours.items():
        if colour in seen:
            alike.append((colour, min(node, seen[colour])))
        seen[colour] = node
    return min(alike)[1] if alike else None


def _refined(colours: dict[str, str], occurs: dict[str, list[ox.Quad]]) -> dict[str, str]:
    classes = 0
    while len(set(colours.values())) > classes:
        classes = len(set(colours.values()))
        colours = {node: _colour(node, occurs[node], colours) for node in occurs}
    return colours


def _colour(node: str, quads: list[ox.Quad], colours: dict[str, str]) -> str:
    def seen(term: Place) -> str:
        if isinstance(term, ox.BlankNode):
            return "*" if term.value == node else f"_{colours[term.value]}"
        if isinstance(term, ox.Triple):
            return f"<<{seen(term.subject)} {term.predicate} {seen(term.object)}>>"
        return str(term)

    lines = sorted(
        f"{seen(q.subject)} {q.predicate} {seen(q.object)} {seen(q.graph_name)}" for q in quads
    )
    return sha256("\n".join((colours[node], *lines)).encode()).hexdigest()
