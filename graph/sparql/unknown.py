"""Names in a query that nothing has: a misspelt term fits nothing, and the engine does not say so."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import pyoxigraph as ox

from detente.graph.errors import Problem
from detente.graph.sparql.tokens import fault, tokens
from detente.graph.suggest import nearest_value
from detente.ontology.terms import CODE, NEG, code, neg

if TYPE_CHECKING:
    from detente.graph.graph import Graph

_TERMS = frozenset(
    value for kind in (neg, code) for name, value in vars(kind).items() if not name.startswith("_")
)


_OCCURS = """
ASK { VALUES ?x { UNDEF } { ?x ?p ?o } UNION { ?s ?p ?x } UNION { GRAPH ?x { ?s ?p ?o } } }
"""


def misspelt(graph: "Graph", query: str) -> tuple[Problem, ...]:
    """Each name in a query that neither the ontology nor the graph has, with the nearest that it has.

    >>> import detente
    >>> [told.message for told in misspelt(detente.open(), "ASK { ?x :holder ?y }")]
    [':holder is not a thing of this dossier']
    """

    def things(address: str) -> Iterable[str]:
        if graph.query(_OCCURS, {"x": ox.NamedNode(address)}):
            return (address,)
        return (str(row["x"]) for row in graph.rows("SELECT ?x { ?x dct:identifier ?id }"))

    return unknown_terms(query, graph.prefixes, graph.prefixes.get("", ""), things)


def unknown_terms(
    query: str,
    prefixes: Mapping[str, str],
    own: str = "",
    things: Callable[[str], Iterable[str]] = lambda _: (),
    name: str = "query",
) -> tuple[Problem, ...]:
    """Each name in ``query`` that is in a namespace of ours and means nothing there, at its place.

    ``own`` is the namespace of the dossier's things; ``things`` gives, for an address in it, those
    that it may stand for, the address itself among them if there is such a thing.

    >>> from detente.ontology.prefixes import PREFIXES
    >>> [told.message for told in unknown_terms("ASK { ?x a neg:Positon }", PREFIXES)]
    ['neg:Positon is not a term; did you mean neg:Position?']
    """
    known = {**prefixes, **_declared(query)}
    found = []
    for written, address, start in _addresses(query, known):
        if address.startswith((NEG, CODE)):
            right: Iterable[str] = _TERMS
        elif own and address.startswith(own) and address != own:
            right = things(address)
        else:
            continue
        told = _told(written, address, right, known)
        if told:
            found.append(fault(query, start, name, told, ""))
    return tuple(dict.fromkeys(found))


def _told(
    written: str, address: str, right: Iterable[str], prefixes: Mapping[str, str]
) -> str | None:
    choices = frozenset(right)
    if address in choices:
        return None
    # Only things of the same kind: the part up to the last slash or hash is right.
    stem = re.sub(r"[^/#]*$", "", address)
    names = {other.removeprefix(stem): other for other in choices if other.startswith(stem)}
    near = nearest_value(address.removeprefix(stem), names)
    advice = f"; did you mean {_short(names[near], prefixes)}?" if near else ""
    noun = "a term" if address.startswith((NEG, CODE)) else "a thing of this dossier"
    return f"{written} is not {noun}{advice}"


def _short(address: str, prefixes: Mapping[str, str]) -> str:
    for prefix, namespace in prefixes.items():
        if address.startswith(namespace):
            return f"{prefix}:{address.removeprefix(namespace)}".replace("/", "\\/")
    return f"<{address}>"


def _declared(query: str) -> dict[str, str]:
    """The prefixes that the query declares itself."""
    words = list(tokens(query))
    return {
        name.removesuffix(":"): address[1:-1]
        for (_, keyword, _), (kind, name, _), (_, address, _) in zip(
            words, words[1:], words[2:], strict=False
        )
        if keyword.upper() == "PREFIX" and kind == "name"
    }


def _addresses(query: str, prefixes: Mapping[str, str]) -> Iterator[tuple[str, str, int]]:
    """Names and addresses as written, the whole address, and the place."""
    declaring = False  # the two words after PREFIX are no use of a name
    for kind, text, start in tokens(query):
        if kind == "word":
            declaring = text.upper() == "PREFIX"
        elif kind == "iri":
            if not declaring:
                yield text, text[1:-1], start
            declaring = False
        elif kind == "name" and not declaring:
            plain = text.rstrip(".")
            prefix, _, local = plain.partition(":")
            if prefix in prefixes:
                yield plain, prefixes[prefix] + re.sub(r"\\(.)", r"\1", local), start
