"""What a graph records, for what people read: things with their properties and evidence.

Read by queries alone, so that any source serves: a dossier, an RDF file, a store.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from detente.graph.answer import Value
from detente.ontology.prefixes import expand
from detente.ontology.terms import CODE, neg

if TYPE_CHECKING:
    from detente.graph.graph import Graph

LABEL, QUESTION, ID = expand("rdfs:label"), expand("skos:prefLabel"), expand("dct:identifier")
ALIAS, NOTE, UNIT = expand("skos:altLabel"), expand("skos:note"), expand("schema:unitText")
EXACT, START, END = expand("oa:exact"), expand("oa:start"), expand("oa:end")
QUOTED_FROM = expand("prov:wasQuotedFrom")
DATE, ABOUT, NAME = expand("schema:startDate"), expand("schema:about"), expand("schema:name")
PERSON, PLACE, OFFICE = expand("foaf:Person"), expand("schema:Place"), expand("org:Membership")

_DIGITS = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that the graph describes, and what it says of it: property → values, sorted."""

    iri: str
    says: Mapping[str, tuple[Value, ...]]

    def all(self, property_: str) -> tuple[Value, ...]:
        return self.says.get(property_, ())

    def texts(self, property_: str) -> tuple[str, ...]:
        return tuple(map(str, self.all(property_)))

    def one(self, property_: str) -> Value:
        """The value, the first of several, or None."""
        return next(iter(self.all(property_)), None)

    def text(self, property_: str) -> str:
        """The value as text; empty when there is none."""
        value = self.one(property_)
        return "" if value is None else str(value)

    @property
    def id(self) -> str:
        return self.text(ID) or self.iri


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence: exact words, and the statement that says them.

    ``within`` is the whole passage of the statement, which is the words themselves where it is no longer.
    Texts are empty and offsets None where the source leaves them out.
    """

    quote: str
    start: Value
    end: Value
    within: str
    within_start: Value
    within_end: Value
    document: str
    source: str
    mode: str
    speaker: str
    on_behalf_of: str
    hedge: str
    reports: str  # who said it first, when the statement passes on an earlier one


class Record:
    """Everything of the kinds asked for."""

    def __init__(self, graph: "Graph", *classes: str) -> None:
        self._by_class = {class_: _read(graph, class_) for class_ in classes}
        self._things: dict[str, Thing] = {}
        for things in self._by_class.values():
            self._things.update(things)
        self._codes = dict(_code_labels(graph))

    def of(self, class_: str) -> list[Thing]:
        """All things of a class, by id."""
        return sorted(self._by_class[class_].values(), key=_natural)

    def get(self, iri: Value) -> Thing:
        """The thing of that name; one that is not described says nothing."""
        return self._things.get(str(iri)) or Thing(str(iri), {})

    def label(self, iri: Value) -> str:
        """What people call it: its label, else its question, id, or the end of its address."""
        if iri is None:
            return ""
        thing = self.get(iri)
        named = thing.text(LABEL) or thing.text(QUESTION) or thing.text(NAME) or thing.text(ID)
        return named or _tail(thing.iri)

    def labels(self, iris: Iterable[Value]) -> list[str]:
        return [self.label(iri) for iri in iris]

    def code(self, iri: Value) -> str:
        """The name of a code: ``demand`` for the act of demanding."""
        return "" if iri is None else str(iri).removeprefix(CODE)

    @cached_property
    def code_labels(self) -> dict[str, str]:
        """Name of a code → its label."""
        return {self.code(iri): label for iri, label in self._codes.items()}

    def code_label(self, iri: Value) -> str:
        return self.code_labels.get(self.code(iri), self.code(iri))

    def evidence(self, thing: Thing) -> tuple[Evidence, ...]:
        """The pieces of evidence for a thing, in the order of the texts.

        The narrow words belong to the statement around them; where statements enclose each other,
        to the innermost. A statement without narrow words is quoted whole.
        """
        passages = [self.get(iri) for iri in thing.all(neg.passage)]
        statements = [self.get(iri) for iri in thing.all(neg.evidencedBy)]
        pairs: list[tuple[Thing, Thing | None]] = []
        for passage in passages:
            around = {s.iri: w for s in statements if (w := self._width(s, passage)) is not None}
            least = min(around.values(), default=None)
            found = [s for s in statements if s.iri in around and around[s.iri] == least]
            pairs += [(passage, s) for s in found] or [(passage, None)]
        used = {statement.iri for _, statement in pairs if statement}
        for statement in statements:
            if statement.iri not in used:
                pairs += [(self.get(iri), statement) for iri in statement.all(neg.passage)]
        ordered = sorted(pairs, key=lambda pair: (_place(pair[0]), pair[1].iri if pair[1] else ""))
        return tuple(self._piece(*pair) for pair in ordered)

    def _width(self, statement: Thing, passage: Thing) -> int | None:
        """How wide the statement's passage around ``passage`` is; None when there is none around."""
        return min((width for width, _ in self._around(statement, passage)), default=None)

    def _around(self, statement: Thing, passage: Thing) -> Iterator[tuple[int, Thing]]:
        """The statement's passages around ``passage``, each with its width."""
        for iri in statement.all(neg.passage):
            outer = self.get(iri)
            a, b, c, d = outer.one(START), passage.one(START), passage.one(END), outer.one(END)
            same = outer.all(QUOTED_FROM) == passage.all(QUOTED_FROM)
            if (
                isinstance(a, int)
                and isinstance(b, int)
                and isinstance(c, int)
                and isinstance(d, int)
            ):
                if same and a <= b and c <= d:
                    yield d - a, outer
            elif outer.iri == passage.iri:
                yield 0, outer

    def _piece(self, passage: Thing, statement: Thing | None) -> Evidence:
        said = statement or Thing("", {})
        earlier = said.one(QUOTED_FROM)
        around = sorted(self._around(said, passage), key=lambda it: (it[0], it[1].iri))
        whole = around[0][1] if around else passage
        return Evidence(
            quote=passage.text(EXACT),
            start=passage.one(START),
            end=passage.one(END),
            within=whole.text(EXACT),
            within_start=whole.one(START),
            within_end=whole.one(END),
            document=passage.text(QUOTED_FROM),
            source=self.label(passage.one(QUOTED_FROM)),
            mode=self.code(said.one(neg.speechMode)),
            speaker=self.label(said.one(neg.speaker)),
            on_behalf_of=self.label(said.one(neg.onBehalfOf)),
            hedge=said.text(neg.hedge),
            reports="" if earlier is None else self.label(self.get(earlier).one(neg.speaker)),
        )


