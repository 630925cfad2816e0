"""The situation of a graph: its current positions for and against options, in their own words."""

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction

from detente.graph.analysis.packages.situation import Issue, Option, Position, Situation
from detente.graph.answer import Value
from detente.graph.errors import UsageError
from detente.graph.graph import Graph
from detente.graph.networks.words import quotes_of_positions
from detente.graph.stances import relations_of
from detente.graph.suggest import did_you_mean

_PARTIES = """
SELECT ?party ?id ?label { ?party a neg:Party .
    OPTIONAL { ?party dct:identifier ?id } OPTIONAL { ?party rdfs:label ?label } }
ORDER BY ?party ?label
"""
_ISSUES = """
SELECT ?issue ?id ?label ?question ?scale ?unit { ?issue a neg:Issue .
    OPTIONAL { ?issue dct:identifier ?id } OPTIONAL { ?issue rdfs:label ?label }
    OPTIONAL { ?issue skos:prefLabel ?question }
    OPTIONAL { ?issue neg:scale ?scale } OPTIONAL { ?issue schema:unitText ?unit } }
ORDER BY ?issue ?label
"""
_OPTIONS = """
SELECT ?option ?id ?label ?issue ?value { ?option a neg:Option ; neg:optionOf ?issue .
    OPTIONAL { ?option dct:identifier ?id } OPTIONAL { ?option rdfs:label ?label }
    OPTIONAL { ?option neg:scaleValue ?value } }
ORDER BY ?issue ?value ?option ?label
"""
_PERFORMERS = (
    "SELECT DISTINCT ?option ?party { ?option neg:performer ?party } ORDER BY ?option ?party"
)
_POSITIONS = """
SELECT DISTINCT ?position ?id ?holder ?issue ?option ?value ?act ?direction ?firmness ?salience {
    ?position a neg:Position ; neg:holder ?holder ; neg:onIssue ?issue ; neg:act ?act ;
        neg:status code:current .
    ?act skos:broader ?direction .
    FILTER(?direction IN (code:for, code:against))
    OPTIONAL { ?position dct:identifier ?id } OPTIONAL { ?position neg:option ?option }
    OPTIONAL { ?position neg:value ?value } OPTIONAL { ?position neg:firmness ?firmness }
    OPTIONAL { ?position neg:salience ?salience }
    FILTER(BOUND(?option) || BOUND(?value)) }
ORDER BY ?position ?option
"""
_CONDITIONS = """
SELECT DISTINCT ?position ?condition ?label ?option { ?position neg:subjectTo ?condition .
    OPTIONAL { ?condition rdfs:label ?label } OPTIONAL { ?condition neg:conditionOption ?option } }
ORDER BY ?position ?condition ?option
"""
_SOURCES = """
SELECT DISTINCT ?position ?document { ?position a neg:Position ; neg:passage/prov:wasQuotedFrom ?source .
    OPTIONAL { ?source dct:identifier ?id } BIND(COALESCE(?id, STR(?source)) AS ?document) }
ORDER BY ?position ?document
"""
_RECORDED = "SELECT DISTINCT ?party ?issue { ?position neg:holder ?party ; neg:onIssue ?issue }"

Row = dict[str, Value]


def situation_of(graph: Graph) -> Situation:
    """Issues, options and current positions of a graph.

    A position that takes a point on a scale without a named option gives the issue an option of its
    own, ``ISSUE=VALUE``. Warnings, silence, and positions that are superseded or have lapsed take no part.

    >>> import detente
    >>> situation = situation_of(detente.open())
    >>> [it.id for it in situation.positions if it.party == "russia" and it.firmness == "insisted"]
    ['russia-nato-bid', 'russia-territory']
    """
    names: dict[str, str] = {}
    parties = {name: label for name, label, _ in _named(graph, _PARTIES, "party", names)}
    issues = {
        name: Issue(
            name,
            label or _text(row["question"]) or name,
            _code(row["scale"]) or "nominal",
            _text(row["unit"]),
        )
        for name, label, row in _named(graph, _ISSUES, "issue", names)
    }
    performers: dict[str, list[str]] = defaultdict(list)
    for row in graph.rows(_PERFORMERS):
        performers[str(row["option"])].append(_name(names, row["party"]))
    options = {
        name: Option(
            name,
            _name(names, row["issue"]),
            label,
            _number(row["value"]),
            tuple(performers[str(row["option"])]),
        )
        for name, label, row in _named(graph, _OPTIONS, "option", names)
    }
    options = {name: option for name, option in options.items() if option.issue in issues}
    positions = _positions(graph, names, issues, options)
    recorded = frozenset(
        (_name(names, row["party"]), _name(names, row["issue"])) for row in graph.rows(_RECORDED)
    )
    in_order = {issue: index for index, issue in enumerate(issues)}
    ordered = sorted(options.values(), key=lambda it: (in_order[it.issue], it.value or 0))
    return Situation(
        {name: label or name for name, label in parties.items()},
        tuple(issues.values()),
        tuple(ordered),
        positions,
        relations_of(graph),
        recorded,
    )


