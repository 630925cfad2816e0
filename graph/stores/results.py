"""What an endpoint sends back, read as it comes in."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import IO, Protocol, cast

import pyoxigraph as ox

from detente.graph.errors import OutsideError
from detente.graph.stores.connection import Reply

ROWS = "application/sparql-results+json, application/sparql-results+xml;q=0.8"
TRIPLES = "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.5"

_ROW_FORMATS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "text/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/xml": ox.QueryResultsFormat.XML,
}
_TRIPLE_FORMATS = {
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/ntriples": ox.RdfFormat.N_TRIPLES,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/x-turtle": ox.RdfFormat.TURTLE,
    "text/rdf+n3": ox.RdfFormat.TURTLE,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/trig": ox.RdfFormat.TRIG,
    "application/n-quads": ox.RdfFormat.N_QUADS,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}


_PIECE = 65536  # bytes
_BLANK = re.compile(rb'("bnode"\s*,\s*"value"\s*:\s*")([^"\\]*)')


class Incoming(Protocol):
    """Bytes that are still coming in."""

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""

    def close(self) -> None:
        """Let the rest go."""


class RemoteRows:
    """The rows of a SELECT query as they come in, read once.

    Iterating raises OutsideError when the answer breaks off or is none.
    """

    def __init__(self, results: ox.QuerySolutions, body: Incoming, address: str) -> None:
        self._results, self._body, self._address = results, body, address

    @property
    def variables(self) -> Sequence[ox.Variable]:
        """The columns."""
        return self._results.variables

    def __iter__(self) -> Iterator[ox.QuerySolution]:
        with _reading(self._body, self._address):
            yield from self._results

    def serialize(
        self,
        output: None = None,
        format: ox.QueryResultsFormat | None = None,  # noqa: A002 - the engine's word
    ) -> bytes | None:
        """The rows in a SPARQL result format."""
        with _reading(self._body, self._address):
            return self._results.serialize(output, format=format)


class Chunks:
    """Bytes that come in pieces of any size, read as a file is."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks, self._chunk = chunks, BytesIO()

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        if size < 0:
            return self._chunk.read() + b"".join(self._chunks)
        found = self._chunk.read(size)
        while not found and (chunk := next(self._chunks, None)) is not None:
            self._chunk = BytesIO(chunk)
            found = self._chunk.read(size)
        return found

    def close(self) -> None:
        """No more of them."""
        self._chunks, self._chunk = iter(()), BytesIO()


def _readable(body: Incoming) -> Iterator[bytes]:
    """JSON results with labels of blank nodes that are some: there are servers that send addresses such
    as ``nodeID://b10``. The text is cut after a term, so that none is in two pieces."""
    rest = b""
    while data := body.read(_PIECE):
        text = rest + data
        end = text.rfind(b"}") + 1
        rest = text[end:]
        yield _BLANK.sub(_label, text[:end])
    yield rest


def _label(found: re.Match[bytes]) -> bytes:
    return found[1] + re.sub(rb"[^A-Za-z0-9]", lambda it: b"_%02x" % it[0][0], found[2])


def rows(found: RemoteRows | bool, address: str) -> RemoteRows:
    """What was asked for as rows. Raises OutsideError when the server sent something else."""
    if isinstance(found, bool):
        raise OutsideError(f"{address}: the server answered a SELECT with true or false")
    return found


def truth(found: RemoteRows | bool, address: str) -> bool:
    """What was asked for as true or false. Raises OutsideError when the server sent something else."""
    if isinstance(found, bool):
        return found
    raise OutsideError(f"{address}: the server answered an ASK with rows")


def rows_or_truth(reply: Reply, address: str) -> RemoteRows | bool:
    """The answer to a SELECT or ASK query. Raises OutsideError when the reply is none."""
    format_ = _ROW_FORMATS.get(reply.media_type)
    if format_ is None:
        raise _not_results(reply, address)
    if format_ != ox.QueryResultsFormat.JSON:
        return rows_of(reply, format_, address, reply)
    return rows_of(Chunks(_readable(reply)), format_, address, reply)


def rows_of(
    body: Incoming, format_: ox.QueryResultsFormat, address: str, closing: Incoming
) -> RemoteRows | bool:
    """Results read from ``body``; ``closing`` is closed when they have been read."""
    try:
        results = ox.parse_query_results(cast("IO[bytes]", body), format=format_)
    except (SyntaxError, ValueError) as error:
        closing.close()
        raise _unreadable(address, error) from None
    if isinstance(results, ox.QueryBoolean):
        closing.close()
        return bool(results)
    return RemoteRows(results, closing, address)


def triples(reply: Reply, address: str) -> Iterator[ox.Triple]:
    """The answer to a CONSTRUCT or DESCRIBE query. Raises OutsideError when the reply is none."""
    format_ = _TRIPLE_FORMATS.get(reply.media_type)
    if format_ is None:
        raise _not_results(reply, address)
    quads = ox.parse(cast("IO[bytes]", reply), format=format_, base_iri=address)
    return _triples(reply, quads, address)


def _triples(reply: Reply, quads: Iterable[ox.Quad], address: str) -> Iterator[ox.Triple]:
    with _reading(reply, address):
        for quad in quads:
            yield quad.triple


@contextmanager
def _reading(body: Incoming, address: str) -> Iterator[None]:
    try:
        yield
    except (SyntaxError, ValueError) as error:
        raise _unreadable(address, error) from None
    finally:
        body.close()


def _unreadable(address: str, error: Exception) -> OutsideError:
    if "end of file" in str(error).lower() or "unexpected eof" in str(error).lower():
        return OutsideError(f"{address}: the answer broke off in the middle\n    Try again.")
    return OutsideError(f"{address}: the server's answer cannot be read: {error}")


def _not_results(reply: Reply, address: str) -> OutsideError:
    reply.close()
    kind = reply.media_type or "something of no known type"
    return OutsideError(
        f"{address}: the server answered with {kind}, which is no SPARQL result"
        "\n    Is this the address of its SPARQL endpoint? A page for people has another address."
    )
