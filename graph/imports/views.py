"""RDF as a dossier looks at it: what a graph says of a subject, in plain values."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from functools import cached_property
from urllib.parse import unquote

import pyoxigraph as ox

from detente.graph.errors import Location, Problem
from detente.ontology.prefixes import expand
from detente.ontology.terms import CODE, neg

_TEXT = expand("schema:text")
TYPE, ID, LABEL = expand("rdf:type"), expand("dct:identifier"), expand("rdfs:label")
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class View:
    """The statements of one graph, or of several together."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self._says: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for quad in quads:
            values = self._says[_text(quad.subject)][quad.predicate.value]
            if quad.object not in values:
                values.append(quad.object)

    def of(self, class_: str) -> list[str]:
        """The subjects of a class, sorted."""
        return sorted(
            subject
            for subject, says in self._says.items()
            if any(_text(value) == class_ for value in says.get(TYPE, ()))
        )

    def terms(self, subject: str, property_: str) -> list[Term]:
        return self._says[subject][property_] if subject in self._says else []

    def all(self, subject: str, property_: str) -> list[str]:
        """Values as texts, sorted."""
        return sorted(_text(value) for value in self.terms(subject, property_))

    def one(self, subject: str, property_: str) -> str | None:
        """The value as text, the first of several, None when there is none."""
        return next(iter(self.all(subject, property_)), None)

    def language(self, subject: str, property_: str) -> str | None:
        for value in self.terms(subject, property_):
            if isinstance(value, ox.Literal) and value.language:
                return value.language
        return None

    def code(self, subject: str, property_: str) -> str | None:
        value = self.one(subject, property_)
        return None if value is None else value.removeprefix(CODE)

    def number(self, subject: str, property_: str) -> Decimal | None:
        value = self.one(subject, property_)
        try:
            return None if value is None else Decimal(value)
        except InvalidOperation:
            return None

    def offset(self, subject: str, property_: str) -> int:
        """A whole number from 0; -1 where there is none."""
        value = self.one(subject, property_) or ""
        return int(value) if value.isascii() and value.isdigit() else -1


def _text(term: Term) -> str:
    return str(term) if isinstance(term, ox.Triple) else term.value


class Reader:
    """What reading RDF needs throughout: ids by address, and the problems met."""

    def __init__(self, file: str, base: str, whole: View) -> None:
        self.file, self.base, self.whole = file, base, whole
        self.problems: list[Problem] = []
        self._taken: set[tuple[str, str]] = set()

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The texts of all documents."""
        texts = (self.whole.all(it, _TEXT) for it in self.whole.of(neg.Document))
        return tuple(text for found in texts for text in found)

    @cached_property
    def superseded(self) -> frozenset[str]:
        """The addresses of positions that another one supersedes."""
        return frozenset(
            old
            for position in self.whole.of(neg.Position)
            for old in self.whole.all(position, neg.supersedes)
        )

    def id(self, iri: str) -> str:
        """The readable id of a thing: the one it is given, else the end of its address."""
        return self.whole.one(iri, ID) or self.tail(iri)

    def ids(self, iris: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.id(iri) for iri in iris)

    def ref(self, view: View, subject: str, property_: str) -> str | None:
        iri = view.one(subject, property_)
        return None if iri is None else self.id(iri)

    def refs(self, view: View, subject: str, property_: str) -> tuple[str, ...]:
        return self.ids(view.all(subject, property_))

    def need(self, value: str | None, subject: str, what: str) -> str:
        """A value a dossier cannot do without."""
        if value is None:
            self.problem(subject, f"has no {what}", "Was this file exported from a dossier?")
        return value or ""

    def take(self, subject: str, values: Iterable[str]) -> str | None:
        """The first of the values that nobody has taken for this subject yet."""
        for value in values:
            if (subject, value) not in self._taken:
                self._taken.add((subject, value))
                return value
        return None

    def problem(self, subject: str, message: str, advice: str) -> None:
        short = subject.removeprefix(self.base)
        self.problems.append(Problem(Location(self.file), f"{short} {message}", advice))

    def tail(self, iri: str) -> str:
        """The last part of an address, as it was before it became part of one."""
        return unquote(iri.rstrip("/#").replace("#", "/").rpartition("/")[2])
