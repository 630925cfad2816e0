"""An endpoint as pushing needs it: what it has, and where changes are sent."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import IO, cast
from urllib.parse import urlsplit

import pyoxigraph as ox

from detente.graph.errors import OutsideError
from detente.graph.stores.connection import Connection, Reply
from detente.graph.stores.push.wording import Limits

_ROWS = "application/sparql-results+json"
_TRIPLES = "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.5"
_N_TRIPLES = "application/n-triples"
_UPDATE = {"Content-Type": "application/sparql-update; charset=utf-8", "Accept": "*/*"}
_FORMATS = {"text/plain": ox.RdfFormat.N_TRIPLES}
# Its compiler takes time by the square of the triples, and refuses more than a few thousand. When an
# operation fails, those before it in the request stay.
_VIRTUOSO = Limits(size=1_000_000, triples=1_000, staged=True)


def default_update_address(query: str) -> str:
    """Where servers usually take updates when they take queries at ``query``.

    >>> default_update_address("http://localhost:3030/talks/query")
    'http://localhost:3030/talks/update'
    >>> default_update_address("http://localhost:7200/repositories/talks")
    'http://localhost:7200/repositories/talks/statements'
    >>> default_update_address("http://localhost:8890/sparql")
    'http://localhost:8890/sparql'
    """
    parts = urlsplit(query)
    path = re.sub(r"/query(/?)$", r"/update\1", parts.path)
    path = re.sub(r"(/repositories/[^/]+)/?$", r"\1/statements", path)
    return parts._replace(path=path).geturl()


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where to ask, and where to send changes: updates, or with the Graph Store Protocol graphs."""

    query: Connection
    update: Connection
    store: Connection | None = None

    def limits(self, limits: Limits) -> Limits:
        """What one request may carry, by what the server says it is."""
        with self._ask("ASK {}", _ROWS) as reply:
            server = reply.headers.get("Server", "")
            self._rows_of(reply)
        return _VIRTUOSO if server.startswith("Virtuoso") else limits

    def counts(self, graphs: Iterable[str]) -> dict[str, int]:
        """How many triples there are in each of ``graphs``; those that are not there are left out."""
        names = " ".join(f"<{graph}>" for graph in graphs)
        if not names:
            return {}
        query = (
            "SELECT ?g (COUNT(*) AS ?n) WHERE { "
            f"VALUES ?g {{ {names} }} GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g"
        )
        rows = self._rows(query)
        return {row["g"]: int(row["n"]) for row in rows if "g" in row and int(row["n"])}

    def graphs_below(self, prefixes: Iterable[str]) -> tuple[str, ...]:
        """The graphs whose addresses start with one of ``prefixes``."""
        tests = " || ".join(f'STRSTARTS(STR(?g), "{prefix}")' for prefix in prefixes)
        query = (
            "SELECT ?g WHERE { { SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } } "
            f"FILTER({tests}) }}"
        )
        return tuple(sorted({row["g"] for row in self._rows(query) if "g" in row}))

    def triples(self, graph: str, count: int) -> Iterator[ox.Triple]:
        """The ``count`` triples of a graph, page by page where the endpoint cuts answers off.

        Raises OutsideError when it gives others than it counts.
        """
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
        seen: set[bytes] = set()
        while len(seen) < count:
            before = len(seen)
            page = f" LIMIT {count} OFFSET {before}" if before else ""
            for triple in self._page(query + page):
                found = blake2b(str(triple).encode(), digest_size=16).digest()
                if found not in seen:
                    seen.add(found)
                    yield triple
            if len(seen) == before:
                break
        if len(seen) != count:
            raise OutsideError(
                f"{self.query.address}: gives {len(seen):,} of the {count:,} triples of <{graph}>"
                "\n    Raise the server's limit on the size of answers, or try when nobody writes."
            )

    def send_update(self, text: str) -> None:
        """One request, sent once."""
        self.update.send("POST", data=text.encode(), headers=_UPDATE, repeatable=False).close()

    def put(self, graph: str, content: IO[bytes]) -> None:
        """Replace a graph whole by N-Triples, through the Graph Store Protocol."""
        headers = {"Content-Type": _N_TRIPLES}
        self._store.send("PUT", fields=[("graph", graph)], data=content, headers=headers).close()

    def delete(self, graph: str) -> None:
        """Remove a graph, through the Graph Store Protocol; it may be gone already."""
        self._store.send("DELETE", fields=[("graph", graph)], expected=(404,)).close()

    @property
    def _store(self) -> Connection:
        if self.store is None:
            raise TypeError("this endpoint has no graph store")
        return self.store

    def _ask(self, query: str, accept: str) -> Reply:
        form = [("query", query)]
        return self.query.send("POST", form=form, headers={"Accept": accept}, repeatable=True)

    def _rows(self, query: str) -> list[dict[str, str]]:
        with self._ask(query, _ROWS) as reply:
            return self._rows_of(reply)

    def _rows_of(self, reply: Reply) -> list[dict[str, str]]:
        try:
            answer = json.loads(reply.read())
            if "boolean" in answer:
                return []
            found = answer["results"]["bindings"]
            return [{name: term["value"] for name, term in row.items()} for row in found]
        except (ValueError, KeyError, TypeError, AttributeError):
            raise self._other_kind(reply) from None

    def _page(self, query: str) -> Iterator[ox.Triple]:
        with self._ask(query, _TRIPLES) as reply:
            format_ = _FORMATS.get(reply.media_type) or ox.RdfFormat.from_media_type(
                reply.media_type
            )
            if format_ is None:
                raise self._other_kind(reply)
            try:
                for quad in ox.parse(input=cast("IO[bytes]", reply), format=format_):
                    yield quad.triple
            except (SyntaxError, ValueError) as error:
                raise OutsideError(
                    f"{self.query.address}: its {format_.name} cannot be read: {error}"
                ) from error

    def _other_kind(self, reply: Reply) -> OutsideError:
        what = reply.media_type or "something without a type"
        return OutsideError(
            f"{self.query.address}: answers {what}, not as a SPARQL endpoint does"
            "\n    Is it the query address, and not that of a page or of the graph store?"
        )