def _read(graph: "Graph", class_: str) -> dict[str, Thing]:
    said: dict[str, dict[str, set[Value]]] = {}
    # A document's whole text is the one property that no table or report needs.
    query = f"SELECT ?s ?p ?o {{ ?s a <{class_}> ; ?p ?o . FILTER(?p != schema:text) }}"
    for row in graph.rows(query):
        said.setdefault(str(row["s"]), {}).setdefault(str(row["p"]), set()).add(row["o"])
    return {
        iri: Thing(iri, {p: tuple(sorted(values, key=_order)) for p, values in says.items()})
        for iri, says in said.items()
    }


def _code_labels(graph: "Graph") -> Iterable[tuple[str, str]]:
    query = "SELECT ?code ?label { ?code a neg:Code ; rdfs:label ?label } ORDER BY DESC(?label)"
    return ((str(row["code"]), str(row["label"])) for row in graph.rows(query))


def _order(value: Value) -> tuple[bool, str]:
    text = str(value)
    return isinstance(value, str), _DIGITS.sub(lambda match: match[0].zfill(12), text) + text


def _natural(thing: Thing) -> tuple[str, str]:
    return _DIGITS.sub(lambda match: match[0].zfill(12), thing.id), thing.iri


def _place(passage: Thing) -> tuple[str, int, str]:
    start = passage.one(START)
    return passage.text(QUOTED_FROM), start if isinstance(start, int) else 0, passage.iri


def _tail(iri: str) -> str:
    return iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1]
