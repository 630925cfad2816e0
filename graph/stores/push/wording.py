"""Differences as SPARQL Update: operations, and requests packed of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from detente.graph.answer import Term
from detente.graph.stores.push.difference import Difference, State
from detente.graph.stores.push.triples import has_blank

_BLOCK = 1000  # triples in one operation; some engines' parsers run out of stack at five thousand
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_STRING = "http://www.w3.org/2001/XMLSchema#string"


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that goes into one request: bytes of text, and triples. ``staged`` is for engines whose
    requests are no transaction: what they refuse, they refuse before any graph is touched."""

    size: int = 16_000_000
    triples: int = 1_000_000
    staged: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of an update, and how many triples it carries."""

    text: str
    triples: int = 0


def operations(difference: Difference) -> Iterator[Operation]:
    """What makes the endpoint's graph the source's."""
    if difference.state is State.REMOVED:
        yield dropped(difference.graph)
        return
    if difference.whole:
        yield _emptied(difference.graph)
    else:
        yield from written("DELETE DATA", difference.graph, difference.removed)
    yield from inserted(difference.graph, difference.added())


def inserted(graph: str, triples: Iterable[ox.Triple]) -> Iterator[Operation]:
    """Operations that add ``triples``; those with blank nodes in one, since names end with it.

    It is an INSERT with an empty WHERE: some engines refuse blank nodes in INSERT DATA.
    """
    blank: list[ox.Triple] = []

    def ground() -> Iterator[ox.Triple]:
        for triple in triples:
            if has_blank(triple):
                blank.append(triple)
            else:
                yield triple

    yield from written("INSERT DATA", graph, ground())
    if blank:
        yield Operation(f"INSERT {_block(graph, blank)} WHERE {{}}", len(blank))


def written(verb: str, graph: str, triples: Iterable[ox.Triple]) -> Iterator[Operation]:
    """Operations that add or take away triples without blank nodes."""
    left = iter(triples)
    while part := tuple(islice(left, _BLOCK)):
        yield Operation(f"{verb} {_block(graph, part)}", len(part))


def moved(difference: Difference, to_add: str, to_remove: str) -> Iterator[Operation]:
    """The same as ``operations``, of triples that wait in two staging graphs."""
    if difference.state is State.REMOVED:
        yield dropped(difference.graph)
    elif difference.whole:
        yield _emptied(difference.graph)
    elif difference.minus:
        yield _all("DELETE", to_remove, difference.graph)
    if difference.plus:
        yield _all("INSERT", to_add, difference.graph)


def _emptied(graph: str) -> Operation:
    """Not CLEAR, which not every engine has."""
    return Operation(f"DELETE WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")


def _all(verb: str, of: str, graph: str) -> Operation:
    return Operation(
        f"{verb} {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} WHERE {{ GRAPH <{of}> {{ ?s ?p ?o }} }}"
    )


def packed(operations: Iterable[Operation], limits: Limits) -> Iterator[str]:
    """Requests of as many operations as the limits allow, and of one at least."""
    texts: list[str] = []
    size = triples = 0
    for operation in operations:
        length = len(operation.text.encode()) + 3
        full = size + length > limits.size or triples + operation.triples > limits.triples
        if texts and full:
            yield " ;\n".join(texts)
            texts, size, triples = [], 0, 0
        texts.append(operation.text)
        size, triples = size + length, triples + operation.triples
    if texts:
        yield " ;\n".join(texts)


def dropped(graph: str) -> Operation:
    """The operation that removes a graph, if it is there."""
    return Operation(f"DROP SILENT GRAPH <{graph}>")


def _block(graph: str, triples: Iterable[ox.Triple]) -> str:
    lines = "".join(f"{triple_text(triple)} .\n" for triple in triples)
    return f"{{ GRAPH <{graph}> {{\n{lines}}} }}"


def triple_text(triple: ox.Triple) -> str:
    """A triple as SPARQL writes it, without the stop."""
    return f"{triple.subject} {triple.predicate} {term_text(triple.object)}"


def term_text(term: Term) -> str:
    r"""A term as SPARQL writes it.

    A backslash before a u is kept apart from it: engines may resolve ``\u0022`` before they look for
    the ends of strings, and differ in whether ``\\u0022`` is one.

    >>> print(term_text(ox.Literal('a "word"')), term_text(ox.Literal("\\u0022")))
    "a \"word\"" "\\\u00750022"
    """
    if isinstance(term, ox.Triple):
        return f"<<( {triple_text(term)} )>>"
    if not isinstance(term, ox.Literal):
        return str(term)
    text = "".join(_escaped(term.value))
    if term.language:
        empty = ox.Literal("", language=term.language, direction=term.direction)
        return f'"{text}"{str(empty)[2:]}'
    return f'"{text}"' if term.datatype.value == _STRING else f'"{text}"^^{term.datatype}'


def _escaped(value: str) -> Iterator[str]:
    before = ""
    for character in value:
        if character in _ESCAPES:
            yield _ESCAPES[character]
        elif character < " " or character == "\x7f" or (before == "\\" and character in "uU"):
            yield f"\\u{ord(character):04X}"
        else:
            yield character
        before = character
