"""Linkage: what hangs on what, through the conditions that parties put on what they hold out.

Issue linkage is a term of negotiation analysis (Sebenius 1983, Negotiation arithmetic: adding and
subtracting issues and parties, International Organization 37). Here it is read from conditions alone:

1. A current position *for* an option (demand, proposal, offer, willingness, commitment, concession) with
   conditions makes a link from what each condition asks to the option. Conditions on one position all
   have to be met; several positions of one party on the same option are alternatives.
2. Carrying out an option carries out what it entails. So what a party put on an option holds for every
   option that entails it as well (an *inherited* link), unless the party has itself taken a stand for that
   option or for one between the two: then that stand speaks.
3. A warning or a refusal under a condition is shown and makes no link: nothing is held out.

Limits: whether a condition has to come first or only to come too ("as soon as", "as long as", "if") is not
coded; it is read as first. A condition about conduct, with no option, stands as a thing of its own that
nothing recorded brings about.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import networkx as nx

from detente.graph.analysis.recorded import Position, Recorded, recorded_of
from detente.graph.graph import Graph
from detente.graph.stances import Relations

_CONDITIONS = """
SELECT DISTINCT ?position ?condition ?label ?option ?quote ?about {
    ?p a neg:Position ; neg:subjectTo ?c .
    OPTIONAL { ?c neg:conditionOption ?o . OPTIONAL { ?o dct:identifier ?oid } }
    OPTIONAL { ?c neg:conditionParty ?a . OPTIONAL { ?a dct:identifier ?aid } }
    OPTIONAL { ?c rdfs:label ?name } OPTIONAL { ?c neg:passage/oa:exact ?quote }
    OPTIONAL { ?p dct:identifier ?pid } OPTIONAL { ?c dct:identifier ?cid }
    BIND(COALESCE(?pid, STR(?p)) AS ?position) BIND(COALESCE(?cid, STR(?c)) AS ?condition)
    BIND(COALESCE(?name, ?condition) AS ?label) BIND(COALESCE(?oid, STR(?o)) AS ?option)
    BIND(COALESCE(?aid, STR(?a)) AS ?about)
}
ORDER BY ?position ?condition ?option ?about ?quote
"""
_PERFORMERS = """
SELECT DISTINCT ?option ?party {
    ?o neg:performer ?p .
    OPTIONAL { ?o dct:identifier ?oid } OPTIONAL { ?p dct:identifier ?pid }
    BIND(COALESCE(?oid, STR(?o)) AS ?option) BIND(COALESCE(?pid, STR(?p)) AS ?party)
}
ORDER BY ?option ?party
"""


@dataclass(frozen=True, slots=True)
class Condition:
    """What has to be met: ``node`` is an option's id, or the condition's own where it names none."""

    id: str
    label: str
    node: str
    parties: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A position and what it hangs on: ``end`` is its option, or its issue where it names none."""

    id: str
    party: str
    act: str
    direction: str
    end: str
    conditions: tuple[str, ...] = ()
    quotes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """``then`` hangs on ``first`` by one condition of one position; ``own`` unless inherited."""

    first: str
    then: str
    condition: str
    position: str
    own: bool = True


@dataclass(frozen=True)
class Linkage:
    """Positions and conditions by id, with labels of nodes and parties and who performs each option."""

    held: Mapping[str, Held]
    conditions: Mapping[str, Condition]
    performers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    relations: Relations = field(default_factory=lambda: Relations({}, {}))

    def label(self, name: str) -> str:
        """What a node or a party is called."""
        return self.labels.get(name, name)

    @cached_property
    def standing(self) -> Mapping[str, tuple[Held, ...]]:
        """The positions for each option, by its id."""
        found: dict[str, list[Held]] = defaultdict(list)
        for _, it in sorted(self.held.items()):
            if it.direction == "for":
                found[it.end].append(it)
        return {end: tuple(them) for end, them in found.items()}

    @cached_property
    def nodes(self) -> tuple[str, ...]:
        """All that hangs on something, and all that something hangs on."""
        found = set()
        for it in self.held.values():
            if it.direction == "for" and it.conditions:
                found |= {it.end, *(self.conditions[name].node for name in it.conditions)}
        return tuple(sorted(found))

    def bearing(self, node: str) -> Iterator[tuple[Held, ...]]:
        """The stands that have to be respected when an option is carried out: for each party the
        positions, as alternatives, on the option and on what it entails."""
        carried = self.relations.entailed(node)
        spoken: dict[str, set[str]] = defaultdict(set)
        for option in carried:
            for it in self.standing.get(option, ()):
                spoken[it.party].add(option)
        for party, options in sorted(spoken.items()):
            for option in sorted(options):
                if not any(self._stronger(other, option) for other in options):
                    yield tuple(it for it in self.standing[option] if it.party == party)

    def _stronger(self, one: str, other: str) -> bool:
        return other in self.relations.entailed(one) and one not in self.relations.entailed(other)


