"""Bargaining solutions over a finite set of outcomes, each a point of utilities, one per party.

A game is outcomes u and a disagreement point d, what each party has when nothing is agreed. Considered
are the outcomes that are individually rational: u_k ≥ d_k for every party k. The gain is g_k = u_k − d_k,
and the ideal point a_k the best that k gets in any outcome considered.

- Nash (1950), The bargaining problem: the outcome that maximises Π_k g_k.
- Kalai and Smorodinsky (1975), Other solutions to Nash's bargaining problem: the parties get equal shares
  g_k / (a_k − d_k) of what they could hope for. Where no outcome gives equal shares: the one whose smallest
  share is largest, then whose second smallest is, and so on (leximin).
- Egalitarian (Kalai 1977, Proportional solutions to bargaining situations: interpersonal utility
  comparisons): equal gains g_k; leximin as above.
- Utilitarian: the outcome that maximises Σ_k u_k.

Without lotteries several outcomes can do equally well; all are given. Nash and Kalai–Smorodinsky do not
change when a party's utilities are rescaled (u → αu + β, α > 0); egalitarian and utilitarian points
compare gains between parties and mean nothing unless the utilities share a scale.

All arithmetic is exact (``fractions``), so that a tie is a tie.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isfinite, prod
from typing import Final

from detente.graph.analysis.packages.frontier import Point, dominates

Number = Fraction | int | float
SOLUTIONS: Final = ("nash", "kalai-smorodinsky", "egalitarian", "utilitarian")


@dataclass(frozen=True, slots=True)
class Game:
    """Outcomes as points of utilities, one per party, and the disagreement point."""

    points: tuple[Point, ...]
    disagreement: Point

    def gains(self, index: int) -> Point:
        """What the parties gain over disagreement in an outcome."""
        pairs = zip(self.points[index], self.disagreement, strict=True)
        return tuple(utility - fallback for utility, fallback in pairs)

    @property
    def rational(self) -> tuple[int, ...]:
        """The outcomes in which no party has less than in disagreement."""
        return tuple(
            index for index in range(len(self.points)) if all(it >= 0 for it in self.gains(index))
        )

    @property
    def ideal(self) -> Point:
        """The best each party gets in any rational outcome; disagreement when there is none."""
        columns = zip(self.disagreement, *(self.points[it] for it in self.rational), strict=True)
        return tuple(max(column) for column in columns)


def game(points: Sequence[Sequence[Number]], disagreement: Sequence[Number]) -> Game:
    """A game from plain numbers, taken exactly as they are.

    Raises ValueError when points are of unequal length, of no party, or not finite.
    """
    width = len(disagreement)
    if not width or any(len(point) != width for point in points):
        raise ValueError("each point needs one utility per party, as the disagreement point has")
    if not all(isfinite(it) for point in (*points, disagreement) for it in point):
        raise ValueError("utilities are finite numbers")
    exact = tuple(tuple(Fraction(it) for it in point) for point in points)
    return Game(exact, tuple(Fraction(it) for it in disagreement))


def pareto(game: Game) -> tuple[int, ...]:
    """The outcomes that no other dominates, rational or not.

    >>> pareto(game([(4, 1), (2, 3), (1, 4), (1, 1)], (0, 0)))
    (0, 1, 2)
    """
    return tuple(
        index
        for index, point in enumerate(game.points)
        if not any(dominates(other, point) for other in game.points)
    )


def nash(game: Game) -> tuple[int, ...]:
    """The outcomes with the largest product of gains; none when no outcome is better for everyone.

    >>> nash(game([(4, 1), (2, 3), (1, 4)], (0, 0)))
    (1,)
    """
    better = [index for index in game.rational if all(it > 0 for it in game.gains(index))]
    return _best(better, lambda index: prod(game.gains(index)))


def kalai_smorodinsky(game: Game) -> tuple[int, ...]:
    """The outcomes with the most equal shares of the ideal gains, by leximin.

    Parties that cannot gain anything are left aside.

    >>> kalai_smorodinsky(game([(4, 1), (2, 3), (1, 4)], (0, 0)))
    (1,)
    """
    hopes = [best - fallback for best, fallback in zip(game.ideal, game.disagreement, strict=True)]
    return _best(
        game.rational,
        lambda index: sorted(
            gain / hope for gain, hope in zip(game.gains(index), hopes, strict=True) if hope
        ),
    )


def egalitarian(game: Game) -> tuple[int, ...]:
    """The outcomes with the most equal gains, by leximin."""
    return _best(game.rational, lambda index: sorted(game.gains(index)))


def utilitarian(game: Game) -> tuple[int, ...]:
    """The outcomes with the largest sum of utilities."""
    return _best(game.rational, lambda index: sum(game.points[index], Fraction(0)))


def _best(outcomes: Sequence[int], value: Callable[[int], object]) -> tuple[int, ...]:
    values: dict[int, object] = {index: value(index) for index in outcomes}
    best = max(values.values(), default=None)  # type: ignore[type-var]
    return tuple(index for index in outcomes if values[index] == best)


def solve(game: Game) -> dict[str, tuple[int, ...]]:
    """The outcomes of each solution, by its name in SOLUTIONS."""
    found = nash(game), kalai_smorodinsky(game), egalitarian(game), utilitarian(game)
    return dict(zip(SOLUTIONS, found, strict=True))
