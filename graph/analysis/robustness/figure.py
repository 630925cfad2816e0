"""A figure as it is compared: what it is called, what it is worth, and when another value is a flip.

The rule, the same for all methods:

- a *number* flips when its sign changes or it moves by more than a quarter of itself;
- an *answer* (a zone, an equilibrium, a winner, the members of a group) flips when it is another;
- a *place* in an order flips when it changes places with another that is there before and after. Coming to
  be tied, or being tied no more, is no flip.

Limits: a quarter of itself is strict with small counts: a tie of weight 1 that becomes 2 flips.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import isfinite

NUMBER, ANSWER, PLACE = "number", "answer", "place"
SHARE = Fraction(1, 4)

_DIGITS = 12

# The kind of figure and the ids it is about, such as ("sticking", "union-pay", "company-pay").
Name = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a graph. A place's ``value`` is what it is ordered by, the least first."""

    kind: str
    value: Hashable


Figures = Mapping[Name, Figure]


def number(value: int | float | Decimal | Fraction) -> Figure:
    """A figure that is a number, rounded where rounding is in it already, so that equals are equal.

    >>> number(2).value
    Fraction(2, 1)
    """
    if isinstance(value, float) and not isfinite(value):
        return Figure(ANSWER, str(value))
    exact = str(round(value, _DIGITS)) if isinstance(value, (float, Decimal)) else value
    return Figure(NUMBER, Fraction(exact))


def answer(value: Hashable) -> Figure:
    """A figure that is one of several answers; compared as it is."""
    return Figure(ANSWER, value)


def place(*key: object) -> Figure:
    """A place in the order of all figures whose names begin with the same word."""
    return Figure(PLACE, key)


def flipped(name: Name, before: Figures, after: Figures, share: Fraction = SHARE) -> bool:
    """Whether a figure that is there before and after has flipped.

    >>> one = {("mean", "pay"): number(4)}
    >>> flipped(("mean", "pay"), one, {("mean", "pay"): number(5)})
    False
    >>> flipped(("mean", "pay"), one, {("mean", "pay"): number(6)})
    True
    """
    was, now = before[name], after[name]
    if was.kind != now.kind:
        return True
    if was.kind == NUMBER:
        return _moved(was.value, now.value, share)  # type: ignore[arg-type]
    if was.kind == ANSWER:
        return was.value != now.value
    others = (it for it in before if it[0] == name[0] and it != name and it in after)
    return any(
        _order(was, before[other]) * _order(now, after[other]) < 0
        for other in others
        if before[other].kind == after[other].kind == PLACE
    )


def shown_value(name: Name, figures: Figures) -> Hashable:
    """What a figure is worth to a reader: of a place, its rank, equal ones sharing theirs."""
    figure = figures[name]
    if figure.kind != PLACE:
        return figure.value
    before = (
        it
        for it, other in figures.items()
        if it[0] == name[0] and other.kind == PLACE and _order(other, figure) < 0
    )
    return Fraction(1 + sum(1 for _ in before))


def _moved(was: Fraction, now: Fraction, share: Fraction) -> bool:
    return _sign(was) != _sign(now) or abs(now - was) > share * abs(was)


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)


def _order(one: Figure, other: Figure) -> int:
    """-1 where the first comes first, 1 where the second does, 0 where they are tied."""
    first, second = one.value, other.value
    return int(first > second) - int(first < second)  # type: ignore[operator]
