"""Backbone: the ties that weigh more than chance would have it, by the disparity filter.

Serrano, Boguñá and Vespignani (2009), "Extracting the multiscale backbone of complex weighted networks",
PNAS 106(16). A node i with degree k and strength s spreads its strength over its ties; were it spread at
random, a tie would take a share of p = |w| / s or more with probability

    alpha(i, j) = (1 - p) ** (k - 1)

A tie is kept if alpha is below the level at either end. A node with one tie gives no evidence (its
alpha is 1); the tie can still matter to the other end.

Limits: needs nodes with several ties, so that little is significant in a network of few parties; signs
are disregarded in the test and kept in the result.
"""

from collections import Counter
from dataclasses import dataclass

from detente.graph.analysis.stance_networks.network import StanceNetwork, Tie
from detente.graph.errors import UsageError


@dataclass(frozen=True, slots=True)
class Significance:
    """A tie and how likely a share as large as its own is by chance, at the end where it is less likely."""

    tie: Tie
    alpha: float


def significance(network: StanceNetwork) -> tuple[Significance, ...]:
    """The ties, the most significant first; ties of weight 0 are left out.

    >>> ties = tuple(Tie("hub", leaf, 6.0 if leaf == "a" else 1.0, 1, 0, ()) for leaf in "abcde")
    >>> found = significance(StanceNetwork("congruence", "none", (), (), ties))
    >>> found[0].tie.other, round(found[0].alpha, 4)
    ('a', 0.0256)
    """
    weighing = [tie for tie in network.ties if tie.weight]
    degree: Counter[tuple[int, str]] = Counter()
    strength: dict[tuple[int, str], float] = {}
    ends = [_ends(tie, network.two_mode) for tie in weighing]
    for tie, pair in zip(weighing, ends, strict=True):
        for end in pair:
            degree[end] += 1
            strength[end] = strength.get(end, 0.0) + abs(tie.weight)
    found = []
    for tie, pair in zip(weighing, ends, strict=True):
        # Rounding may bring a share a hair above 1.
        chances = (
            max(0.0, 1 - abs(tie.weight) / strength[end]) ** (degree[end] - 1) for end in pair
        )
        found.append(Significance(tie, min(chances)))
    return tuple(sorted(found, key=lambda one: (one.alpha, one.tie.one, one.tie.other)))


def backbone(network: StanceNetwork, level: float = 0.05) -> StanceNetwork:
    """The network with its significant ties alone; all nodes stay.

    Raises UsageError for a level that is not between 0 and 1.

    >>> ties = tuple(Tie("hub", leaf, 6.0 if leaf == "a" else 1.0, 1, 0, ()) for leaf in "abcde")
    >>> len(backbone(StanceNetwork("congruence", "none", (), (), ties)).ties)
    1
    """
    if not 0 <= level <= 1:
        raise UsageError("the level of a backbone is between 0 and 1, such as 0.05")
    kept = {(one.tie.one, one.tie.other) for one in significance(network) if one.alpha < level}
    return network.kept(tie for tie in network.ties if (tie.one, tie.other) in kept)


def _ends(tie: Tie, two_mode: bool) -> tuple[tuple[int, str], tuple[int, str]]:
    """Both ends; a party and an option of the same name are two."""
    return (0, tie.one), (int(two_mode), tie.other)
