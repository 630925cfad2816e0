"""A SPARQL 1.1 endpoint as a store: any server that speaks the protocol.

Only what the standards say is used: queries by GET or as a form, the protocol's graph parameters, the
result formats. Answers are read as they come in; one that breaks off is an error and not a short answer.
"""

import os
from collections.abc import Iterator, Mapping
from functools import cached_property
from urllib.parse import quote

import pyoxigraph as ox

from detente.graph.errors import OutsideError, UsageError
from detente.graph.sparql import check_query, syntax_error
from detente.graph.sparql.prologue import form, with_prefixes
from detente.graph.stores.connection import Connection, EndpointError, Reply
from detente.graph.stores.dataset import Dataset, dataset
from detente.graph.stores.ledger import LEDGER_GRAPH
from detente.graph.stores.paging import pages, sliced
from detente.graph.stores.results import (
    ROWS,
    TRIPLES,
    Chunks,
    RemoteRows,
    rows,
    rows_of,
    rows_or_truth,
    triples,
    truth,
)
from detente.graph.stores.store import ONTOLOGY_GRAPH, Results

_LONGEST_URL = 2000  # characters; what is longer is sent as a form
_SERVERS_OWN = (  # what Virtuoso shows beside one's data
    "http://www.openlinksw.com/schemas/virtrdf#",
    "http://localuriqaserver/",
    "http://www.w3.org/ns/ldp#",
)

_NAMED = "SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }"
_IN_GRAPH = "SELECT ?s ?p ?o {{ GRAPH <{}> {{ ?s ?p ?o }} }}"
_UNNAMED = "SELECT ?s ?p ?o { ?s ?p ?o FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } } }"


