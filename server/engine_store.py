"""The engine behind the server as a store of the graph: the same questions, under the same limits.

Networks, pages and exports are made in threads; what they ask goes to the engine's processes, so
that the largest store is read no further than a client may read it, and a write is seen at once.
"""

import asyncio
from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from detente.graph.graph import Graph
from detente.graph.sparql import check_query
from detente.graph.sparql.prologue import form, with_prefixes
from detente.graph.stores.store import ONTOLOGY_GRAPH, Results
from detente.ontology.prefixes import PREFIXES
from detente.server.engine import Ask, Engine
from detente.server.refusals import Refusal

_ROWS, _TRIPLES, _QUADS = (
    "application/sparql-results+json",
    "application/n-triples",
    "application/n-quads",
)


class EngineStore:
    """The engine as ``detente.graph.stores.store.Store``, for use in threads other than the loop's.

    Its methods raise Refusal where the engine does.
    """

    remarks: tuple[str, ...] = ()

    def __init__(self, engine: Engine, loop: asyncio.AbstractEventLoop) -> None:
        self._engine, self._loop = engine, loop

    @property
    def graphs(self) -> frozenset[str]:
        """The IRIs of the named graphs."""
        found = self.evaluate("SELECT DISTINCT ?g { GRAPH ?g {} }", {})
        assert isinstance(found, ox.QuerySolutions)  # noqa: S101 - a SELECT gives rows
        return frozenset(row["g"].value for row in found)

    def quads(self) -> Iterator[ox.Quad]:
        """The data, without the ontology."""
        return (quad for quad in self.all_quads() if quad.graph_name != ONTOLOGY_GRAPH)

    def all_quads(self) -> Iterator[ox.Quad]:
        """The data and the ontology."""
        return ox.parse(self._read(Ask("GET", "/store", {"Accept": _QUADS})), ox.RdfFormat.N_QUADS)

    def evaluate(self, query: str, prefixes: Mapping[str, str], name: str = "query") -> Results:
        """The engine's results for a SPARQL query."""
        check_query(query, lambda: self.graphs, name)
        whole = with_prefixes(query, prefixes)
        if form(query) in ("CONSTRUCT", "DESCRIBE"):
            content = self._read(Ask.query(whole, _TRIPLES))
            return (quad.triple for quad in ox.parse(content, ox.RdfFormat.N_TRIPLES))
        results = ox.parse_query_results(
            self._read(Ask.query(whole, _ROWS)), format=ox.QueryResultsFormat.JSON
        )
        return bool(results) if isinstance(results, ox.QueryBoolean) else results

    def _read(self, ask: Ask) -> bytes:
        answer = asyncio.run_coroutine_threadsafe(self._engine.read(ask), self._loop).result()
        content = answer.read()
        if answer.status >= 400:
            raise Refusal(answer.status, content.decode(errors="replace").strip())
        return content


def graph_over(store: EngineStore, name: str) -> Graph:
    """The graph that asks the engine. To be called in a thread other than the loop's."""
    rows = store.evaluate("SELECT ?n { ?n a neg:Negotiation } ORDER BY ?n LIMIT 1", PREFIXES)
    found = [row["n"].value for row in rows] if isinstance(rows, ox.QuerySolutions) else []
    base = found[0].removesuffix("negotiation") if found else None
    return Graph(name, lambda: store, base=base)
