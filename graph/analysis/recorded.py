"""What is recorded of who stands where: the input of matrix, distance and zones of possible agreement.

Plain frozen data, so that the methods can be used without a graph; ``recorded_of`` reads it from one.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from detente.graph.graph import Graph
from detente.graph.scope import EVERYTHING, Scope
from detente.graph.stances import Relations, relations_of
from detente.ontology.codes import ACT, FIRMNESS
from detente.ontology.terms import CODE

_PARTIES = """
SELECT DISTINCT ?id ?label ?principal {{
    {{ ?h a neg:Party }} UNION {{ {positions} ?p neg:holder ?h }}
    OPTIONAL {{ ?h dct:identifier ?known }} OPTIONAL {{ ?h rdfs:label ?name }}
    BIND(COALESCE(?known, STR(?h)) AS ?id) BIND(COALESCE(?name, ?id) AS ?label)
    BIND(EXISTS {{ ?n neg:principal ?h }} AS ?principal)
}}
ORDER BY ?id ?label
"""
_ISSUES = """
SELECT DISTINCT ?id ?label ?question ?scale ?unit {{
    {{ ?i a neg:Issue }} UNION {{ {positions} ?p neg:onIssue ?i }}
    OPTIONAL {{ ?i dct:identifier ?known }} OPTIONAL {{ ?i rdfs:label ?name }}
    OPTIONAL {{ ?i skos:prefLabel ?asked }} OPTIONAL {{ ?i neg:scale ?s }}
    OPTIONAL {{ ?i schema:unitText ?unit }}
    BIND(COALESCE(?known, STR(?i)) AS ?id) BIND(COALESCE(?name, ?asked, ?id) AS ?label)
    BIND(COALESCE(?asked, ?label) AS ?question) BIND(STR(?s) AS ?scale)
}}
ORDER BY ?id ?label
"""
_OPTIONS = """
SELECT DISTINCT ?id ?label ?issue ?point {
    ?o neg:optionOf ?i .
    OPTIONAL { ?o dct:identifier ?known } OPTIONAL { ?i dct:identifier ?known_issue }
    OPTIONAL { ?o rdfs:label ?name } OPTIONAL { ?o neg:scaleValue ?point }
    BIND(COALESCE(?known, STR(?o)) AS ?id) BIND(COALESCE(?known_issue, STR(?i)) AS ?issue)
    BIND(COALESCE(?name, ?id) AS ?label)
}
ORDER BY ?id ?label ?point
"""
_POSITIONS = """
SELECT DISTINCT ?id ?party ?issue ?act ?option ?value ?firmness ?current {{
    {positions}
    ?p neg:holder ?h ; neg:onIssue ?i ; neg:act ?a .
    OPTIONAL {{ ?p neg:option ?o . OPTIONAL {{ ?o dct:identifier ?oid }} }}
    OPTIONAL {{ ?p neg:value ?value }} OPTIONAL {{ ?p neg:firmness ?f }}
    OPTIONAL {{ ?p dct:identifier ?pid }} OPTIONAL {{ ?h dct:identifier ?hid }}
    OPTIONAL {{ ?i dct:identifier ?iid }}
    BIND(COALESCE(?pid, STR(?p)) AS ?id) BIND(COALESCE(?hid, STR(?h)) AS ?party)
    BIND(COALESCE(?iid, STR(?i)) AS ?issue) BIND(COALESCE(?oid, STR(?o)) AS ?option)
    BIND(STR(?a) AS ?act) BIND(STR(?f) AS ?firmness)
    BIND(EXISTS {{ ?p neg:status code:current }} AS ?current)
}}
ORDER BY ?id ?issue ?option ?value ?act
"""
_CONDITIONS = """
SELECT DISTINCT ?position ?condition ?label {{
    {positions}
    ?p neg:subjectTo ?c .
    OPTIONAL {{ ?p dct:identifier ?pid }} OPTIONAL {{ ?c dct:identifier ?cid }}
    OPTIONAL {{ ?c rdfs:label ?name }}
    BIND(COALESCE(?pid, STR(?p)) AS ?position) BIND(COALESCE(?cid, STR(?c)) AS ?condition)
    BIND(COALESCE(?name, ?condition) AS ?label)
}}
ORDER BY ?position ?condition
"""
_WORDS = """
SELECT DISTINCT ?position ?quote ?source ?start {{
    {positions}
    ?p neg:passage ?passage .
    ?passage oa:exact ?quote .
    OPTIONAL {{ ?passage oa:start ?start }}
    OPTIONAL {{ ?passage prov:wasQuotedFrom ?d . OPTIONAL {{ ?d dct:identifier ?did }} }}
    OPTIONAL {{ ?p dct:identifier ?pid }}
    BIND(COALESCE(?pid, STR(?p)) AS ?position) BIND(COALESCE(?did, STR(?d)) AS ?source)
}}
ORDER BY ?position ?source ?start ?quote
"""


@dataclass(frozen=True, slots=True)
class Party:
    """A party; ``principal`` when the negotiation names it as one."""

    id: str
    label: str
    principal: bool = False


@dataclass(frozen=True, slots=True)
class Issue:
    """A question; ``scale`` is nominal, ordinal, interval, or empty where none is recorded."""

    id: str
    label: str
    question: str = ""
    scale: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """An answer to an issue; ``point`` is its place on the issue's scale."""

    id: str
    label: str
    issue: str
    point: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """What a party holds; ``act`` and ``firmness`` are codes, ``quotes`` pairs of words and source."""

    id: str
    party: str
    issue: str
    act: str
    option: str = ""
    value: Decimal | None = None
    firmness: str = ""
    conditions: tuple[str, ...] = ()
    quotes: tuple[tuple[str, str], ...] = ()
    current: bool = True

    @property
    def direction(self) -> str:
        """for, against, exit or silent; empty for an act that is none of the list."""
        return ACT[self.act].direction if self.act in ACT else ""

    @property
    def rank(self) -> int:
        """Firmness from 1, hinted, to 5, red line; 0 where none is recorded."""
        return FIRMNESS[self.firmness].rank if self.firmness in FIRMNESS else 0


