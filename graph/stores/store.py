"""What every engine can do: the same questions, whatever holds the quads."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

import pyoxigraph as ox

from detente.ontology.terms import NEG

ONTOLOGY_GRAPH = ox.NamedNode(NEG.removesuffix("#"))


class Rows(Protocol):
    """The rows of a SELECT query, read once."""

    @property
    def variables(self) -> Sequence[ox.Variable]:
        """The columns."""

    def __iter__(self) -> Iterator[ox.QuerySolution]: ...

    def serialize(
        self,
        output: None = None,
        format: ox.QueryResultsFormat | None = None,  # noqa: A002 - the engine's word
    ) -> bytes | None:
        """The rows in a SPARQL result format."""


Results = Rows | bool | Iterable[ox.Triple]


class Store(Protocol):
    """Quads that can be queried.

    A query sees the union of all graphs unless it names graphs itself.
    """

    @property
    def graphs(self) -> frozenset[str]:
        """The IRIs of the named graphs."""

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a reader should be told of the state that the store is in."""

    def quads(self) -> Iterator[ox.Quad]:
        """The data, without the ontology."""

    def all_quads(self) -> Iterator[ox.Quad]:
        """The data and the ontology."""

    def evaluate(self, query: str, prefixes: Mapping[str, str], name: str = "query") -> Results:
        """The engine's results for a SPARQL query; ``name`` is what messages call the query.

        Raises QueryError when the query is malformed or would reach beyond the store.
        """
