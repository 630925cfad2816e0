"""Normalisations: weights freed from how much each party speaks.

Definitions of the Discourse Network Analyzer's manual (Leifeld, Gruber and Bossner 2018, chapter
"Methods for Network Construction"; discussed in Leifeld 2017). ``x[i, j, k]`` is how often i speaks of
j in direction k; ``w`` is the weight before, ``n(i)`` the sum of ``x[i, j, k]`` over j and k.

Two-mode:
    activity    w / n(i)
    prominence  w / n(j), the sum of x[i, j, k] over i and k
One-mode:
    average     w / ((n(i) + n(i')) / 2)
    jaccard     w / (a + b + m): a the sum of x[i, j, k] where x[i', j, k] = 0, b the reverse,
                m the sum of x[i, j, k] * x[i', j, k]
    cosine      w / (sqrt(sum of x[i, j, k]**2) * sqrt(sum of x[i', j, k]**2))
    product     w / (n(i) * n(i'))

The manual prints its "cosine" as w / (sqrt(n(i)**2) * sqrt(n(i')**2)), which is ``product``: two
parties that say the same do not reach 1. ``cosine`` here is the cosine of the angle between two
profiles, as the word is used elsewhere; take ``product`` to compare with DNA.

Limits: jaccard is at home where duplicates are counted once (``range``); with counts, a repeated
agreement weighs as a product above and below the line.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from math import sqrt
from typing import Final

Profile = Mapping[tuple[str, str], int]
"""How often one node speaks of each (other node, direction)."""


def _none(one: Profile, other: Profile) -> float:
    return 1.0


def average(one: Profile, other: Profile) -> float:
    """The mean of two activities.

    >>> average({("c", "for"): 2}, {("c", "for"): 1})
    1.5
    """
    return (sum(one.values()) + sum(other.values())) / 2


def jaccard(one: Profile, other: Profile) -> float:
    """What only one speaks of, what only the other speaks of, and what both do, added up.

    >>> jaccard({("c", "for"): 2}, {("c", "for"): 1, ("d", "for"): 1})
    3.0
    """
    alone = sum(count for said, count in one.items() if not other.get(said))
    others = sum(count for said, count in other.items() if not one.get(said))
    both = sum(count * other.get(said, 0) for said, count in one.items())
    return float(alone + others + both)


def cosine(one: Profile, other: Profile) -> float:
    """The product of the lengths of two profiles.

    >>> cosine({("c", "for"): 3, ("d", "for"): 4}, {("c", "for"): 2})
    10.0
    """
    squares = [sum(count * count for count in profile.values()) for profile in (one, other)]
    return sqrt(squares[0]) * sqrt(squares[1])


def product(one: Profile, other: Profile) -> float:
    """The product of two activities.

    >>> product({("c", "for"): 2, ("d", "for"): 1}, {("c", "for"): 3})
    9.0
    """
    return float(sum(one.values()) * sum(other.values()))


ONE_MODE: Final[Mapping[str, Callable[[Profile, Profile], float]]] = {
    "none": _none,
    "average": average,
    "jaccard": jaccard,
    "cosine": cosine,
    "product": product,
}
TWO_MODE: Final = ("none", "activity", "prominence")


def profiles(counts: Counter[tuple[str, str, str]]) -> dict[str, dict[tuple[str, str], int]]:
    """For each first node of (first, second, direction): its profile."""
    found: dict[str, dict[tuple[str, str], int]] = defaultdict(dict)
    for (first, second, direction), count in counts.items():
        found[first][second, direction] = count
    return dict(found)