def _positions(
    graph: Graph, names: dict[str, str], issues: dict[str, Issue], options: dict[str, Option]
) -> tuple[Position, ...]:
    """The positions; options that only a position's value names are added to ``options``."""
    quotes = quotes_of_positions(graph)
    conditions: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    for row in graph.rows(_CONDITIONS):
        option = _name(names, row["option"]) if row["option"] else ""
        label = _text(row["label"]) or str(row["condition"])
        conditions[str(row["position"])][str(row["condition"])] = option, label
    sources: dict[str, list[str]] = defaultdict(list)
    for row in graph.rows(_SOURCES):
        sources[str(row["position"])].append(str(row["document"]))
    found: dict[str, Position] = {}
    for row in graph.rows(_POSITIONS):
        name = _text(row["id"]) or str(row["position"])
        issue = _name(names, row["issue"])
        option = (
            _name(names, row["option"]) if row["option"] else _point(row, issue, issues, options)
        )
        if option not in options or name in found:
            continue
        depends = conditions[str(row["position"])].values()
        found[name] = Position(
            id=name,
            party=_name(names, row["holder"]),
            option=option,
            direction=_code(row["direction"]),
            act=_code(row["act"]),
            firmness=_code(row["firmness"]) or "stated",
            salience=_number(row["salience"]),
            conditions=tuple(dict.fromkeys(it for it, _ in depends if it in options)),
            outside=tuple(label for it, label in depends if it not in options),
            quotes=quotes.get(name, ()),
            sources=tuple(sources[str(row["position"])]),
        )
    return tuple(found[name] for name in sorted(found))


def _point(row: Row, issue: str, issues: dict[str, Issue], options: dict[str, Option]) -> str:
    """The option at a position's value: a named one, or else a new one."""
    value = _number(row["value"])
    named = [it.id for it in options.values() if it.issue == issue and it.value == value]
    if named or issue not in issues:
        return min(named, default="")
    name = f"{issue}={row['value']}"
    label = " ".join((str(row["value"]), issues[issue].unit)).strip()
    options[name] = Option(name, issue, f"{issues[issue].label}: {label}", value)
    return name


def _named(
    graph: Graph, query: str, kind: str, names: dict[str, str]
) -> list[tuple[str, str, Row]]:
    """Id, label and row of each thing, once; ``names`` learns the id of its address."""
    found: dict[str, tuple[str, str, Row]] = {}
    for row in graph.rows(query):
        name = names.setdefault(str(row[kind]), _text(row["id"]) or str(row[kind]))
        found.setdefault(name, (name, _text(row["label"]), row))
    return list(found.values())


def _name(names: dict[str, str], address: Value) -> str:
    return names.get(str(address), str(address))


def _text(value: Value) -> str:
    return "" if value is None else str(value)


def _code(value: Value) -> str:
    return _text(value).rpartition("/")[2]


def _number(value: Value) -> Fraction | None:
    if value is None or isinstance(value, bool):
        return None
    try:
        return Fraction(value if isinstance(value, (int, Decimal)) else str(value))
    except ValueError:  # not a number, though the place is one for numbers
        return None


def narrowed(
    situation: Situation,
    issues: tuple[str, ...] = (),
    parties: tuple[str, ...] = (),
    moved: tuple[str, ...] = (),
) -> Situation:
    """A situation on some issues, with the positions of some parties, without some positions.

    Raises UsageError with the nearest id for one there is not.
    """
    known = {
        "issue": [issue.id for issue in situation.issues],
        "party": list(situation.parties),
        "position": [position.id for position in situation.positions],
    }
    for kind, wanted in (("issue", issues), ("party", parties), ("position", moved)):
        for name in wanted:
            if name not in known[kind]:
                advice = did_you_mean(name, known[kind], f"{kind} ids")
                raise UsageError(f"there is no {kind} '{name}' to weigh\n    {advice}")
    return situation.without(moved).only(issues, parties)
