"""What was loaded into a store, written down in the store itself, in a graph of its own.

For each source: its digest, its graphs, and whether it is whole. It is written before a graph is touched
and again when the source is all there, so that a load that was stopped can be told and taken up again.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

LEDGER_GRAPH = ox.NamedNode("https://w3id.org/detente/loads")

_TERMS = f"{LEDGER_GRAPH.value}#"
_NAME, _DIGEST, _GRAPH, _WHOLE = (
    ox.NamedNode(_TERMS + name) for name in ("name", "digest", "graph", "whole")
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A source: its address, what people call it, its digest, its graphs, and whether it is all there."""

    source: str
    name: str
    digest: str
    graphs: frozenset[str]
    whole: bool


def entries(store: ox.Store) -> dict[str, Entry]:
    """What the store says of its sources, by their addresses."""
    told: dict[str, dict[str, list[str]]] = {}
    for quad in store.quads_for_pattern(None, None, None, LEDGER_GRAPH):
        if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.Triple):
            properties = told.setdefault(quad.subject.value, {})
            properties.setdefault(quad.predicate.value, []).append(quad.object.value)
    return {
        source: Entry(
            source,
            "".join(properties.get(_NAME.value, [])[:1]),
            "".join(properties.get(_DIGEST.value, [])[:1]),
            frozenset(properties.get(_GRAPH.value, ())),
            properties.get(_WHOLE.value) == ["true"],
        )
        for source, properties in told.items()
    }


def write(store: ox.Store, entry: Entry) -> None:
    """Put ``entry`` in the place of what was said of its source, in one step."""
    source = ox.NamedNode(entry.source)
    facts: list[tuple[ox.NamedNode, ox.NamedNode | ox.Literal]] = [
        (_NAME, ox.Literal(entry.name)),
        (_DIGEST, ox.Literal(entry.digest)),
        (_WHOLE, ox.Literal(entry.whole)),
        *((_GRAPH, ox.NamedNode(graph)) for graph in sorted(entry.graphs)),
    ]
    said = " ".join(f"{source} {predicate} {value} ." for predicate, value in facts)
    store.update(
        f"DELETE WHERE {{ GRAPH {LEDGER_GRAPH} {{ {source} ?p ?o }} }} ;"
        f"INSERT DATA {{ GRAPH {LEDGER_GRAPH} {{ {said} }} }}"
    )


def forget(store: ox.Store, source: str) -> None:
    """Say nothing any more of a source."""
    node = ox.NamedNode(source)
    store.update(f"DELETE WHERE {{ GRAPH {LEDGER_GRAPH} {{ {node} ?p ?o }} }}")


def remarks(found: Iterable[Entry]) -> tuple[str, ...]:
    """What a reader of the store should be told: the sources that are not whole."""
    return tuple(
        f"'{entry.name}' is not all there: its load was stopped, or is still going on. "
        "'detente load' takes it up again."
        for entry in sorted(found, key=lambda entry: entry.source)
        if not entry.whole
    )
