"""When two triples say the same: engines rewrite values, and name blank nodes as they like.

An endpoint may answer ``1.5`` where ``1.50`` was sent, ``true`` for ``1``, ``en-gb`` for ``en-GB``, and
some fold decimals and integers into one kind of number. Such triples count as the same one.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b

import pyoxigraph as ox

from detente.graph.answer import Term

_XSD = "http://www.w3.org/2001/XMLSchema#"
_EXACT_NAMES = (
    "decimal integer int long short byte nonNegativeInteger positiveInteger nonPositiveInteger "
    "negativeInteger unsignedInt unsignedLong unsignedShort unsignedByte"
)
_TIME_NAMES = (
    "date dateTime dateTimeStamp time duration dayTimeDuration yearMonthDuration gYear "
    "gYearMonth gMonth gMonthDay gDay"
)
_EXACT = frozenset(_XSD + name for name in _EXACT_NAMES.split())
_FLOATING = frozenset({_XSD + "double", _XSD + "float"})
_TIMES = frozenset(_XSD + name for name in _TIME_NAMES.split())
_EXACT_FORM = re.compile(r"([+-]?)0*(\d*)(?:\.(\d*?)0*)?", re.ASCII)
_FLOATING_FORM = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?|[+-]?INF|NaN", re.ASCII)
_TRUTH = {"1": "true", "0": "false"}


def key(triple: ox.Triple) -> bytes:
    """Sixteen bytes that are equal for two triples that say the same; blank nodes by their labels.

    >>> s, p = ox.NamedNode("urn:s"), ox.NamedNode("urn:p")
    >>> decimal = ox.NamedNode(_XSD + "decimal")
    >>> one, other = (ox.Literal(text, datatype=decimal) for text in ("1.50", "1.5"))
    >>> key(ox.Triple(s, p, one)) == key(ox.Triple(s, p, other))
    True
    """
    text = f"{triple.subject} {triple.predicate} {plain(triple.object)}"
    return blake2b(text.encode(), digest_size=16).digest()


def plain(term: Term) -> Term:
    """The term in one form for all the ways in which engines write it."""
    if isinstance(term, ox.Triple):
        return ox.Triple(term.subject, term.predicate, plain(term.object))
    if not isinstance(term, ox.Literal):
        return term
    if term.language:
        return ox.Literal(term.value, language=term.language.lower(), direction=term.direction)
    kind = term.datatype.value
    if not kind.startswith(_XSD):
        return term
    if kind in _EXACT:
        return _exact(term)
    if kind in _FLOATING and _FLOATING_FORM.fullmatch(term.value):
        return ox.Literal(repr(float(term.value)), datatype=term.datatype)
    if kind == _XSD + "boolean":
        return ox.Literal(_TRUTH.get(term.value, term.value), datatype=term.datatype)
    return _time(term) if kind in _TIMES else term


def _exact(literal: ox.Literal) -> ox.Literal:
    """By its digits and not as a number: however many there are, none is lost."""
    form = _EXACT_FORM.fullmatch(literal.value)
    if not form or not any(it.isdigit() for it in literal.value):
        return literal
    digits = (form[2] or "0") + (f".{form[3]}" if form[3] else "")
    sign = "-" if form[1] == "-" and digits != "0" else ""
    return ox.Literal(sign + digits, datatype=ox.NamedNode(_XSD + "decimal"))


@lru_cache(maxsize=65536)
def _time(literal: ox.Literal) -> ox.Literal:
    """As the engine beside us writes it, which knows the calendar."""
    store = ox.Store()
    node = ox.NamedNode(_XSD)
    store.add(ox.Quad(node, node, literal))
    found = next(iter(store)).object
    return found if isinstance(found, ox.Literal) else literal


def has_blank(triple: ox.Triple) -> bool:
    """Whether the triple has a blank node, which no other request can name."""
    return any(
        isinstance(term, ox.BlankNode) or (isinstance(term, ox.Triple) and has_blank(term))
        for term in (triple.subject, triple.object)
    )


def same_shape(ours: Iterable[ox.Triple], theirs: Iterable[ox.Triple]) -> bool:
    """Whether two sets of triples are the same but for the labels of their blank nodes."""
    return _canonical(ours) == _canonical(theirs)


def _canonical(triples: Iterable[ox.Triple]) -> frozenset[ox.Quad]:
    """With the labels of RDF Dataset Canonicalization (RDFC-1.0)."""
    dataset = ox.Dataset(ox.Quad(it.subject, it.predicate, plain(it.object)) for it in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return frozenset(dataset)
