"""Which unit of one coder is the same as which of the other: the assignment with most overlap.

Two coders mark passages freely, so their units have to be paired before values can be compared. The
likeness of two units is the share of the code points covered by either that both cover (Jaccard)::

    J(a, b) = |a ∩ b| / |a ∪ b|

Units can be paired when J is above 0 and at least ``least``. Of all ways to pair each unit with at
most one of the other coder's, the one with the greatest sum of J is taken (maximum weight matching:
J. Edmonds, "Paths, trees, and flowers", Canadian Journal of Mathematics 17 (1965), as networkx has
it). Among those of equal overlap the one is taken whose units are more alike in content, as
``likeness`` says: a sentence that carries two positions gives two units with the same words.

Limits. Words decide, and content only between equals: two coders who saw the same position in
different sentences are counted as two who each missed one. Settling ties by content gives the coders
the benefit of the doubt.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

Spans = Sequence[tuple[int, int]]  # passages: start and end, end exclusive, in code points

_FINE = 1_000_000  # steps in which overlap is compared; whole numbers keep the matching exact
_ROOM = 1_000  # room below one step of overlap for the likeness of content


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same code points as disjoint spans in order.

    >>> merged([(5, 9), (0, 3), (2, 6)])
    [(0, 9)]
    """
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def length(spans: Iterable[tuple[int, int]]) -> int:
    """How many code points the spans cover together."""
    return sum(end - start for start, end in merged(spans))


def common(first: Iterable[tuple[int, int]], second: Iterable[tuple[int, int]]) -> int:
    """How many code points both cover."""
    ours, theirs = merged(first), merged(second)
    i = j = shared = 0
    while i < len(ours) and j < len(theirs):
        shared += max(0, min(ours[i][1], theirs[j][1]) - max(ours[i][0], theirs[j][0]))
        if ours[i][1] <= theirs[j][1]:
            i += 1
        else:
            j += 1
    return shared


def overlap(first: Spans, second: Spans) -> float:
    """The Jaccard index of two units' code points, 0 to 1.

    >>> overlap([(0, 10)], [(5, 15)])
    0.3333333333333333
    """
    shared = common(first, second)
    return shared / (length(first) + length(second) - shared) if shared else 0.0


def match(
    first: Sequence[Spans],
    second: Sequence[Spans],
    likeness: Callable[[int, int], float] | None = None,
    least: float = 0.0,
) -> list[tuple[int, int]]:
    """Pairs of indices into ``first`` and ``second``, in the order of the first.

    ``likeness(i, j)``, 0 to 1, settles what overlap leaves open.

    >>> match([[(0, 4)], [(10, 20)]], [[(11, 20)], [(3, 9)], [(19, 30)]])
    [(0, 1), (1, 0)]
    """
    import networkx as nx  # takes longer to load than most comparisons

    network: nx.Graph[tuple[str, int]] = nx.Graph()
    for i, j in _meeting(first, second):
        shared = overlap(first[i], second[j])
        if shared >= least:
            alike = likeness(i, j) if likeness else 0.0
            weight = round(shared * _FINE) * _ROOM + round(alike * (_ROOM - 1))
            network.add_edge(("first", i), ("second", j), weight=weight)
    pairs = []
    for group in list(nx.connected_components(network)):
        for ends in nx.max_weight_matching(network.subgraph(group)):
            (_, i), (_, j) = sorted(ends)
            pairs.append((i, j))
    return sorted(pairs)


def _meeting(first: Sequence[Spans], second: Sequence[Spans]) -> Iterator[tuple[int, int]]:
    """Pairs of units that share a code point, found in one pass along the text."""
    starts = sorted(
        (start, end, side, index)
        for side, units in enumerate((first, second))
        for index, spans in enumerate(units)
        for start, end in merged(spans)
    )
    running: tuple[dict[int, int], dict[int, int]] = ({}, {})
    met: dict[int, set[int]] = defaultdict(set)
    for start, end, side, index in starts:
        others = running[1 - side]
        for other in [known for known, until in others.items() if until <= start]:
            del others[other]
        for other in others:
            i, j = (index, other) if side == 0 else (other, index)
            met[i].add(j)
        running[side][index] = max(end, running[side].get(index, 0))
    for i in sorted(met):
        for j in sorted(met[i]):
            yield i, j
