"""Plain rdflib, as its documentation has it."""

from importlib.metadata import version
from pathlib import Path
from typing import Any

import networkx
import rdflib
from tasks import STANCES, declared, ties

VERSIONS = {name: version(name) for name in ("rdflib", "networkx")}


def load(path: Path) -> Any:
    """The file as a graph in memory."""
    return rdflib.Graph().parse(path, format="turtle")


def rows(graph: Any, sparql: str) -> list[tuple[str, ...]]:
    """A query's rows as text."""
    return [tuple(str(term) for term in row) for row in graph.query(declared(sparql))]


def network(graph: Any) -> Any:
    """The agreement network."""
    made = networkx.Graph()
    for (one, other), weight in ties(rows(graph, STANCES)).items():  # type: ignore[arg-type]
        made.add_edge(one, other, weight=weight)
    return made


def export(graph: Any, path: Path) -> None:
    """The graph as Turtle."""
    graph.serialize(path, format="turtle")
