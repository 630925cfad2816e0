"""Positions, claims and events with their dates and their words, as history looks at them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from detente.graph.history.dating import Dated, Dating, dating
from detente.ontology.codes import ACT
from detente.ontology.terms import CODE

if TYPE_CHECKING:
    from detente.graph.answer import Value
    from detente.graph.graph import Graph

_QUOTES = """
SELECT DISTINCT ?item ?passage ?quote ?start ?source {
    ?item neg:passage ?passage .
    FILTER NOT EXISTS { ?item a neg:Statement }
    ?passage oa:exact ?quote .
    OPTIONAL { ?passage oa:start ?start }
    OPTIONAL {
        ?passage prov:wasQuotedFrom ?document .
        OPTIONAL { ?document schema:name ?title }
        OPTIONAL { ?document dct:identifier ?file }
        BIND(COALESCE(?title, ?file, STR(?document)) AS ?source)
    }
}
ORDER BY ?item ?source ?start ?quote
"""
_POSITIONS = """
SELECT DISTINCT ?position ?id ?label ?holder ?party ?issue ?topic ?scale ?unit ?act ?option ?stand
       ?value ?firmness ?status ?continuity ?until {
    ?position a neg:Position ; neg:holder ?h ; neg:onIssue ?i ; neg:act ?a .
    OPTIONAL { ?position dct:identifier ?given } BIND(COALESCE(?given, STR(?position)) AS ?id)
    OPTIONAL { ?position rdfs:label ?label }
    OPTIONAL { ?h dct:identifier ?hid } BIND(COALESCE(?hid, STR(?h)) AS ?holder)
    OPTIONAL { ?h rdfs:label ?hl } BIND(COALESCE(?hl, ?holder) AS ?party)
    OPTIONAL { ?i dct:identifier ?iid } BIND(COALESCE(?iid, STR(?i)) AS ?issue)
    OPTIONAL { ?i rdfs:label ?il } BIND(COALESCE(?il, ?issue) AS ?topic)
    OPTIONAL { ?i neg:scale ?s } OPTIONAL { ?i schema:unitText ?unit }
    OPTIONAL {
        ?position neg:option ?o .
        OPTIONAL { ?o dct:identifier ?oid } BIND(COALESCE(?oid, STR(?o)) AS ?option)
        OPTIONAL { ?o rdfs:label ?ol } BIND(COALESCE(?ol, ?option) AS ?stand)
        OPTIONAL { ?o neg:scaleValue ?at }
    }
    OPTIONAL { ?position neg:value ?own } BIND(COALESCE(?own, ?at) AS ?value)
    OPTIONAL { ?position neg:firmness ?f } OPTIONAL { ?position neg:status ?st }
    OPTIONAL { ?position neg:continuity ?c } OPTIONAL { ?position neg:validUntil ?until }
    BIND(STR(?s) AS ?scale) BIND(STR(?a) AS ?act) BIND(STR(?f) AS ?firmness)
    BIND(STR(?st) AS ?status) BIND(STR(?c) AS ?continuity)
}
ORDER BY ?id ?label ?party ?topic ?stand ?until
"""
_THINGS = """
SELECT DISTINCT ?item ?kind ?id ?label ?status ?time {
    { ?item a neg:Event . BIND("event" AS ?kind) } UNION { ?item a neg:Claim . BIND("claim" AS ?kind) }
    OPTIONAL { ?item dct:identifier ?given } BIND(COALESCE(?given, STR(?item)) AS ?id)
    OPTIONAL { ?item rdfs:label ?named } BIND(COALESCE(?named, ?id) AS ?label)
    OPTIONAL { ?item neg:status ?st } BIND(STR(?st) AS ?status)
    OPTIONAL { ?item neg:timeExpression ?time }
}
ORDER BY ?kind ?id ?label ?time
"""


@dataclass(frozen=True, slots=True)
class Quote:
    """Exact words, and the title or file name of the source they stand in."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Position:
    """A position as it stands at one time. ``holder``, ``issue`` and ``option`` are ids, codes are
    names of codes; ``value`` is the point on the issue's scale, where there is one."""

    id: str
    label: str
    holder: str
    party: str
    issue: str
    topic: str
    scale: str
    act: str
    option: str | None
    stand: str
    value: Decimal | None
    unit: str
    firmness: str
    status: str
    continuity: str
    since: Dated | None
    until: str | None
    quotes: tuple[Quote, ...]

    @property
    def direction(self) -> str:
        """for, against, exit or silent; empty for an act that is none of ours."""
        return ACT[self.act].direction if self.act in ACT else ""


@dataclass(frozen=True, slots=True)
class Thing:
    """A claim or an event; ``times`` are the texts' own words for when it was."""

    kind: str
    id: str
    label: str
    status: str
    since: Dated | None
    times: tuple[str, ...]
    quotes: tuple[Quote, ...]


def positions(graph: "Graph", dates: Dating | None = None) -> dict[str, Position]:
    """The positions of a graph by id, in the order of their ids."""
    dates, quotes = dates or dating(graph), _quotes(graph)
    found: dict[str, Position] = {}
    for row in graph.rows(_POSITIONS):
        name, iri = str(row["id"]), str(row["position"])
        if name in found:
            continue  # labels in several languages, say: the first counts
        value, topic = row["value"], str(row["topic"])
        found[name] = Position(
            id=name,
            label=str(row["label"] or name),
            holder=str(row["holder"]),
            party=str(row["party"]),
            issue=str(row["issue"]),
            topic=topic,
            scale=_code(row["scale"]),
            act=_code(row["act"]),
            option=None if row["option"] is None else str(row["option"]),
            stand=str(row["stand"] or topic),
            value=None if value is None else Decimal(str(value)),
            unit=str(row["unit"] or ""),
            firmness=_code(row["firmness"]),
            status=_code(row["status"]),
            continuity=_code(row["continuity"]),
            since=dates.of(iri),
            until=None if row["until"] is None else str(row["until"]),
            quotes=quotes.get(iri, ()),
        )
    return found


def things(graph: "Graph", dates: Dating | None = None) -> Iterator[Thing]:
    """The claims and events of a graph, by kind and id."""
    dates, quotes = dates or dating(graph), _quotes(graph)
    times: dict[str, list[str]] = defaultdict(list)
    rows: dict[str, dict[str, Value]] = {}
    for row in graph.rows(_THINGS):
        iri = str(row["item"])
        rows.setdefault(iri, row)
        if row["time"] is not None and row["time"] not in times[iri]:
            times[iri].append(str(row["time"]))
    for iri, row in rows.items():
        yield Thing(
            kind=str(row["kind"]),
            id=str(row["id"]),
            label=str(row["label"]),
            status=_code(row["status"]),
            since=dates.of(iri),
            times=tuple(times[iri]),
            quotes=quotes.get(iri, ()),
        )


def _quotes(graph: "Graph") -> dict[str, tuple[Quote, ...]]:
    quotes: dict[str, list[Quote]] = defaultdict(list)
    for row in graph.rows(_QUOTES):
        quotes[str(row["item"])].append(Quote(str(row["quote"]), str(row["source"] or "")))
    return {item: tuple(dict.fromkeys(words)) for item, words in quotes.items()}


def _code(iri: "Value") -> str:
    return "" if iri is None else str(iri).removeprefix(CODE)
