"""Brokers: parties that agree with two others who do not agree with each other.

Brokerage as in Gould and Fernandez 1989, "Structures of mediation: a formal approach to brokerage in
transaction networks", Sociological Methodology 19: b brokers between a and c if it is tied to both and
they are not tied to each other. Their roles need directed ties; agreement has none, and so four
remain, by the groups that the three belong to:

    coordinator  all three in one group
    itinerant    a and c in one group, b in another
    gatekeeper   b in the group of one of them (gatekeeper and representative can't be told apart)
    liaison      three groups

Ties are those of positive weight. A bridge is ``opposed`` where a and c are tied by a negative weight:
they disagree, and not merely say nothing of the same things.

Betweenness (Freeman 1977; Brandes 2001) is the share of shortest paths of agreement that pass through a
party, of all pairs of others; weights are not used.

Limits: a tie says that two parties said the same, not that they talk to each other; whether a party can
or wants to mediate is for the reader. A party that nobody mentions may broker unseen.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import networkx as nx

from detente.graph.analysis.stance_networks.network import StanceNetwork, Tie

Role = Literal["coordinator", "itinerant", "gatekeeper", "liaison"]


@dataclass(frozen=True, slots=True)
class Bridge:
    """The two ties that lead from ``one`` over the broker to ``other``; ``role`` if groups are known."""

    one: str
    other: str
    opposed: bool
    role: Role | None
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class Broker:
    """A party, its betweenness and the pairs it stands between."""

    party: str
    betweenness: float
    bridges: tuple[Bridge, ...]

    @property
    def opposed(self) -> int:
        """Between how many pairs that disagree it stands."""
        return sum(bridge.opposed for bridge in self.bridges)


def brokers(network: StanceNetwork, groups: Iterable[Iterable[str]] = ()) -> tuple[Broker, ...]:
    """All nodes of a one-mode network, those first that bridge most pairs in disagreement, then most pairs.

    >>> signs = (("a", "b", 1), ("b", "c", 1), ("a", "c", -1))
    >>> ties = tuple(Tie(one, other, sign, 0, 0, ()) for one, other, sign in signs)
    >>> found = brokers(StanceNetwork("subtract", "none", ("a", "b", "c"), ("a", "b", "c"), ties))
    >>> found[0].party, found[0].opposed, found[0].betweenness
    ('b', 1, 1.0)
    """
    group = {node: number for number, nodes in enumerate(groups) for node in nodes}
    ties = {frozenset((tie.one, tie.other)): tie for tie in network.ties if tie.weight}
    agreement: nx.Graph[str] = nx.Graph()
    agreement.add_nodes_from(sorted(network.rows))
    agreement.add_edges_from((tie.one, tie.other) for tie in network.ties if tie.weight > 0)
    between = nx.betweenness_centrality(agreement)
    found = []
    for node in agreement:
        bridges = []
        for one, other in combinations(sorted(agreement[node]), 2):
            if not agreement.has_edge(one, other):
                opposite = ties.get(frozenset((one, other)))
                legs = [ties[frozenset((node, end))] for end in (one, other)]
                bridges.append(
                    Bridge(
                        one,
                        other,
                        opposite is not None,
                        _role(group, one, node, other),
                        tuple(legs if opposite is None else [*legs, opposite]),
                    )
                )
        found.append(Broker(node, between[node], tuple(bridges)))
    return tuple(
        sorted(
            found,
            key=lambda one: (-one.opposed, -len(one.bridges), -one.betweenness, one.party),
        )
    )


def _role(group: Mapping[str, int], one: str, broker: str, other: str) -> Role | None:
    if not {one, broker, other} <= group.keys():
        return None
    a, b, c = (group[node] for node in (one, broker, other))
    if a == c:
        return "coordinator" if a == b else "itinerant"
    return "gatekeeper" if b in (a, c) else "liaison"
