"""Détente, by its public face."""

from importlib.metadata import version
from pathlib import Path
from typing import Any

import networkx  # noqa: F401 - the others, too, have it before the clock runs

import detente

VERSIONS = {name: version(name) for name in ("detente", "pyoxigraph", "networkx")}


def load(path: Path) -> Any:
    """The file as a graph, ready to be asked."""
    graph = detente.open(path)
    next(graph.rows("SELECT ?s { ?s ?p ?o } LIMIT 1"), None)
    return graph


def rows(graph: Any, sparql: str) -> list[tuple[str, ...]]:
    """A query's rows as text."""
    return [tuple(str(value) for value in row.values()) for row in graph.rows(sparql)]


def network(graph: Any) -> Any:
    """The agreement network, with the positions and words behind each tie."""
    return graph.network("agreement")


def export(graph: Any, path: Path) -> None:
    """The graph as Turtle."""
    graph.export("turtle", path)
