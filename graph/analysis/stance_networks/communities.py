"""Communities: groups of parties that agree more among themselves, and how sure the grouping is.

Modularity (Newman and Girvan 2004) sought by the Louvain method (Blondel, Guillaume, Lambiotte and
Lefebvre 2008), which depends on chance. Consensus clustering (Lancichinetti and Fortunato 2012,
"Consensus clustering in complex networks", Scientific Reports 2) tells what of it does not:

1. Run Louvain ``runs`` times with the seeds 0, 1, 2 …
2. Let the weight of each pair be the share of runs that put both in one community; drop pairs below
   ``threshold``.
3. Repeat on that network until all runs agree.

The shares of the first round are kept: 1 together in every run, 0 never.

Limits: only positive ties are used. Modularity overlooks small groups in large networks (Fortunato and
Barthélemy 2007). The shares tell how much chance in the method matters, not how much another source
would.
"""

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import networkx as nx

from detente.graph.analysis.stance_networks.network import StanceNetwork
from detente.graph.errors import UsageError

_ROUNDS: Final = 20

Partition = tuple[frozenset[int], ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two nodes and the share of runs in which they were in one community."""

    one: str
    other: str
    share: float


@dataclass(frozen=True, slots=True)
class Communities:
    """The consensus groups, the largest first, and how far single runs differ.

    ``modularity`` is that of the groups, ``best`` the highest of any run (both 0 without ties);
    ``partitions`` the number of different partitions found; ``agreed`` whether the rounds ended in one.
    """

    groups: tuple[tuple[str, ...], ...]
    modularity: float
    best: float
    partitions: int
    runs: int
    agreed: bool
    pairs: tuple[Pair, ...]

    def certainty(self, node: str) -> float:
        """The mean share of a node with the rest of its group; 1 where it is alone."""
        (group,) = (group for group in self.groups if node in group)
        shares = [
            pair.share
            for pair in self.pairs
            if node in (pair.one, pair.other) and {pair.one, pair.other} <= set(group)
        ]
        return sum(shares) / (len(group) - 1) if len(group) > 1 else 1.0


def communities(
    network: StanceNetwork, runs: int = 100, threshold: float = 0.5, resolution: float = 1.0
) -> Communities:
    """The groups of a one-mode network. The same every time.

    Raises UsageError for less than one run, or a threshold outside 0 to 1.

    >>> from detente.graph.analysis.stance_networks.network import Tie
    >>> pairs = ("ab", "ac", "bc", "de", "df", "ef", "cd")
    >>> ties = tuple(Tie(one, other, 1.0, 1, 0, ()) for one, other in pairs)
    >>> found = communities(StanceNetwork("congruence", "none", tuple("abcdef"), tuple("abcdef"), ties))
    >>> found.groups, found.certainty("c")
    ((('a', 'b', 'c'), ('d', 'e', 'f')), 1.0)
    """
    if runs < 1 or not 0 <= threshold <= 1:
        raise UsageError("consensus needs one run or more, and a threshold between 0 and 1")
    names = sorted(network.rows)
    number = {name: index for index, name in enumerate(names)}
    graph: nx.Graph[int] = nx.Graph()
    # Numbers, because sets of names come in another order on each start of Python.
    graph.add_nodes_from(range(len(names)))
    graph.add_weighted_edges_from(
        (number[tie.one], number[tie.other], tie.weight)
        for tie in sorted(network.ties, key=lambda tie: (tie.one, tie.other))
        if tie.weight > 0
    )
    first = _partitions(graph, runs, resolution)
    together = _together(first)
    current = first
    for _ in range(_ROUNDS):
        if len(current) == 1:
            break
        shares = _together(current)
        agreed: nx.Graph[int] = nx.Graph()
        agreed.add_nodes_from(graph)
        agreed.add_weighted_edges_from(
            (*pair, count / runs)
            for pair, count in sorted(shares.items())
            if count / runs >= threshold
        )
        current = _partitions(agreed, runs, resolution)
    groups = min(
        current, key=lambda partition: (-current[partition], sorted(map(sorted, partition)))
    )
    return Communities(
        tuple(
            tuple(names[node] for node in sorted(group))
            for group in sorted(groups, key=lambda group: (-len(group), sorted(group)))
        ),
        _modularity(graph, groups, resolution),
        max((_modularity(graph, partition, resolution) for partition in first), default=0.0),
        len(first),
        runs,
        len(current) == 1,
        tuple(
            Pair(names[one], names[other], count / runs)
            for (one, other), count in sorted(together.items())
        ),
    )


def _partitions(graph: "nx.Graph[int]", runs: int, resolution: float) -> Counter[Partition]:
    found: Counter[Partition] = Counter()
    for seed in range(runs):
        if graph.number_of_edges():
            parts = nx.community.louvain_communities(graph, seed=seed, resolution=resolution)
        else:
            parts = [{node} for node in graph]
        found[tuple(sorted((frozenset(part) for part in parts), key=min))] += 1
    return found


def _together(partitions: Counter[Partition]) -> Counter[tuple[int, int]]:
    found: Counter[tuple[int, int]] = Counter()
    for partition, times in partitions.items():
        for group in partition:
            for pair in combinations(sorted(group), 2):
                found[pair] += times
    return found


def _modularity(graph: "nx.Graph[int]", partition: Partition, resolution: float) -> float:
    if not graph.number_of_edges():
        return 0.0
    return float(nx.community.modularity(graph, map(set, partition), resolution=resolution))