@dataclass(frozen=True)
class Recorded:
    """Parties, issues and options by id, the positions in the order of their ids, and how options
    bear on each other."""

    parties: Mapping[str, Party]
    issues: Mapping[str, Issue]
    options: Mapping[str, Option]
    positions: tuple[Position, ...]
    relations: Relations = field(default_factory=lambda: Relations({}, {}))

    def point(self, position: Position) -> Decimal | None:
        """Where a position is on its issue's scale: at its own value, else at its option's."""
        if position.value is not None:
            return position.value
        option = self.options.get(position.option)
        return option.point if option else None

    def range(self, issue: str) -> tuple[Decimal, Decimal] | None:
        """The least and the greatest recorded point of an issue, whoever holds it and since when."""
        return self._ranges.get(issue)

    @cached_property
    def _ranges(self) -> dict[str, tuple[Decimal, Decimal]]:
        points: dict[str, list[Decimal]] = defaultdict(list)
        for option in self.options.values():
            if option.point is not None:
                points[option.issue].append(option.point)
        for position in self.positions:
            if position.value is not None:
                points[position.issue].append(position.value)
        return {issue: (min(known), max(known)) for issue, known in points.items()}

    def stand(self, position: Position) -> str:
        """What a position is about, in words: the option, or the value with its unit."""
        option = self.options.get(position.option)
        words = option.label if option else position.option
        if position.value is None:
            return words
        unit = self.issues[position.issue].unit
        return ", ".join(it for it in (words, f"{plain(position.value)} {unit}".strip()) if it)


def plain(number: Decimal | None) -> str:
    """A number as people write it: no exponent and no idle zeros; nothing for None.

    >>> plain(Decimal("4.50")), plain(Decimal("30")), plain(None)
    ('4.5', '30', '')
    """
    if number is None:
        return ""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def recorded_of(graph: Graph, scope: Scope = EVERYTHING) -> Recorded:
    """What a graph records; what is superseded is among the positions and marked as not current.

    Positions, and parties and issues that only they name, are those of the scope; all else is there whole.

    >>> import detente
    >>> recorded_of(detente.open()).issues["ceasefire"].unit
    'days'
    """
    parties: dict[str, Party] = {}
    of = scope.positions()
    for row in graph.rows(_PARTIES.format(positions=of)):
        name = str(row["id"])
        parties.setdefault(name, Party(name, str(row["label"]), bool(row["principal"])))
    issues: dict[str, Issue] = {}
    for row in graph.rows(_ISSUES.format(positions=of)):
        name, scale = str(row["id"]), str(row["scale"] or "").removeprefix(CODE)
        said = (str(row["label"]), str(row["question"]), scale, str(row["unit"] or ""))
        issues.setdefault(name, Issue(name, *said))
    options: dict[str, Option] = {}
    for row in graph.rows(_OPTIONS):
        name = str(row["id"])
        options.setdefault(
            name, Option(name, str(row["label"]), str(row["issue"]), _decimal(row["point"]))
        )
    return Recorded(parties, issues, options, _positions(graph, of), relations_of(graph))


def _positions(graph: Graph, of: str) -> tuple[Position, ...]:
    conditions: dict[str, list[str]] = defaultdict(list)
    for row in graph.rows(_CONDITIONS.format(positions=of)):
        conditions[str(row["position"])].append(str(row["label"]))
    quotes: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in graph.rows(_WORDS.format(positions=of)):
        words = (str(row["quote"]), str(row["source"] or ""))
        if words not in quotes[str(row["position"])]:
            quotes[str(row["position"])].append(words)
    return tuple(
        Position(
            id=(name := str(row["id"])),
            party=str(row["party"]),
            issue=str(row["issue"]),
            act=str(row["act"]).removeprefix(CODE),
            option=str(row["option"] or ""),
            value=_decimal(row["value"]),
            firmness=str(row["firmness"] or "").removeprefix(CODE),
            conditions=tuple(conditions.get(name, ())),
            quotes=tuple(quotes.get(name, ())),
            current=bool(row["current"]),
        )
        for row in graph.rows(_POSITIONS.format(positions=of))
    )


def _decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))
