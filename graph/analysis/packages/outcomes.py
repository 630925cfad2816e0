"""The packages worth bargaining over: those that no other package dominates.

Utilities are sums over positions, and each position is about options of one component (see ``feasible``).
So the frontier of the whole is among the sums of points on the frontiers of the components:
1. list the packages of each component and keep the undominated points;
2. add the components up one by one, keeping the undominated sums.
Nothing is lost by that, and what is never listed is the product of all components.

Limits: the frontier itself can grow with each component; with more than MOST_POINTS points the search
stops and says so.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from detente.graph.analysis.packages.feasible import Space
from detente.graph.analysis.packages.frontier import Point, undominated
from detente.graph.analysis.packages.kept import keeps, ties
from detente.graph.analysis.packages.situation import Position
from detente.graph.analysis.packages.utilities import (
    Utilities,
    closeness,
    counts_closeness,
    points_of_issue,
)
from detente.graph.errors import UsageError

MOST_POINTS = 5_000
_Whole = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """An undominated point, a package that reaches it with few options, and how many packages do."""

    utilities: Point
    options: tuple[str, ...]
    ways: int


def frontier(utilities: Utilities, keep: Iterable[Position] = ()) -> tuple[Outcome, ...]:
    """The undominated packages, from the first party's best; with ``keep``, of those that keep these
    positions.

    Raises UsageError when there are too many to weigh.

    >>> from detente.graph.analysis.packages.situation import Issue, Option, Situation
    >>> from detente.graph.analysis.packages.utilities import utilities
    >>> options = Option("rise", "pay"), Option("shifts", "hours")
    >>> wish, no = Position("wish", "union", "rise"), Position("no", "company", "rise", "against")
    >>> situation = Situation({}, (Issue("pay", "Pay"), Issue("hours", "Hours")), options, (wish, no))
    >>> [(it.options, it.ways) for it in frontier(utilities(situation))]
    [((), 2), (('rise',), 2)]
    """
    kept = tuple(keep)
    space = Space(utilities.situation, [*utilities.tied, *ties(utilities.situation, kept)])
    scorer = _Scorer(space, utilities)
    reached: dict[_Whole, tuple[int, int]] = {tuple(0 for _ in utilities.parties): (1, 0)}
    for component in space.components:
        own: dict[_Whole, tuple[int, int]] = {}
        concerned = [position for position in kept if position.option in component]
        score = scorer.of(component)
        for mask in space.packages_of(component):
            package = space.package(mask) if concerned else frozenset()
            if all(keeps(utilities.situation, package, position) for position in concerned):
                _add(own, score(mask), 1, mask)
        best = undominated(own)
        sums: dict[_Whole, tuple[int, int]] = {}
        for point, (ways, mask) in reached.items():
            for extra in best:
                total = tuple(a + b for a, b in zip(point, extra, strict=True))
                _add(sums, total, ways * own[extra][0], mask | own[extra][1])
        reached = {point: sums[point] for point in undominated(sums)}
        if len(reached) > MOST_POINTS:
            raise UsageError(_TOO_MANY)
    return tuple(
        Outcome(scorer.point(point), space.ordered(mask), ways)
        for point, (ways, mask) in reached.items()
    )


_TOO_MANY = (
    f"more than {MOST_POINTS:,} packages are undominated, too many to weigh\n"
    "    Look at fewer issues (--issue) or parties (--party) at once."
)


def _add(found: dict[_Whole, tuple[int, int]], point: _Whole, ways: int, mask: int) -> None:
    known, best = found.get(point, (0, mask))
    found[point] = known + ways, min(best, mask, key=lambda it: (it.bit_count(), it))


@dataclass(frozen=True, slots=True)
class _Part:
    """What one position adds: a value once all of ``needed`` is there (``against``: unless it is).

    ``values`` are tried in their order; the first whose options are all there counts.
    """

    option: str
    party: int
    against: bool
    needed: int
    values: tuple[tuple[int, Fraction], ...]


class _Scorer:
    """Utilities of sets of bits, in whole numbers that share one denominator per party."""

    def __init__(self, space: Space, utilities: Utilities) -> None:
        self._parts = [
            _part(space, utilities, position, weight)
            for position, weight in utilities.weights.items()
        ]
        self._shared = [
            lcm(*(v.denominator for it in self._parts if it.party == party for _, v in it.values))
            for party in range(len(utilities.parties))
        ]

    def of(self, component: tuple[str, ...]) -> Callable[[int], _Whole]:
        """What the packages of one component add to the utilities."""
        width, members = len(self._shared), set(component)
        parts = [
            (it.party, it.against, it.needed, self._whole(it))
            for it in self._parts
            if it.option in members
        ]

        def score(mask: int) -> _Whole:
            found = [0] * width
            for party, against, needed, values in parts:
                if (mask & needed == needed) != against:
                    found[party] += next((value for bit, value in values if mask & bit == bit), 0)
            return tuple(found)

        return score

    def _whole(self, part: _Part) -> list[tuple[int, int]]:
        return [(mask, int(value * self._shared[part.party])) for mask, value in part.values]

    def point(self, whole: _Whole) -> Point:
        return tuple(Fraction(a, b) for a, b in zip(whole, self._shared, strict=True))


def _part(space: Space, utilities: Utilities, position: Position, weight: Fraction) -> _Part:
    situation, rule = space.situation, utilities.rule
    party = utilities.parties.index(position.party)
    total = sum(
        (it for other, it in utilities.weights.items() if other.party == position.party),
        Fraction(0),
    )
    value = weight / total if rule.utility == "share" else weight
    conditions, option = space.mask(position.conditions), space.mask([position.option])
    if position.direction == "against":
        return _Part(position.option, party, True, conditions | option, ((0, value),))
    if not counts_closeness(situation, rule, position):
        return _Part(position.option, party, False, conditions, ((option, value),))
    near = (
        (space.mask([point]), value * closeness(situation, position.option, point))
        for point in points_of_issue(situation, position.option)
    )
    return _Part(position.option, party, False, conditions, tuple(near))