class RemoteStore:
    """The quads behind an endpoint.

    ``page_rows`` is how many rows are asked for at once (default: DETENTE_PAGE_ROWS, else all, and
    pages only where the server says that it has cut a result).
    """

    def __init__(self, connection: Connection, *, page_rows: int | None = None) -> None:
        self._connection, self._address = connection, connection.address
        self._page_rows = page_rows or _page_rows()

    def __repr__(self) -> str:
        return f"<RemoteStore {self._address}>"

    @cached_property
    def graphs(self) -> frozenset[str]:
        """The IRIs of the named graphs."""
        found = self._rows("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", Dataset())
        names = (row[0] for row in found)
        return frozenset(
            name.value for name in names if isinstance(name, ox.NamedNode) and not _aside(name)
        )

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a reader should be told of the endpoint; asks it when it was not asked before."""
        return self._dataset.remarks

    def quads(self) -> Iterator[ox.Quad]:
        """The data, without the ontology."""
        return (quad for quad in self.all_quads() if quad.graph_name != ONTOLOGY_GRAPH)

    def all_quads(self) -> Iterator[ox.Quad]:
        """The data and the ontology."""
        if self._page_rows:
            for graph in sorted(self.graphs):
                name = ox.NamedNode(graph)
                for s, p, o in self._rows(_IN_GRAPH.format(graph), Dataset()):
                    yield ox.Quad(s, p, o, name)
        else:
            for g, s, p, o in self._rows(_NAMED, Dataset()):
                if not _aside(g):
                    yield ox.Quad(s, p, o, g)
        for s, p, o in self._rows(_UNNAMED, Dataset()):
            yield ox.Quad(s, p, o)

    def evaluate(self, query: str, prefixes: Mapping[str, str], name: str = "query") -> Results:
        """The endpoint's results for a SPARQL query; ``name`` is what messages call the query.

        Raises QueryError when the query is malformed or would reach beyond the store, OutsideError
        when the endpoint fails.
        """
        traits = check_query(query, lambda: self.graphs, name)
        try:
            return self._results(
                with_prefixes(query, prefixes), Dataset() if traits.names_graphs else self._dataset
            )
        except EndpointError as error:
            if error.status in (400, 500):
                _check_here(query, prefixes, name)
            raise

    def _results(self, query: str, over: Dataset) -> Results:
        kind = form(query)
        if kind in ("CONSTRUCT", "DESCRIBE"):
            reply = self._send(query, over, TRIPLES)
            if _cut_at(reply):
                reply.close()
                raise OutsideError(
                    f"{self._address}: the server sends only a part of this result"
                    "\n    Ask for less at once, with ORDER BY, LIMIT and OFFSET."
                )
            return triples(reply, self._address)
        return self._rows(query, over) if kind == "SELECT" else self._truth(query, over)

    def _rows(self, query: str, over: Dataset) -> RemoteRows:
        if self._page_rows:
            columns = self._one(sliced(query).none(), over)
            return self._pages(query, over, columns, self._page_rows)
        reply = self._send(query, over, ROWS)
        cut = _cut_at(reply)
        found = rows(rows_or_truth(reply, self._address), self._address)
        if not cut:
            return found
        reply.close()
        return self._pages(query, over, found, cut)

    def _pages(self, query: str, over: Dataset, like: RemoteRows, size: int) -> RemoteRows:
        columns = [variable.value for variable in like.variables]
        whole = Chunks(pages(sliced(query), columns, size, lambda page: self._one(page, over)))
        found = rows_of(whole, ox.QueryResultsFormat.JSON, self._address, whole)
        return rows(found, self._address)

    def _one(self, query: str, over: Dataset) -> RemoteRows:
        return rows(rows_or_truth(self._send(query, over, ROWS), self._address), self._address)

    def _truth(self, query: str, over: Dataset) -> bool:
        return truth(rows_or_truth(self._send(query, over, ROWS), self._address), self._address)

    @cached_property
    def _dataset(self) -> Dataset:
        return dataset(
            lambda query: self._truth(query, Dataset()),
            lambda: self.graphs,
            self._address,
        )

    def _send(self, query: str, over: Dataset, accept: str) -> Reply:
        fields = [("query", query), *over.fields]
        headers = {"Accept": accept}
        length = len(self._connection.url) + sum(
            len(quote(name)) + len(quote(text)) + 2 for name, text in fields
        )
        if length <= _LONGEST_URL:
            reply = self._connection.send("GET", fields=fields, headers=headers)
        else:
            reply = self._connection.send("POST", form=fields, headers=headers, repeatable=True)
        if reply.headers.get("X-SQL-State", "").startswith("S1TAT"):
            reply.close()
            raise OutsideError(
                f"{self._address}: the server ran out of its time for a query and sent "
                "only a part of the answer\n    Ask for less, or allow more time at the server."
            )
        return reply


def _aside(graph: ox.NamedNode | ox.BlankNode) -> bool:
    """Whether the graph is no data: our books of what was loaded, or a server's own description."""
    return graph == LEDGER_GRAPH or graph.value.startswith(_SERVERS_OWN)


def _cut_at(reply: Reply) -> int:
    """The number of rows at which the server cut the result, as far as it says; else nothing.

    Virtuoso sends this header with a result that it has cut.
    """
    rows = reply.headers.get("X-SPARQL-MaxRows", "").strip()
    return int(rows) if rows.isdigit() else 0


def _check_here(query: str, prefixes: Mapping[str, str], name: str) -> None:
    """Raises our own error, with its place, where the query cannot be read here either."""
    try:
        ox.Store().query(query, prefixes=dict(prefixes))
    except SyntaxError as error:
        raise syntax_error(query, error, prefixes, name) from None
    except (OSError, RuntimeError, ValueError):
        return


def _page_rows() -> int | None:
    text = os.environ.get("DETENTE_PAGE_ROWS")
    if not text:
        return None
    if not text.isdigit() or not int(text):
        raise UsageError(f"DETENTE_PAGE_ROWS is '{text}', not a number of rows")
    return int(text)
