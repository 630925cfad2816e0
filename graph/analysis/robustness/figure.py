"""A figure as it is compared: what it is called, what it is worth, and when another value is a flip.

The rule, the same for all methods:

- a *number* flips when its sign changes or it moves by more than a quarter of itself;
- an *answer* (a zone, an equilibrium, a winner, the members of a group) flips when it is another;
- a *place* in an order flips when it changes places with another that is there before and after. Coming to
  be tied, or being tied no more, is no flip.

Limits: a quarter of itself is strict with small counts: a tie of weight 1 that becomes 2 flips.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from math import isfinite
from operator import gt, lt
from typing import Any

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


def flips(before: Figures, after: Figures, share: Fraction = SHARE) -> frozenset[Name]:
    """The figures that are there before and after and have flipped.

    >>> one = {("mean", "pay"): number(4)}
    >>> flips(one, {("mean", "pay"): number(5)})
    frozenset()
    >>> flips(one, {("mean", "pay"): number(6)})
    frozenset({('mean', 'pay')})
    """
    found: set[Name] = set()
    orders: dict[str, list[Name]] = defaultdict(list)
    for name, was in before.items():
        now = after.get(name)
        if now is None:
            continue
        if was.kind == now.kind == PLACE:
            orders[name[0]].append(name)
        elif was.kind != now.kind or (
            _moved(was.value, now.value, share)  # type: ignore[arg-type]
            if was.kind == NUMBER
            else was.value != now.value
        ):
            found.add(name)
    for names in orders.values():
        found |= _overtaken(names, before, after)
    return frozenset(found)


def values(figures: Figures) -> dict[Name, Hashable]:
    """What figures are worth to a reader: places as ranks, equal ones sharing theirs.

    >>> values({("p", "a"): place(3), ("p", "b"): place(5), ("p", "c"): place(3)})["p", "b"]
    Fraction(3, 1)
    """
    orders: dict[str, list[Any]] = defaultdict(list)
    for name, figure in figures.items():
        if figure.kind == PLACE:
            orders[name[0]].append(figure.value)
    for keys in orders.values():
        keys.sort()

    def shown(name: Name, figure: Figure) -> Hashable:
        key: Any = figure.value
        return Fraction(1 + bisect_left(orders[name[0]], key)) if figure.kind == PLACE else key

    return {name: shown(name, figure) for name, figure in figures.items()}


def _overtaken(names: Iterable[Name], before: Figures, after: Figures) -> set[Name]:
    """The places that came before another, or after it, and now do not: both of each such pair.

    In the order of before, a place is overtaken when a later one has now a lesser key, and overtakes when
    an earlier one has now a greater: the least of what follows and the greatest of what precedes tell.
    """

    def first(name: Name) -> Any:
        return before[name].value

    def then(name: Name) -> Any:
        return after[name].value

    groups = [list(group) for _, group in groupby(sorted(names, key=first), key=first)]
    found: set[Name] = set()
    for line, worse, most in ((groups, gt, max), (groups[::-1], lt, min)):
        extreme: Any = None
        for group in line:
            if extreme is not None:
                found |= {it for it in group if worse(extreme, then(it))}
            here = most(map(then, group))
            extreme = here if extreme is None else most(extreme, here)
    return found


def _moved(was: Fraction, now: Fraction, share: Fraction) -> bool:
    return _sign(was) != _sign(now) or abs(now - was) > share * abs(was)


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)
