"""Party against party: where stances agree and where they collide.

The weights of all pairs are counted in one pass over the stances. Which positions and words are behind
a tie is listed at once in a small network; in a large one it is worked out when it is read, because there
are as many pairs of positions as all weights together.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

import networkx as nx

from detente.graph.graph import Graph
from detente.graph.networks.later import Later
from detente.graph.networks.words import Words, quotes_of_positions
from detente.graph.scope import EVERYTHING, Scope
from detente.graph.stances import Relations, held, position_ids, relations_of

_MOST = 50_000  # pairs of positions that are listed at once

_PARTIES = """
SELECT DISTINCT ?id ?iri ?label {
    ?party a neg:Party .
    OPTIONAL { ?party rdfs:label ?label } OPTIONAL { ?party dct:identifier ?pid }
    BIND(STR(?party) AS ?iri)
    BIND(COALESCE(?pid, ?iri) AS ?id)
}
ORDER BY ?id
"""

Stand = tuple[str, str]  # an option, and the direction: for or against
Facing = Callable[[Relations, Stand], frozenset[Stand]]
Held = dict[Stand, list[str]]  # a party's positions by where they stand
Pairs = tuple[tuple[str, str], ...]


def agreement(graph: Graph, scope: Scope = EVERYTHING) -> "nx.Graph[str]":
    """Parties whose stances point the same way; ``weight`` counts the pairs of positions, sign +1.

    ``pairs`` names the two positions of each agreement, the edge's first party's first. In a large
    network ``pairs``, ``positions`` and ``quotes`` are sequences made when they are read.

    >>> import detente
    >>> agreement(detente.open()).nodes["russia"]["label"]
    'Russia'
    """
    return _between_parties(graph, "agreement", 1, _same_way, scope)


def conflict(graph: Graph, scope: Scope = EVERYTHING) -> "nx.Graph[str]":
    """Parties whose stances cannot both be met; ``weight`` counts the pairs of positions, sign -1.

    ``pairs``, ``positions`` and ``quotes`` are as in ``agreement``.

    >>> import detente
    >>> conflict(detente.open()).edges["russia", "ukraine"]["sign"]
    -1
    """
    return _between_parties(graph, "conflict", -1, _not_both, scope)


def _same_way(relations: Relations, stand: Stand) -> frozenset[Stand]:
    option, direction = stand
    if relations.stands_alone(option):  # as most do
        return frozenset((stand,))
    related = relations.entailed(option) | relations.entailing(option)
    return frozenset((other, direction) for other in related)


def _not_both(relations: Relations, stand: Stand) -> frozenset[Stand]:
    option, direction = stand
    if direction == "against":
        return frozenset((other, "for") for other in relations.entailing(option))
    found = {(other, "against") for other in relations.entailed(option)}
    for excluded in relations.excluded(option):
        found |= {(other, "for") for other in relations.entailing(excluded)}
    return frozenset(found)


class _Meetings:
    """The stances by party, and what in them meets."""

    def __init__(self, graph: Graph, facing: Facing, scope: Scope) -> None:
        self._graph, self._scope = graph, scope
        self._held: dict[str, Held] = defaultdict(dict)
        positions, number = set(), 0
        for stance in held(graph, scope):
            stand = stance.option, stance.direction
            self._held[stance.party].setdefault(stand, []).append(stance.position)
            positions.add(stance.position)
            number += 1
        # Where no position has several options, every meeting of stances is one of positions.
        self._once = len(positions) == number
        relations = relations_of(graph)
        stands = {stand for mine in self._held.values() for stand in mine}
        self._facing = {stand: facing(relations, stand) & stands for stand in stands}
        self._reach: dict[str, Held] = {}

    @cached_property
    def _quotes(self) -> Words:
        return quotes_of_positions(self._graph, self._scope)

    @cached_property
    def _ids(self) -> dict[str, str]:
        return position_ids(self._graph, self._scope)

    def weights(self) -> Iterator[tuple[str, str, int]]:
        """Pairs of parties, the first of which sorts first, and how many pairs of positions meet."""
        holders: dict[Stand, list[str]] = defaultdict(list)
        found: list[tuple[str, Counter[str]]] = []
        for party, mine in sorted(self._held.items(), reverse=True):
            met: Counter[str] = Counter()  # with those that sort after it: each pair once
            for stand, positions in mine.items():
                for faced in self._facing[stand]:
                    for _ in positions:
                        met.update(holders[faced])
            found.append((party, met))
            for stand, positions in mine.items():
                holders[stand] += [party] * len(positions)
        for party, met in reversed(found):
            for other in sorted(met):
                exact = met[other] if self._once else len(self.pairs(party, other))
                yield party, other, exact

    def pairs(self, one: str, other: str) -> Pairs:
        """The pairs of positions that meet."""
        reach, theirs, ids = self._reached(one), self._held[other], self._ids
        met = {
            (ids.get(mine, mine), ids.get(their, their))
            for stand in reach.keys() & theirs.keys()
            for their in theirs[stand]
            for mine in reach[stand]
        }
        return tuple(sorted(met))

    def _reached(self, party: str) -> Held:
        """Which of a party's positions meet what another holds."""
        if party not in self._reach:
            reach = self._reach[party] = {}
            for stand, positions in self._held[party].items():
                for faced in self._facing[stand]:
                    reach.setdefault(faced, []).extend(positions)
        return self._reach[party]

    def evidence(self, one: str, other: str) -> dict[str, Any]:
        """What is behind a tie: pairs of positions, the positions, each once, and their words."""
        return {
            "pairs": self.pairs(one, other),
            "positions": self.positions(one, other),
            "quotes": self.quotes(one, other),
        }

    def evidence_later(self, one: str, other: str) -> dict[str, Any]:
        """The same, worked out when it is read."""
        return {
            "pairs": Later(self.pairs, one, other),
            "positions": Later(self.positions, one, other),
            "quotes": Later(self.quotes, one, other),
        }

    def positions(self, one: str, other: str) -> tuple[str, ...]:
        """The positions that meet, each once."""
        return tuple(dict.fromkeys(it for pair in self.pairs(one, other) for it in pair))

    def quotes(self, one: str, other: str) -> tuple[str, ...]:
        """The words of the positions that meet."""
        known = self._quotes
        return tuple(words for it in self.positions(one, other) for words in known.get(it, ()))


def _between_parties(
    graph: Graph, name: str, sign: int, facing: Facing, scope: Scope
) -> "nx.Graph[str]":
    network: nx.Graph[str] = nx.Graph(name=name)
    for row in graph.rows(_PARTIES):
        network.add_node(
            str(row["id"]), label=row["label"] or row["id"], type="party", iri=row["iri"]
        )
    meetings = _Meetings(graph, facing, scope)
    ties = list(meetings.weights())
    listed = sum(weight for *_, weight in ties) <= _MOST
    evidence = meetings.evidence if listed else meetings.evidence_later
    for one, other, weight in ties:
        behind = evidence(one, other)
        network.add_edge(one, other, type=name, weight=weight, sign=sign, **behind)
    return network
