"""What the checks look at: everything they need, read from the graph once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from detente.graph.answer import Value
from detente.graph.audit.dates import Span, span_of
from detente.graph.audit.finding import Finding
from detente.graph.graph import Graph
from detente.ontology.terms import CODE

_THINGS = """
SELECT ?kind ?iri ?id ?label ?note {
    VALUES (?class ?kind) {
        (neg:Party "party") (neg:Issue "issue") (neg:Option "option") (neg:Document "document")
        (foaf:Person "person") (org:Membership "office")
    }
    ?iri a ?class .
    OPTIONAL { ?iri dct:identifier ?id } OPTIONAL { ?iri rdfs:label ?label }
}
"""
_POSITIONS = """
SELECT ?position ?id ?label ?holder ?issue ?option ?status ?direction ?from {
    ?position a neg:Position ; neg:holder ?holder ; neg:onIssue ?issue .
    OPTIONAL { ?position dct:identifier ?id } OPTIONAL { ?position rdfs:label ?label }
    OPTIONAL { ?position neg:option ?option } OPTIONAL { ?position neg:status ?status }
    OPTIONAL { ?position neg:act/skos:broader ?direction }
    OPTIONAL { ?position neg:validFrom ?from }
}
"""
_EVIDENCE = """
SELECT ?position ?document ?published ?mode ?speaker ?behalf {
    ?position a neg:Position ; neg:evidencedBy ?statement .
    ?statement neg:speechMode ?mode .
    OPTIONAL { ?statement neg:passage/prov:wasQuotedFrom ?document
               OPTIONAL { ?document schema:datePublished ?published } }
    OPTIONAL { ?statement neg:speaker ?speaker } OPTIONAL { ?statement neg:onBehalfOf ?behalf }
}
"""
_QUOTES = """
SELECT DISTINCT ?position ?quote ?start {
    ?position a neg:Position ; neg:passage ?passage . ?passage oa:exact ?quote
    OPTIONAL { ?passage oa:start ?start }
}
"""
_OFFICES = """
SELECT ?office ?person ?party ?statement {
    ?office a org:Membership ; org:member ?person ; org:organization ?party .
    OPTIONAL { ?office neg:evidencedBy ?statement }
}
"""
_PAIRS = """
SELECT DISTINCT ?relation ?one ?other {
    VALUES (?property ?relation) {
        (neg:principal "principal") (neg:performer "performer") (neg:optionOf "option of")
        (neg:conditionOption "condition") (neg:supersedes "supersedes") (schema:about "about")
        (skos:prefLabel "question") (skos:broader "broader")
    }
    ?one ?property ?other .
    FILTER(?property != skos:prefLabel || EXISTS { ?one a neg:Issue })
    FILTER(?property != schema:about || EXISTS { ?one a neg:Claim })
}
"""
_DATED = "SELECT DISTINCT ?date { ?thing schema:datePublished|neg:validFrom ?date }"


@dataclass(frozen=True, slots=True)
class Position:
    """A recorded position and what it rests on; parties, issue and option are IRIs."""

    iri: str
    id: str
    label: str
    holder: str
    issue: str
    option: str | None
    status: str
    direction: str
    dates: frozenset[str]
    documents: frozenset[str]
    modes: frozenset[str]
    voices: frozenset[str]

    @property
    def current(self) -> bool:
        return self.status == "current"


@dataclass
class Known:
    """The things of a graph by kind, their names, positions, and the pairs of a relation by its subject."""

    graph: Graph
    stale_after: int
    pairs: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    names: dict[str, tuple[str, str]] = field(default_factory=dict)
    kinds: dict[str, list[str]] = field(default_factory=dict)
    positions: dict[str, Position] = field(default_factory=dict)

    def id(self, iri: str) -> str:
        return self.names[iri][0] if iri in self.names else iri

    def label(self, iri: str) -> str:
        return self.names[iri][1] if iri in self.names else iri

    def labels(self, iris: Iterable[str]) -> str:
        return ", ".join(self.label(iri) for iri in iris)

    def of(self, relation: str, iri: str) -> list[str]:
        return self.pairs.get(relation, {}).get(iri, [])

    @cached_property
    def by_holder(self) -> dict[str, list[Position]]:
        return _grouped(self.positions.values(), lambda position: position.holder)

    @cached_property
    def by_issue(self) -> dict[str, list[Position]]:
        return _grouped(self.positions.values(), lambda position: position.issue)

    @cached_property
    def by_option(self) -> dict[str, list[Position]]:
        return _grouped(self.positions.values(), lambda position: position.option or "")

    @cached_property
    def quotes(self) -> dict[str, list[str]]:
        rows = sorted(
            self.graph.rows(_QUOTES),
            key=lambda row: (int(str(row["start"] or 0)), str(row["quote"])),
        )
        quotes: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            if str(row["quote"]) not in quotes[str(row["position"])]:
                quotes[str(row["position"])].append(str(row["quote"]))
        return quotes

    @cached_property
    def newest(self) -> Span | None:
        """The newest date on which something was published or is known to hold.

        Of a year or month the first day: an inexact date makes nothing else look old.
        """
        spans = [span for row in self.graph.rows(_DATED) if (span := span_of(str(row["date"])))]
        return max(spans, default=None)

    def finding(
        self,
        kind: str,
        message: str,
        help: str,  # noqa: A002 - Problem's word
        about: Iterable[str] = (),
        positions: Iterable[Position] = (),
    ) -> Finding:
        """A finding with the quotes of its positions, at the place of the first thing it is about."""
        about, positions = tuple(about), tuple(positions)
        quotes = dict.fromkeys(quote for it in positions for quote in self.quotes.get(it.iri, ()))
        places = [self.graph.origins.get(iri) for iri in (*about, *(it.iri for it in positions))]
        return Finding(
            kind,
            message,
            help,
            tuple(self.id(iri) for iri in about),
            tuple(it.id for it in positions),
            tuple(quotes),
            next((place for place in places if place), None),
        )


def _grouped(
    positions: Iterable[Position], key: Callable[[Position], str]
) -> dict[str, list[Position]]:
    groups: dict[str, list[Position]] = defaultdict(list)
    for position in positions:
        groups[key(position)].append(position)
    return groups


def known_of(graph: Graph, stale_after: int) -> Known:
    """Reads the graph."""
    known = Known(graph, stale_after)
    kinds: dict[str, dict[str, None]] = defaultdict(dict)
    for row in sorted(
        graph.rows(_THINGS), key=lambda row: str((row["id"], row["iri"], row["label"]))
    ):
        iri = str(row["iri"])
        name = str(row["id"] or iri)
        known.names.setdefault(iri, (name, str(row["label"] or name)))
        kinds[str(row["kind"])][iri] = None
    known.kinds = defaultdict(list, {kind: list(iris) for kind, iris in kinds.items()})
    pairs: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in sorted(graph.rows(_PAIRS), key=str):
        relation, one, other = (str(row[key]) for key in ("relation", "one", "other"))
        if relation == "option of":
            relation, one, other = "options", other, one
        elif relation in ("about", "broader"):
            one, other = other, one
        elif relation == "principal":
            one = ""
        pairs[relation][one].append(other)
    known.pairs = pairs
    known.positions = {it.iri: it for it in _positions(graph, _offices(graph))}
    return known


def office_rows(graph: Graph) -> list[dict[str, Value]]:
    """Offices with person, party and the statements that show them, in a fixed order."""
    return sorted(graph.rows(_OFFICES), key=str)


def _offices(graph: Graph) -> dict[str, set[str]]:
    """Person → the parties they hold an office in."""
    offices: dict[str, set[str]] = defaultdict(set)
    for row in office_rows(graph):
        offices[str(row["person"])].add(str(row["party"]))
    return offices


def _positions(graph: Graph, offices: dict[str, set[str]]) -> Iterator[Position]:
    rests: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in graph.rows(_EVIDENCE):
        found = rests[str(row["position"])]
        found["modes"].add(_code(row["mode"]))
        speaker, behalf = str(row["speaker"] or ""), str(row["behalf"] or "")
        # Who speaks for a party in these words; without that, whose office or self they are.
        found["voices"] |= {behalf} if behalf else offices.get(speaker, {speaker})
        found["documents"].add(str(row["document"] or ""))
        found["dates"].add(str(row["published"] or ""))
    rows: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in graph.rows(_POSITIONS):
        for key, value in row.items():
            if value is not None:
                rows[str(row["position"])][key].add(str(value))
    for iri, said in sorted(rows.items(), key=lambda item: (sorted(item[1]["id"]), item[0])):
        one = {key: min(values) for key, values in said.items() if values}
        rest = {key: frozenset(values - {""}) for key, values in rests[iri].items()}
        name = one.get("id", iri)
        yield Position(
            iri,
            name,
            one.get("label", name),
            one["holder"],
            one["issue"],
            one.get("option"),
            _code(one.get("status") or "current"),
            _code(one.get("direction")),
            rest.get("dates", frozenset()) | said["from"],
            rest.get("documents", frozenset()),
            rest.get("modes", frozenset()),
            rest.get("voices", frozenset()),
        )


def _code(iri: object) -> str:
    return str(iri or "").removeprefix(CODE)
