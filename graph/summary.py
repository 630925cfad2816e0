"""What there is in a graph at a glance, and where the parties collide."""

from dataclasses import dataclass

from detente.graph.graph import Graph
from detente.graph.networks.words import quotes_of_positions
from detente.graph.scope import EVERYTHING, Scope
from detente.graph.stances import stances_of
from detente.ontology.codes import ACT, FIRMNESS
from detente.ontology.terms import CODE

_TITLE = "SELECT ?title { ?n a neg:Negotiation ; rdfs:label ?title } ORDER BY ?title LIMIT 1"
_COUNTS = """
SELECT ?kind (COUNT(DISTINCT ?thing) AS ?number) {
    VALUES (?class ?kind) {
        (neg:Position "positions") (neg:Issue "issues") (neg:Claim "claims") (neg:Event "events")
        (neg:Document "sources") (neg:Passage "quotes")
    }
    ?thing a ?class
}
GROUP BY ?kind
"""
_BY = """
SELECT ?label (COUNT(DISTINCT ?position) AS ?number) {{
    ?position a neg:Position ; {property} ?thing .
    OPTIONAL {{ ?thing rdfs:label ?known }}
    BIND(COALESCE(?known, STR(?thing)) AS ?label)
}}
GROUP BY ?label
ORDER BY DESC(?number) ?label
"""
_POSITIONS = """
SELECT ?position ?party ?act ?option ?firmness ?question {{
    {positions}
    ?p neg:holder ?h ; neg:act ?a ; neg:onIssue ?i ; neg:option ?o .
    OPTIONAL {{ ?p neg:firmness ?f }}
    OPTIONAL {{ ?p dct:identifier ?pid }} OPTIONAL {{ ?h rdfs:label ?hl }}
    OPTIONAL {{ ?o rdfs:label ?ol }} OPTIONAL {{ ?i skos:prefLabel ?il }}
    BIND(COALESCE(?pid, STR(?p)) AS ?position)
    BIND(COALESCE(?hl, STR(?h)) AS ?party) BIND(COALESCE(?ol, STR(?o)) AS ?option)
    BIND(COALESCE(?il, STR(?i)) AS ?question)
    BIND(STR(?a) AS ?act) BIND(STR(?f) AS ?firmness)
}}
"""


@dataclass(frozen=True, slots=True)
class Side:
    """One party's side of a sticking point, in labels, with its exact words."""

    position: str
    party: str
    act: str
    option: str
    firmness: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StickingPoint:
    """Two positions that cannot both be met; ``firmness`` is the sum of their ranks, 0 to 10."""

    question: str
    one: Side
    other: Side
    firmness: int


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts, and the sticking points, the firmest first."""

    title: str
    positions: int
    issues: int
    claims: int
    events: int
    sources: int
    quotes: int
    positions_by_party: tuple[tuple[str, int], ...]
    positions_by_issue: tuple[tuple[str, int], ...]
    sticking_points: tuple[StickingPoint, ...]


def summary(graph: Graph) -> Summary:
    """The graph at a glance.

    >>> import detente
    >>> summary(detente.open()).sources
    1
    """
    counts = {str(row["kind"]): int(str(row["number"])) for row in graph.rows(_COUNTS)}
    kinds = ("positions", "issues", "claims", "events", "sources", "quotes")
    return Summary(
        title=next((str(row["title"]) for row in graph.rows(_TITLE)), graph.name),
        **{kind: counts.get(kind, 0) for kind in kinds},
        positions_by_party=_by(graph, "neg:holder"),
        positions_by_issue=_by(graph, "neg:onIssue"),
        sticking_points=sticking_points(graph),
    )


def sticking_points(graph: Graph, scope: Scope = EVERYTHING) -> tuple[StickingPoint, ...]:
    """The pairs of positions of a scope that collide, the firmest first.

    >>> import detente
    >>> {point.one.party for point in sticking_points(detente.open())} >= {"Russia"}
    True
    """
    quotes = quotes_of_positions(graph, scope)
    sides, questions, ranks = {}, {}, {}
    for row in graph.rows(_POSITIONS.format(positions=scope.positions())):
        name = str(row["position"])
        act = str(row["act"]).removeprefix(CODE)
        firmness = str(row["firmness"] or "").removeprefix(CODE)
        known = FIRMNESS.get(firmness)
        sides[name] = Side(
            position=name,
            party=str(row["party"]),
            act=ACT[act].label if act in ACT else act,
            option=str(row["option"]),
            firmness=known.label if known else firmness,
            quotes=quotes.get(name, ()),
        )
        questions[name] = str(row["question"])
        ranks[name] = known.rank if known else 0
    points = []
    for meeting in stances_of(graph, scope).collisions():
        one, other = meeting.one.position, meeting.other.position
        asked = " / ".join(dict.fromkeys((questions[one], questions[other])))
        points.append(StickingPoint(asked, sides[one], sides[other], ranks[one] + ranks[other]))
    return tuple(
        sorted(
            points, key=lambda it: (-it.firmness, it.question, it.one.position, it.other.position)
        )
    )


def _by(graph: Graph, property_: str) -> tuple[tuple[str, int], ...]:
    rows = graph.rows(_BY.format(property=property_))
    return tuple((str(row["label"]), int(str(row["number"]))) for row in rows)
