"""The engine that answers queries: Oxigraph, in memory or over a store on disk.

The union of all named graphs is what a query sees unless it names graphs itself. The ontology with
its code lists is loaded beside the data, so that queries can ask for the codes' labels.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from detente.graph.errors import OutsideError
from detente.graph.sparql import check_query, syntax_error
from detente.graph.stores.ledger import LEDGER_GRAPH, entries, remarks
from detente.graph.stores.store import ONTOLOGY_GRAPH, Results
from detente.ontology import ONTOLOGY

_ASIDE = (ONTOLOGY_GRAPH, LEDGER_GRAPH)


class LocalStore:
    """Quads in memory or on disk."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    @classmethod
    def in_memory(cls, quads: Iterable[ox.Quad]) -> "LocalStore":
        """A store of ``quads`` and the ontology."""
        store = ox.Store()
        store.bulk_extend(quads)
        return cls.with_ontology(store)

    @classmethod
    def with_ontology(cls, store: ox.Store) -> "LocalStore":
        """The engine's store, the ontology added to it."""
        store.bulk_load(path=str(ONTOLOGY), format=ox.RdfFormat.TURTLE, to_graph=ONTOLOGY_GRAPH)
        return cls(store)

    def hold(self, quads: Iterable[ox.Quad]) -> None:
        """Hold ``quads`` and the ontology from now on."""
        self._store = self.in_memory(quads)._store

    @classmethod
    def on_disk(cls, path: Path) -> "LocalStore":
        """A store that was written to the folder ``path`` by Oxigraph, opened for reading.

        Raises OutsideError when it cannot be opened.
        """
        try:
            return cls(ox.Store.read_only(str(path)))
        except OSError as error:
            raise OutsideError(f"{path}: not a store that can be opened: {error}") from error

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a reader should be told: the sources that are not all there."""
        return remarks(entries(self._store).values())

    def quads(self) -> Iterator[ox.Quad]:
        """The data, without the ontology."""
        return (quad for quad in self._store if quad.graph_name not in _ASIDE)

    def all_quads(self) -> Iterator[ox.Quad]:
        """The data and the ontology."""
        return (quad for quad in self._store if quad.graph_name != LEDGER_GRAPH)

    @cached_property
    def graphs(self) -> frozenset[str]:
        """The IRIs of the named graphs."""
        return frozenset(
            graph.value
            for graph in self._store.named_graphs()
            if isinstance(graph, ox.NamedNode) and graph != LEDGER_GRAPH
        )

    def evaluate(self, query: str, prefixes: Mapping[str, str], name: str = "query") -> Results:
        """The engine's results for a SPARQL query; ``name`` is what messages call the query.

        Raises QueryError when the query is malformed or would reach beyond the store.
        """
        traits = check_query(query, lambda: self.graphs, name)
        try:
            results = self._store.query(
                query, prefixes=dict(prefixes), use_default_graph_as_union=not traits.names_graphs
            )
        except SyntaxError as error:
            raise syntax_error(query, error, prefixes, name) from error
        return bool(results) if isinstance(results, ox.QueryBoolean) else results
