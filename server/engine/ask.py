"""What goes to an engine and what comes back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO, Protocol
from urllib.parse import urlencode

from detente.graph.sparql.tokens import tokens

Fields = tuple[tuple[str, str], ...]


def dataset(query: str, named: Fields = ()) -> Fields:
    """What tells the engine which graphs a query sees: those ``named`` by the protocol, else those that
    the query names with FROM, else the union of all.

    >>> dataset("SELECT * FROM <urn:g> {}")
    ()
    """
    if named or any(kind == "word" and word.upper() == "FROM" for kind, word, _ in tokens(query)):
        return named
    return (("union-default-graph", ""),)


@dataclass(frozen=True, slots=True)
class Ask:
    """A request as the engine's process gets it."""

    method: str
    target: str  # path and query, encoded
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | IO[bytes] | None = None

    @classmethod
    def query(cls, sparql: str, accept: str, fields: Fields = ()) -> "Ask":
        """A SPARQL query that asks for an answer of the media type ``accept``.

        >>> Ask.query("ASK {}", "text/csv").target
        '/query?union-default-graph='
        """
        return cls(
            "POST",
            "/query?" + urlencode(dataset(sparql, fields)),
            {"Content-Type": "application/sparql-query", "Accept": accept},
            sparql.encode(),
        )


@dataclass(slots=True)
class Answer:
    """An engine's whole answer: ``body`` stands at its start, ``size`` bytes long. To be closed."""

    status: int
    headers: Mapping[str, str]
    body: IO[bytes]
    size: int
    lane: str  # "quick", "long" or "write"

    def read(self) -> bytes:
        """All of it, closed afterwards."""
        with self.body:
            return self.body.read()


class Engine(Protocol):
    """Raises Refusal with the status and the sentence that the client is to be told."""

    @property
    def changes(self) -> int:
        """How often something was written since the start."""

    async def read(self, ask: Ask) -> Answer:
        """The answer to a query, or a graph."""

    async def write(self, ask: Ask) -> Answer:
        """The answer to an update or a change of a graph, once it is on disk."""

    async def close(self) -> None:
        """End its processes."""
