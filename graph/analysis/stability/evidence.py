"""What a model rests on, read from a graph: options, who would perform them, and who stands where."""

from collections import defaultdict
from dataclasses import dataclass

from detente.graph.graph import Graph

_OPTIONS = """
SELECT DISTINCT ?id ?label ?issue ?issue_label ?performer ?performer_label {
    ?option a neg:Option ; dct:identifier ?id ; neg:optionOf ?i .
    ?i dct:identifier ?issue .
    OPTIONAL { ?option rdfs:label ?label } OPTIONAL { ?i rdfs:label ?issue_label }
    OPTIONAL { ?option neg:performer ?p . ?p dct:identifier ?performer .
               OPTIONAL { ?p rdfs:label ?performer_label } }
}
ORDER BY ?issue ?id ?performer
"""
_POSITIONS = """
SELECT DISTINCT ?id ?holder ?holder_label ?act ?direction ?option ?firmness ?rank {
    ?position a neg:Position ; dct:identifier ?id ; neg:status code:current ;
        neg:holder ?h ; neg:option/dct:identifier ?option ; neg:act ?a .
    ?h dct:identifier ?holder . OPTIONAL { ?h rdfs:label ?holder_label }
    ?a skos:broader ?d .
    OPTIONAL {
        ?position neg:firmness ?f . ?f neg:scaleValue ?rank .
        BIND(STRAFTER(STR(?f), "/code/") AS ?firmness)
    }
    BIND(STRAFTER(STR(?a), "/code/") AS ?act) BIND(STRAFTER(STR(?d), "/code/") AS ?direction)
}
ORDER BY ?id ?option
"""
_QUOTES = """
SELECT DISTINCT ?id ?quote ?source ?start {
    ?position a neg:Position ; dct:identifier ?id ; neg:passage ?passage .
    ?passage oa:exact ?quote .
    OPTIONAL { ?passage oa:start ?start }
    OPTIONAL { ?passage prov:wasQuotedFrom ?document . ?document dct:identifier ?source }
}
ORDER BY ?id ?source ?start ?quote
"""
_CONDITIONS = """
SELECT DISTINCT ?id ?condition ?label ?option {
    ?position a neg:Position ; dct:identifier ?id ; neg:subjectTo ?c .
    OPTIONAL { ?c dct:identifier ?cid } OPTIONAL { ?c rdfs:label ?label }
    OPTIONAL { ?c neg:conditionOption/dct:identifier ?option }
    BIND(COALESCE(?cid, STR(?c)) AS ?condition)
}
ORDER BY ?id ?condition ?option
"""
_ONLY_VALUES = """
SELECT DISTINCT ?id ?issue ?label {
    ?position a neg:Position ; dct:identifier ?id ; neg:status code:current ; neg:onIssue ?i ; neg:value ?v .
    ?i dct:identifier ?issue . OPTIONAL { ?i rdfs:label ?label }
    FILTER NOT EXISTS { ?position neg:option ?option }
}
ORDER BY ?id
"""


@dataclass(frozen=True, slots=True)
class RecordedOption:
    """An option of the dossier and the parties that would have to act for it."""

    id: str
    label: str
    issue: str
    issue_label: str
    performers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """What a position depends on; ``option`` is empty for a condition about something else."""

    label: str
    option: str


@dataclass(frozen=True, slots=True)
class RecordedPosition:
    """A current position on an option, with the words that show it as (quote, source)."""

    id: str
    holder: str
    act: str
    direction: str
    option: str
    firmness: str
    rank: float
    conditions: tuple[Condition, ...]
    quotes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Evidence:
    """What the graph records that a model can be made from; parties by id with their labels.

    ``only_values``: (position, issue, the issue's label) where no option is named.
    """

    title: str
    parties: dict[str, str]
    options: tuple[RecordedOption, ...]
    positions: tuple[RecordedPosition, ...]
    only_values: tuple[tuple[str, str, str], ...] = ()


def evidence_of(graph: Graph) -> Evidence:
    """The options and current positions of a graph, in a fixed order."""
    parties: dict[str, str] = {}
    options: dict[str, RecordedOption] = {}
    for row in graph.rows(_OPTIONS):
        name = str(row["id"])
        before = options[name].performers if name in options else ()
        performer = (str(row["performer"]),) if row["performer"] else ()
        if performer:
            parties[performer[0]] = str(row["performer_label"] or performer[0])
        issue = str(row["issue"])
        options[name] = RecordedOption(
            name,
            str(row["label"] or name),
            issue,
            str(row["issue_label"] or issue),
            (*before, *(it for it in performer if it not in before)),
        )
    conditions: dict[str, list[Condition]] = defaultdict(list)
    for row in graph.rows(_CONDITIONS):
        label = str(row["label"] or row["condition"])
        conditions[str(row["id"])].append(Condition(label, str(row["option"] or "")))
    quotes = quotes_of(graph)
    positions = []
    for row in graph.rows(_POSITIONS):
        name, holder = str(row["id"]), str(row["holder"])
        parties.setdefault(holder, str(row["holder_label"] or holder))
        positions.append(
            RecordedPosition(
                name,
                holder,
                str(row["act"]),
                str(row["direction"]),
                str(row["option"]),
                str(row["firmness"] or ""),
                float(row["rank"] or 0),
                tuple(conditions[name]),
                quotes.get(name, ()),
            )
        )
    titles = [
        str(row["t"])
        for row in graph.rows("SELECT ?t { ?n a neg:Negotiation ; rdfs:label ?t } ORDER BY ?t")
    ]
    only_values = tuple(
        (str(row["id"]), str(row["issue"]), str(row["label"] or row["issue"]))
        for row in graph.rows(_ONLY_VALUES)
    )
    return Evidence(
        titles[0] if titles else graph.name,
        parties,
        tuple(options.values()),
        tuple(positions),
        only_values,
    )


def quotes_of(graph: Graph) -> dict[str, tuple[tuple[str, str], ...]]:
    """The words of each position, by its id, as (quote, source)."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in graph.rows(_QUOTES):
        found[str(row["id"])].append((str(row["quote"]), str(row["source"] or "")))
    return {name: tuple(words) for name, words in found.items()}
