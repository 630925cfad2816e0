"""The bargaining solutions when parties can also agree on chances: lotteries over outcomes.

A lottery gives outcome i the chance p_i, with p ≥ 0 and Σ_i p_i = 1; its utilities are expected ones,
U_k = Σ_i p_i u_ik. Considered are lotteries with U_k ≥ d_k for every party. The solutions are those of
``bargaining`` on this convex set, where Nash's utilities are unique and, for two parties, those of Kalai
and Smorodinsky lie on the line from the disagreement to the ideal point.

- Kalai–Smorodinsky and egalitarian, by leximin (Imai 1983, Individual monotonicity and lexicographic maxmin
  solution): raise the smallest share t of all parties as far as it goes, hold those that can get no
  more, and raise the rest. Each step is a linear programme, solved exactly.
- Utilitarian: a linear programme, solved exactly.
- Nash, two parties: on each edge of the upper hull the product of gains is a parabola whose top is known;
  exact. Three and more: an iteration, see ``product``.

Limits: expected utility supposes that a party would take a lottery for its average. Utilities made from
firmness by a rule are no such measure; take these points as a direction in which to look for compromise
within a package, such as dividing an option.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from detente.graph.analysis.packages.bargaining import SOLUTIONS, Game
from detente.graph.analysis.packages.frontier import Point, undominated
from detente.graph.analysis.packages.product import largest_product
from detente.graph.analysis.packages.simplex import Row, maximise


@dataclass(frozen=True, slots=True)
class Lottery:
    """Chances of outcomes, those of chance 0 left out, and the parties' expected utilities.

    ``exact`` is false where a figure comes from an iteration.
    """

    chances: tuple[tuple[int, Fraction], ...]
    utilities: Point
    exact: bool = True


def solve_lotteries(game: Game) -> dict[str, Lottery | None]:
    """The lottery of each solution, by its name in SOLUTIONS; None where there is none.

    >>> from detente.graph.analysis.packages.bargaining import game
    >>> found = solve_lotteries(game([(4, 1), (2, 3), (1, 4)], (0, 0)))
    >>> [str(utility) for utility in found["nash"].utilities]
    ['5/2', '5/2']
    """
    mixer = _Mixer(game)
    found = mixer.nash(), mixer.kalai_smorodinsky(), mixer.egalitarian(), mixer.utilitarian()
    return dict(zip(SOLUTIONS, found, strict=True))


def ideal_over_lotteries(game: Game) -> Point | None:
    """The best each party can expect from a lottery that gives no party less than disagreement.

    None when no lottery does that.

    >>> from detente.graph.analysis.packages.bargaining import game
    >>> [str(it) for it in ideal_over_lotteries(game([(4, 0), (0, 4)], (1, 1)))]
    ['3', '3']
    """
    hopes = _Mixer(game).hopes()
    if hopes is None:
        return None
    return tuple(d + hope for d, hope in zip(game.disagreement, hopes, strict=True))


class _Mixer:
    """Lotteries over the outcomes of a game that are worth mixing: no dominated one is."""

    def __init__(self, game: Game) -> None:
        self.game = game
        first = {point: index for index, point in reversed(list(enumerate(game.points)))}
        self.outcomes = [first[point] for point in undominated(game.points)]
        self.gains = [game.gains(index) for index in self.outcomes]
        self.parties = range(len(game.disagreement))

    def utilitarian(self) -> Lottery | None:
        return self._lottery(
            self._best([1] * len(self.parties), [Fraction(0) for _ in self.parties])
        )

    def egalitarian(self) -> Lottery | None:
        return self._leximin([Fraction(1) for _ in self.parties])

    def kalai_smorodinsky(self) -> Lottery | None:
        hopes = self.hopes()
        return None if hopes is None else self._leximin(hopes)

    def nash(self) -> Lottery | None:
        hopes = self.hopes()
        if hopes is None or not all(hope > 0 for hope in hopes):
            return None
        if len(self.parties) == 1:
            return self.utilitarian()
        return self._nash_of_two() if len(self.parties) == 2 else self._nash_of_many()

    def hopes(self) -> list[Fraction] | None:
        """The ideal gains: what each party gets at best while none has less than in disagreement."""
        hopes = []
        for party in self.parties:
            weights = [int(party == it) for it in self.parties]
            chances = self._best(weights, [Fraction(0) for _ in self.parties])
            if chances is None:
                return None
            hopes.append(self._expected(chances)[party])
        return hopes

    def _best(self, weights: Sequence[int], least: Sequence[Fraction]) -> list[Fraction] | None:
        """Chances that maximise the weighted sum of gains with no gain below ``least``."""
        slack = _unit_rows(len(self.parties))
        rows: list[Row] = [
            [*(gain[party] for gain in self.gains), *(-it for it in slack[party])]
            for party in self.parties
        ]
        rows.append([*(1 for _ in self.gains), *(0 for _ in self.parties)])
        objective: Row = [
            *(
                sum((w * g for w, g in zip(weights, gain, strict=True)), Fraction(0))
                for gain in self.gains
            ),
            *(0 for _ in self.parties),
        ]
        found = maximise(objective, rows, [*least, 1])
        return None if found is None else list(found[1][: len(self.gains)])

    def _leximin(self, scale: Sequence[Fraction]) -> Lottery | None:
        """Chances whose gains, each divided by its scale, are largest from the smallest upwards."""
        least = [Fraction(0) for _ in self.parties]
        if self._best([0 for _ in self.parties], least) is None:
            return None
        free = [party for party in self.parties if scale[party] > 0]
        while free:
            share = self._largest_share(scale, least, free)
            for party in free:
                least[party] = share * scale[party]
            # Those that can get no more are held where they are; there is at least one.
            free = [party for party in free if self._most(party, least) > least[party]]
        return self._lottery(self._best([1 for _ in self.parties], least))

    def _largest_share(
        self, scale: Sequence[Fraction], least: Sequence[Fraction], free: Sequence[int]
    ) -> Fraction:
        slack = _unit_rows(len(self.parties))
        rows: list[Row] = [
            [
                *(gain[party] for gain in self.gains),
                *(-it for it in slack[party]),
                -scale[party] if party in free else 0,
            ]
            for party in self.parties
        ]
        rows.append([*(1 for _ in self.gains), *(0 for _ in self.parties), 0])
        right = [0 if party in free else least[party] for party in self.parties]
        found = maximise([*(0 for _ in rows[0][:-1]), 1], rows, [*right, 1])
        if found is None:
            raise ArithmeticError("what is held cannot be reached")
        return found[0]

    def _most(self, party: int, least: Sequence[Fraction]) -> Fraction:
        chances = self._best([int(party == it) for it in self.parties], least)
        return least[party] if chances is None else self._expected(chances)[party]

    def _nash_of_two(self) -> Lottery | None:
        """The top of the product along the upper hull, edge by edge, from the right to the left."""
        hull: list[int] = []
        for index in range(len(self.gains)):  # the first party's gains fall, the other's rise
            while len(hull) > 1 and not self._turns(hull[-2], hull[-1], index):
                hull.pop()
            hull.append(index)
        best: tuple[Fraction, list[Fraction]] | None = None
        for one, other in zip(hull, hull[1:] or hull, strict=False):
            along = self._top(one, other)
            chances = [Fraction(0) for _ in self.gains]
            chances[one] += 1 - along
            chances[other] += along
            x, y = self._expected(chances)
            if x > 0 and y > 0 and (best is None or x * y > best[0]):
                best = x * y, chances
        return None if best is None else self._lottery(best[1])

    def _turns(self, a: int, b: int, c: int) -> bool:
        (ax, ay), (bx, by), (cx, cy) = self.gains[a], self.gains[b], self.gains[c]
        return (bx - ax) * (cy - by) - (by - ay) * (cx - bx) > 0

    def _top(self, one: int, other: int) -> Fraction:
        """How far from one point to the other (x + s dx)(y + s dy) is largest, s from 0 to 1."""
        (x, y), (x2, y2) = self.gains[one], self.gains[other]
        dx, dy = x2 - x, y2 - y
        if not dx:
            return Fraction(0)
        return min(max(-(x * dy + y * dx) / (2 * dx * dy), Fraction(0)), Fraction(1))

    def _nash_of_many(self) -> Lottery | None:
        hopes = self.hopes() or []
        # Each party's gains as shares of its hopes, so that the iteration does not see the scale.
        shares = [
            [float(it / hope) for it, hope in zip(gain, hopes, strict=True)] for gain in self.gains
        ]
        start = self._leximin(hopes)
        if start is None:
            return None
        place = {index: position for position, index in enumerate(self.outcomes)}
        chances = [0.0 for _ in shares]
        for index, chance in start.chances:
            chances[place[index]] = float(chance)
        best = largest_product(shares, chances)
        total = sum(map(Fraction, best), Fraction(0))
        return self._lottery([Fraction(it) / total for it in best], exact=False)

    def _expected(self, chances: Sequence[Fraction]) -> Point:
        return tuple(
            sum(
                (p * gain[party] for p, gain in zip(chances, self.gains, strict=True) if p),
                Fraction(0),
            )
            for party in self.parties
        )

    def _lottery(self, chances: Sequence[Fraction] | None, *, exact: bool = True) -> Lottery | None:
        if chances is None:
            return None
        gains = self._expected(chances)
        return Lottery(
            tuple((index, p) for index, p in zip(self.outcomes, chances, strict=True) if p),
            tuple(d + gain for d, gain in zip(self.game.disagreement, gains, strict=True)),
            exact,
        )


def _unit_rows(size: int) -> list[list[int]]:
    return [[int(row == column) for column in range(size)] for row in range(size)]
