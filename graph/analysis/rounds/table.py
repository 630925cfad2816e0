"""The parties as the round model reckons with them: on 0 to 1, with shares of weight, in one order.

Positions are kept to a millionth of their range at the start; those closer are one. Two parties a hair apart
differ in what they may do (conflict, or nothing), so that without a stated limit the outcome would depend on
how a computer rounds.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from detente.graph.analysis.forecast import Actor, weighted_median
from detente.graph.errors import UsageError

_DIGITS = 6


def kept(x: float) -> float:
    """A place to a millionth of the range.

    >>> kept(0.12345678)
    0.123457
    """
    return round(x, _DIGITS)


@dataclass(frozen=True)
class Table:
    """The actors in the table's order; ``at`` leads from the order they were given in to this one."""

    actors: tuple[Actor, ...]
    at: tuple[int, ...]
    x: tuple[float, ...]
    weights: tuple[float, ...]
    salience: tuple[float, ...]
    zero: float
    step: float
    _given: dict[float, float] = field(repr=False)

    def unit(self, x: float) -> float:
        """A place on 0 to 1 in the issue's unit; where a party stood at first, its position as given."""
        return self._given.get(x, self.zero + self.step * x)

    def median(self, x: Sequence[float]) -> tuple[float, float]:
        """The weighted median in the issue's unit, its lower end first."""
        placed = [replace(a, position=Fraction(it)) for a, it in zip(self.actors, x, strict=True)]
        one, other = (self.unit(float(it)) for it in weighted_median(placed))
        return min(one, other), max(one, other)

    def mean(self, x: Sequence[float]) -> float:
        """The weighted mean in the issue's unit."""
        return sum(w * self.unit(it) for w, it in zip(self.weights, x, strict=True))


def table(actors: Sequence[Actor], *, downwards: bool = False) -> Table:
    """Parties on 0 to 1, from the high end of the scale if ``downwards``.

    Raises UsageError when no party has any weight.

    >>> table([Actor("union", Fraction(6), Fraction(1), Fraction(3)),
    ...        Actor("company", Fraction(4), Fraction(1), Fraction(1))]).weights
    (0.25, 0.75)
    """
    total = sum((it.weight for it in actors), Fraction())
    if not total:
        raise UsageError("no party has any weight: each has a salience or a capability of 0")
    low, high = min(it.position for it in actors), max(it.position for it in actors)
    zero, step = (high, low - high) if downwards else (low, high - low)
    x = [kept(float((it.position - zero) / step)) if step else 0.0 for it in actors]
    order = sorted(
        range(len(actors)),
        key=lambda n: (x[n], actors[n].salience, actors[n].weight, actors[n].party),
    )
    ordered = tuple(actors[n] for n in order)
    return Table(
        ordered,
        tuple(sorted(range(len(order)), key=order.__getitem__)),
        tuple(x[n] for n in order),
        tuple(float(it.weight / total) for it in ordered),
        tuple(float(it.salience) for it in ordered),
        float(zero),
        float(step),
        {x[n]: float(actors[n].position) for n in order},
    )
