"""What comes back from a query."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

import pyoxigraph as ox

from detente.graph.stores.store import Rows
from detente.ontology.prefixes import PREFIXES

if TYPE_CHECKING:
    import rdflib

Value = str | int | Decimal | float | bool | None
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_XSD = PREFIXES["xsd"]
_NUMBERS: dict[str, Any] = {
    _XSD + "integer": int,
    _XSD + "decimal": Decimal,
    _XSD + "double": float,
    _XSD + "float": float,
    _XSD + "boolean": lambda text: text in ("true", "1"),
}


def value(term: Term | None) -> Value:
    """A term as a plain Python value: numbers and booleans as such, everything else as text."""
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        try:
            return _NUMBERS.get(term.datatype.value, str)(term.value)  # type: ignore[no-any-return]
        except (ValueError, ArithmeticError):  # a number only by its type
            return term.value
    return str(term) if isinstance(term, ox.Triple) else term.value


class Row:
    """One solution: values by position, by name, or as attribute, as rdflib terms.

    What a solution leaves unbound is None.
    """

    __slots__ = ("_names", "_values")

    def __init__(self, names: tuple[str, ...], values: tuple[Any, ...]) -> None:
        self._names, self._values = names, values

    def __getitem__(self, key: str | int) -> Any:
        return self._values[key if isinstance(key, int) else self._names.index(key)]

    def __getattr__(self, name: str) -> Any:
        if name in self._names:
            return self._values[self._names.index(name)]
        raise AttributeError(name)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        pairs = ", ".join(f"{n}={v!r}" for n, v in zip(self._names, self._values, strict=True))
        return f"Row({pairs})"

    def asdict(self) -> dict[str, Any]:
        """Names and values."""
        return dict(zip(self._names, self._values, strict=True))


@dataclass(slots=True)
class Solutions:
    """The answer to a SELECT query: a stream of rows, read once.

    Iterating gives rows of rdflib terms; ``values()`` gives plain Python values; ``serialize``
    writes a standard result format. ``list(solutions)`` keeps the rows.
    """

    results: Rows
    variables: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.variables = tuple(variable.value for variable in self.results.variables)

    def terms(self) -> Iterator[tuple[Term | None, ...]]:
        """The rows as tuples of the engine's own terms."""
        for solution in self.results:
            yield tuple(solution)

    def values(self) -> Iterator[dict[str, Value]]:
        """The rows as dictionaries of plain Python values."""
        for terms in self.terms():
            yield dict(zip(self.variables, map(value, terms), strict=True))

    def __iter__(self) -> Iterator[Row]:
        from detente.graph.foreign import to_rdflib  # rdflib takes longer to load than most queries

        for terms in self.terms():
            yield Row(self.variables, tuple(term and to_rdflib(term) for term in terms))

    def serialize(self, format: ox.QueryResultsFormat) -> bytes:  # noqa: A002 - the engine's word
        """The rows in a SPARQL 1.1 result format."""
        return self.results.serialize(format=format) or b""


@dataclass(slots=True)
class Triples:
    """The answer to a CONSTRUCT or DESCRIBE query: a stream of triples, read once."""

    results: Iterable[ox.Triple]

    def __iter__(self) -> Iterator[ox.Triple]:
        return iter(self.results)

    def rdflib(self) -> "rdflib.Graph":
        """The triples as an rdflib graph."""
        from detente.graph.foreign import graph_of

        return graph_of(self.results)


Answer = Solutions | Triples | bool


def packed(answer: Answer) -> bytes | tuple[ox.Triple, ...] | bool:
    """A whole answer in a form that may pass from thread to thread; the engine's streams may not."""
    if isinstance(answer, Solutions):
        return answer.serialize(ox.QueryResultsFormat.JSON)
    return tuple(answer) if isinstance(answer, Triples) else answer


def unpacked(answer: bytes | tuple[ox.Triple, ...] | bool) -> Answer:
    """The answer that was packed."""
    if isinstance(answer, bytes):
        results = ox.parse_query_results(answer, format=ox.QueryResultsFormat.JSON)
        return Solutions(cast("ox.QuerySolutions", results))
    return Triples(answer) if isinstance(answer, tuple) else answer
