"""Parameter values as SPARQL terms: data goes into a query as a term, never as text."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pyoxigraph as ox

from detente.graph.errors import UsageError
from detente.graph.suggest import did_you_mean
from detente.ontology.prefixes import PREFIXES

# What an id can name, and the class of it.
KINDS = {
    "party": "neg:Party",
    "person": "foaf:Person",
    "issue": "neg:Issue",
    "option": "neg:Option",
    "position": "neg:Position",
    "claim": "neg:Claim",
    "event": "neg:Event",
    "document": "neg:Document",
}


def parameter_term(value: Any) -> str:
    """A value in SPARQL's own syntax.

    Terms of pyoxigraph and rdflib stay what they are; numbers, truth values and other texts become
    literals. Raises UsageError for anything else and for an IRI that is none.

    >>> parameter_term('x" }')
    '"x\\\\" }"'
    """
    if isinstance(value, (ox.NamedNode, ox.Literal)):
        return str(value)
    kind = type(value).__name__
    try:
        if kind == "URIRef":  # rdflib's, told by name so that rdflib need not be loaded
            return str(ox.NamedNode(str(value)))
        if kind == "Literal":
            datatype = value.datatype and ox.NamedNode(str(value.datatype))
            if value.language:
                return str(ox.Literal(str(value), language=value.language))
            return str(ox.Literal(str(value), datatype=datatype))
    except ValueError as error:
        raise UsageError(f"not a valid term: {value} ({error})") from error
    if isinstance(value, (str, bool, int, float)):
        return str(ox.Literal(value))
    if isinstance(value, Decimal):
        return str(
            ox.Literal(format(value, "f"), datatype=ox.NamedNode(PREFIXES["xsd"] + "decimal"))
        )
    raise UsageError(f"a parameter cannot be of type {kind}")


def written_term(text: str, prefixes: dict[str, str]) -> Any:
    """A value as typed on a command line: ``<iri>``, ``prefix:name``, a number, or text."""
    if text.startswith("<") and text.endswith(">"):
        return _named(text[1:-1])
    prefix, colon, name = text.partition(":")
    if colon and prefix in prefixes and " " not in name:
        return _named(prefixes[prefix] + name)
    for number in (int, Decimal):
        try:
            return number(text)
        except (ValueError, ArithmeticError):
            continue
    return text


def _named(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise UsageError(f"not a valid address: {iri}") from error


def chosen(kind: str, name: str, known: Iterable[tuple[str, str]]) -> ox.NamedNode:
    """The node of the thing that has the id ``name``; ``known`` are ids and IRIs of that kind.

    Raises UsageError with the nearest id when there is none.
    """
    ids = dict(known)
    if name in ids:
        return ox.NamedNode(ids[name])
    raise UsageError(f"there is no {kind} '{name}'\n    {did_you_mean(name, ids, f'{kind} ids')}")
