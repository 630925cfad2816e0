"""How far apart parties are on an issue, by the kind of its scale.

Stevens (1946), On the theory of scales of measurement, Science 103: what a scale is decides which
arithmetic means something. Between a position ``one`` and a position ``other`` of two parties:

1. **nominal** (and issues without a scale): 0 when both are for, or both against, options of which one
   entails the other; 1 when they cannot both be met. Nothing (None) when neither is recorded: two
   different options that nothing excludes from each other are neither near nor far.
2. **ordinal**: ``share = |rank(one) - rank(other)| / (highest - lowest)``, over all recorded ranks of the
   issue. It takes the ranks as equally spaced, which an ordinal scale does not say.
3. **interval**: ``difference = |one - other|`` in the issue's unit, and
   ``share = difference / (highest - lowest)`` over all recorded points. The share changes when a
   point farther out is recorded; the difference does not.

Scales compare current positions that are for a point. A refusal is no point: on a scaled issue it has
no distance, and is a sticking point or none.

Between two parties that hold several positions on an issue there are several distances: ``nearest`` and
``farthest`` are reported, never their mean.

Limits: a mean over issues treats a share on one issue as worth the same on any other; it is given with
the number of issues it rests on and weighs nothing by importance.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from detente.graph.analysis.recorded import Position, Recorded, recorded_of
from detente.graph.graph import Graph
from detente.graph.stances import Relations

ASSUMES = {
    "nominal": "0 same or entailed, 1 cannot both be met; other pairs are not compared",
    "ordinal": "ranks taken as equally spaced; share of the recorded range",
    "interval": "difference in units; share of the recorded range",
}
_SCALED = ("ordinal", "interval")


@dataclass(frozen=True, slots=True)
class Distance:
    """Between two positions of different parties; ``share`` is from 0 to 1, or None.

    ``difference`` is in ranks or in the issue's unit; None on a nominal issue.
    """

    issue: str
    scale: str
    one: Position
    other: Position
    difference: Decimal | None
    share: Decimal | None


@dataclass(frozen=True, slots=True)
class PairOnIssue:
    """Two parties on one issue, at their nearest and at their farthest."""

    one: str
    other: str
    issue: str
    nearest: Distance
    farthest: Distance


@dataclass(frozen=True, slots=True)
class Pair:
    """Two parties over all issues on which both have comparable positions.

    ``nearest`` and ``farthest`` are the means of the shares over ``issues``.
    """

    one: str
    other: str
    issues: tuple[str, ...]
    nearest: Decimal
    farthest: Decimal


@dataclass(frozen=True, slots=True)
class Spread:
    """One issue over all pairs of parties: the smallest and the largest share, how many pairs."""

    issue: str
    scale: str
    pairs: int
    smallest: Decimal
    largest: Decimal


def nominal_distance(
    relations: Relations, one: tuple[str, str], other: tuple[str, str]
) -> Decimal | None:
    """Between two stances, each an option and a direction (for, against): 0, 1, or None.

    >>> nominal_distance(Relations({}, {}), ("a", "for"), ("a", "against"))
    Decimal('1')
    >>> nominal_distance(Relations({}, {}), ("a", "for"), ("b", "for")) is None
    True
    """
    if relations.collide(one, other):
        return Decimal(1)
    alike = other[0] in relations.entailed(one[0]) or one[0] in relations.entailed(other[0])
    return Decimal(0) if alike and one[1] == other[1] else None


def scaled_distance(
    one: Decimal, other: Decimal, lowest: Decimal, highest: Decimal
) -> tuple[Decimal, Decimal | None]:
    """The difference, and its share of the range; no share when the range is nothing.

    >>> scaled_distance(Decimal(6), Decimal("4.5"), Decimal(3), Decimal(8))
    (Decimal('1.5'), Decimal('0.3'))
    """
    difference = abs(one - other)
    return difference, difference / (highest - lowest) if highest > lowest else None


def distances(recorded: Recorded) -> tuple[Distance, ...]:
    """Between any two current positions of different parties on one issue that can be compared."""
    by_issue: dict[str, list[Position]] = defaultdict(list)
    for position in recorded.positions:
        if position.current and position.direction in ("for", "against"):
            by_issue[position.issue].append(position)
    reaches = {issue: recorded.range(issue) for issue in by_issue}
    found = [
        between
        for issue in sorted(by_issue)
        for one, other in combinations(by_issue[issue], 2)
        if one.party != other.party
        for between in _between(recorded, reaches[issue], *_in_order(one, other))
    ]
    return tuple(sorted(found, key=lambda it: (it.issue, it.one.party, it.other.party, *_ids(it))))


def distances_of(graph: Graph) -> tuple[Distance, ...]:
    """The distances of a graph.

    >>> import detente
    >>> apart = distances_of(detente.open("tramway-strike"))
    >>> [(it.difference, it.share) for it in apart if it.issue == "wage-rise"]
    [(Decimal('1.5'), Decimal('0.3'))]
    """
    return distances(recorded_of(graph))


def pairs_on_issues(found: Sequence[Distance]) -> tuple[PairOnIssue, ...]:
    """Two parties on one issue, at their nearest and farthest, by issue; what has no share is left out."""
    grouped: dict[tuple[str, str, str], list[Distance]] = defaultdict(list)
    for it in found:
        if it.share is not None:
            grouped[it.issue, it.one.party, it.other.party].append(it)
    return tuple(
        PairOnIssue(one, other, issue, min(group, key=_share), max(group, key=_share))
        for (issue, one, other), group in sorted(grouped.items())
    )


def pairs(found: Sequence[Distance]) -> tuple[Pair, ...]:
    """Two parties over all issues where they can be compared, the farthest apart first."""
    grouped: dict[tuple[str, str], list[PairOnIssue]] = defaultdict(list)
    for it in pairs_on_issues(found):
        grouped[it.one, it.other].append(it)
    averaged = [
        Pair(
            one,
            other,
            tuple(it.issue for it in group),
            sum((_share(it.nearest) for it in group), Decimal(0)) / len(group),
            sum((_share(it.farthest) for it in group), Decimal(0)) / len(group),
        )
        for (one, other), group in grouped.items()
    ]
    return tuple(sorted(averaged, key=lambda it: (-it.farthest, -it.nearest, it.one, it.other)))


def spreads(found: Sequence[Distance]) -> tuple[Spread, ...]:
    """Each issue over all pairs of parties that can be compared on it, the farthest apart first."""
    grouped: dict[str, list[PairOnIssue]] = defaultdict(list)
    for it in pairs_on_issues(found):
        grouped[it.issue].append(it)
    spread = [
        Spread(
            issue,
            group[0].nearest.scale,
            len(group),
            min(_share(it.nearest) for it in group),
            max(_share(it.farthest) for it in group),
        )
        for issue, group in grouped.items()
    ]
    return tuple(sorted(spread, key=lambda it: (-it.largest, it.issue)))


def _between(
    recorded: Recorded, reach: tuple[Decimal, Decimal] | None, one: Position, other: Position
) -> Iterator[Distance]:
    scale = recorded.issues[one.issue].scale
    if scale in _SCALED:
        here, there = recorded.point(one), recorded.point(other)
        if here is None or there is None or reach is None:
            return
        if one.direction == other.direction == "for":
            yield Distance(one.issue, scale, one, other, *scaled_distance(here, there, *reach))
    elif one.option and other.option:
        stances = ((one.option, one.direction), (other.option, other.direction))
        share = nominal_distance(recorded.relations, *stances)
        if share is not None:
            yield Distance(one.issue, scale or "nominal", one, other, None, share)


def _in_order(one: Position, other: Position) -> tuple[Position, Position]:
    return (one, other) if (one.party, one.id) <= (other.party, other.id) else (other, one)


def _share(it: Distance) -> Decimal:
    return it.share if it.share is not None else Decimal(0)


def _ids(it: Distance) -> tuple[str, str]:
    return it.one.id, it.other.id
