"""Large graphs, written as they come from the store: nothing is held in memory and nothing sorted.

A graph that people read is laid out for reading, which takes all of it in memory at once. Beyond ``MOST``
statements nobody reads it line by line; then each named graph is written after the other, a subject's
statements together as far as the store keeps them so. Turtle has no named graphs: a statement that
two sources share is written with each, which says nothing more than once.
"""

from collections.abc import Iterator
from itertools import islice
from typing import IO, TYPE_CHECKING

import pyoxigraph as ox

from detente.exports.turtle import OWN
from detente.ontology.prefixes import PREFIXES

if TYPE_CHECKING:
    from detente.graph.graph import Graph

MOST = 250_000


def is_large(graph: "Graph") -> bool:
    """Whether a graph has more statements than are laid out for reading."""
    if "quads" in graph.__dict__ or graph.dossier is not None:  # in memory already
        return len(graph.quads) > MOST
    return sum(1 for _ in islice(graph.store.quads(), MOST + 1)) > MOST


def turtle_lines(graph: "Graph", file: IO[bytes]) -> None:
    """All statements as Turtle."""
    triples: Iterator[ox.Triple] = (quad.triple for quad in graph.store.quads())
    ox.serialize(triples, file, format=ox.RdfFormat.TURTLE, prefixes=_prefixes(graph))


def trig_lines(graph: "Graph", file: IO[bytes]) -> None:
    """All statements as TriG."""
    ox.serialize(graph.store.quads(), file, format=ox.RdfFormat.TRIG, prefixes=_prefixes(graph))


def ntriples_lines(graph: "Graph", file: IO[bytes]) -> None:
    """All statements as N-Triples."""
    triples = (quad.triple for quad in graph.store.quads())
    ox.serialize(triples, file, format=ox.RdfFormat.N_TRIPLES)


def nquads_lines(graph: "Graph", file: IO[bytes]) -> None:
    """All statements as N-Quads."""
    ox.serialize(graph.store.quads(), file, format=ox.RdfFormat.N_QUADS)


def _prefixes(graph: "Graph") -> dict[str, str]:
    return {"": graph.base, **{kind: f"{graph.base}{kind}/" for kind in OWN}, **PREFIXES}