def links(linkage: Linkage, waived: Iterable[str] = ()) -> tuple[Link, ...]:
    """All links between the nodes, without those by conditions that are waived.

    >>> first = Held("a", "union", "offer", "for", "suspend", ("after-talks",))
    >>> links(Linkage({"a": first}, {"after-talks": Condition("after-talks", "", "talks")}))[0].first
    'talks'
    """
    left = set(linkage.conditions) - set(waived)
    return tuple(
        sorted(
            {
                Link(linkage.conditions[name].node, node, name, it.id, it.end == node)
                for node in linkage.nodes
                for alternatives in linkage.bearing(node)
                for it in alternatives
                for name in it.conditions
                if name in left
            }
        )
    )


def entailments(linkage: Linkage) -> tuple[tuple[str, str], ...]:
    """Pairs of nodes of which the first carries out the second, with none of the nodes between them."""
    entailed = {node: linkage.relations.entailed(node) - {node} for node in linkage.nodes}
    return tuple(
        (node, other)
        for node in linkage.nodes
        for other in sorted(entailed[node])
        if other in entailed
        and node not in entailed[other]
        and not any(
            other in entailed[mid] and mid not in entailed[other]
            for mid in entailed[node] & set(entailed)
        )
    )


def chains(
    linkage: Linkage, waived: Iterable[str] = (), most: int = 100
) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """From what hangs on nothing to an end on which nothing hangs, at most ``most`` of them.

    Each chain is made of blocks; a block of several nodes is a knot of loops and stands as one.
    """
    network: nx.DiGraph[str] = nx.DiGraph()
    network.add_edges_from((it.first, it.then) for it in links(linkage, waived))
    network.add_edges_from(entailments(linkage))
    blocks = sorted(tuple(sorted(it)) for it in nx.strongly_connected_components(network))
    block_of = {node: block for block in blocks for node in block}
    above: dict[tuple[str, ...], set[tuple[str, ...]]] = {block: set() for block in blocks}
    ends = set(blocks)
    for first, then in network.edges:
        if block_of[first] != block_of[then]:
            above[block_of[first]].add(block_of[then])
    starts = ends - {later for them in above.values() for later in them}
    found: list[tuple[tuple[str, ...], ...]] = []
    waiting: list[tuple[tuple[str, ...], ...]] = [
        (block,) for block in sorted(starts, reverse=True)
    ]
    while waiting and len(found) < most:
        path = waiting.pop()
        onward = sorted(above[path[-1]], reverse=True)
        waiting += [(*path, later) for later in onward]
        if not onward:
            found.append(path)
    return tuple(found)


def linkage_of(graph: Graph) -> Linkage:
    """The linkage of a graph, of its current positions.

    >>> import detente
    >>> found = linkage_of(detente.open())
    >>> [(it.first, it.then) for it in links(found)]
    [('russia-ends-violence', 'economic-incentives')]
    """
    recorded = recorded_of(graph)
    by_position: dict[str, list[str]] = defaultdict(list)
    conditions: dict[str, Condition] = {}
    for row in graph.rows(_CONDITIONS):
        name = str(row["condition"])
        if name not in by_position[str(row["position"])]:
            by_position[str(row["position"])].append(name)
        known = conditions.get(name) or Condition(
            name, str(row["label"]), str(row["option"] or name)
        )
        conditions[name] = Condition(
            known.id,
            known.label,
            known.node,
            _with(known.parties, row["about"]),
            _with(known.quotes, row["quote"]),
        )
    performers: dict[str, tuple[str, ...]] = {}
    for row in graph.rows(_PERFORMERS):
        option = str(row["option"])
        performers[option] = _with(performers.get(option, ()), row["party"])
    held = {
        it.id: _held(it, tuple(by_position.get(it.id, ())))
        for it in recorded.positions
        if it.current
    }
    labels = _labels(recorded, conditions)
    return Linkage(held, conditions, performers, labels, recorded.relations)


def _held(it: Position, conditions: tuple[str, ...]) -> Held:
    end = it.option or it.issue
    return Held(it.id, it.party, it.act, it.direction, end, conditions, it.quotes)


def _labels(recorded: Recorded, conditions: Mapping[str, Condition]) -> dict[str, str]:
    return {
        **{it.id: it.label for it in conditions.values()},
        **{it.id: it.label for it in recorded.issues.values()},
        **{it.id: it.label for it in recorded.options.values()},
        **{it.id: it.label for it in recorded.parties.values()},
    }


def _with(known: tuple[str, ...], value: object) -> tuple[str, ...]:
    return known if value is None or str(value) in known else (*known, str(value))
