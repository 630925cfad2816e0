"""Bare pyoxigraph, as its documentation has it."""

from importlib.metadata import version
from pathlib import Path
from typing import Any

import networkx
import pyoxigraph as ox
from tasks import PREFIXES, STANCES, ties

VERSIONS = {name: version(name) for name in ("pyoxigraph", "networkx")}


def load(path: Path) -> Any:
    """The file in a store in memory."""
    store = ox.Store()
    store.bulk_load(path=str(path), format=ox.RdfFormat.TURTLE)
    return store


def rows(store: Any, sparql: str) -> list[tuple[str, ...]]:
    """A query's rows as text."""
    found = store.query(sparql, prefixes=PREFIXES)
    return [tuple(term.value for term in solution) for solution in found]


def network(store: Any) -> Any:
    """The agreement network."""
    graph = networkx.Graph()
    for (one, other), weight in ties(rows(store, STANCES)).items():  # type: ignore[arg-type]
        graph.add_edge(one, other, weight=weight)
    return graph


def export(store: Any, path: Path) -> None:
    """The graph as Turtle."""
    store.dump(str(path), ox.RdfFormat.TURTLE, from_graph=ox.DefaultGraph())
