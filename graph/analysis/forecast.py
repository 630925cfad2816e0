"""Where an issue would settle: the weighted mean and the weighted median of the parties' positions.

Both are the simplest models of collective decision in the field, and the yardsticks that richer ones are
measured by. Each party i has a position x_i on one interval scale, a salience s_i from 0 to 1 (how much of
what it has it would spend on this issue) and a capability c_i from 0 up (what it has); its weight is
w_i = s_i · c_i.

1. ``weighted_mean``: Σ w_i x_i / Σ w_i, the compromise. It assumes that all give way in proportion to their
   weight, that differences on the scale mean the same everywhere on it, and that nobody can walk out. Every
   party moves it, a far one most. (Achen 2006, Institutional Realism and Bargaining Models, in Thomson et
   al., The European Union Decides, gives the bargaining account of it.)
2. ``weighted_median``: the points x with Σ w_i over x_i ≤ x and Σ w_i over x_i ≥ x both at least half of
   Σ w_i. It assumes decision by weighted majority between any two points, preferences that fall off from x_i
   on both sides, and one dimension; then no other point wins against it (Black 1948, On the Rationale of
   Group Decision-making; with s_i · c_i for votes: Bueno de Mesquita 1994, Political Forecasting: An Expected
   Utility Method). How far an extreme party stands from it makes no difference. If one side has exactly
   half, all points between two positions are medians, and both ends are given.
3. ``sensitivity``: each salience, capability and position is changed alone, up and down, and both figures
   are taken anew; ``Forecast.mean_range`` and ``median_range`` are the extremes over all changes.

Limits: x_i is meant to be what a party would like best; what is recorded is what it asks for or offers,
which may be a bid. Neither figure says whether there will be an agreement at all, or knows linkage between
issues, vetoes or red lines. Inputs are judgements; the range over single changes is narrower than over
joint ones.

The expected-utility round model, which takes the same inputs, is in ``detente.graph.analysis.rounds``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from detente.graph.errors import UsageError

SALIENCE, CAPABILITY, POSITION = "salience", "capability", "position"
QUANTITIES = (SALIENCE, CAPABILITY, POSITION)
DEFAULT_CHANGE = Fraction(1, 10)

Interval = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class Actor:
    """A party with its position (in the issue's unit), salience (0 to 1) and capability (0 up)."""

    party: str
    position: Fraction
    salience: Fraction
    capability: Fraction

    @property
    def weight(self) -> Fraction:
        """Salience times capability."""
        return self.salience * self.capability


@dataclass(frozen=True, slots=True)
class Figures:
    """Mean and median in the issue's unit; the median's two ends are the same unless a side has half."""

    mean: Fraction
    median: Interval


@dataclass(frozen=True, slots=True)
class Change:
    """One input of one party changed alone, and the figures that this gives."""

    party: str
    quantity: str
    was: Fraction
    now: Fraction
    figures: Figures


@dataclass(frozen=True, slots=True)
class Changed:
    """One input of one party changed alone, and all actors with it."""

    party: str
    quantity: str
    was: Fraction
    now: Fraction
    actors: tuple[Actor, ...]


@dataclass(frozen=True)
class Forecast:
    """The figures, and what each single change of an input makes of them."""

    actors: tuple[Actor, ...]
    figures: Figures
    changes: tuple[Change, ...]

    @property
    def mean_range(self) -> Interval:
        """The least and the greatest mean, as it is and over all changes."""
        means = [self.figures.mean, *(it.figures.mean for it in self.changes)]
        return min(means), max(means)

    @property
    def median_range(self) -> Interval:
        """The least and the greatest median, as it is and over all changes."""
        medians = [self.figures.median, *(it.figures.median for it in self.changes)]
        return min(low for low, _ in medians), max(high for _, high in medians)

    @property
    def overturning(self) -> tuple[Change, ...]:
        """The changes of a salience or a capability that carry the median to another point."""
        weights = (SALIENCE, CAPABILITY)
        return tuple(
            it
            for it in self.changes
            if it.quantity in weights and it.figures.median != self.figures.median
        )


def weighted_mean(actors: Sequence[Actor]) -> Fraction:
    """The compromise: positions averaged by weight, exactly.

    Raises UsageError when no party has any weight.

    >>> union = Actor("union", Fraction(6), Fraction(1), Fraction(3))
    >>> company = Actor("company", Fraction(4), Fraction(1), Fraction(1))
    >>> weighted_mean([union, company])
    Fraction(11, 2)
    """
    return sum((it.weight * it.position for it in actors), Fraction()) / _total(actors)


def weighted_median(actors: Sequence[Actor]) -> Interval:
    """The point, or the two ends of the stretch, that no other point beats by weighted majority.

    Raises UsageError when no party has any weight.

    >>> union = Actor("union", Fraction(6), Fraction(1), Fraction(3))
    >>> company = Actor("company", Fraction(4), Fraction(1), Fraction(1))
    >>> [int(end) for end in weighted_median([union, company])]
    [6, 6]
    """
    half = _total(actors) / 2
    rising = sorted((it for it in actors if it.weight), key=lambda it: it.position)
    return _reaching(rising, half), _reaching(rising[::-1], half)


def sensitivity(actors: Sequence[Actor], change: Fraction = DEFAULT_CHANGE) -> tuple[Change, ...]:
    """What each single change makes of the figures, down before up, in the order of the parties.

    A salience or capability is changed by the share ``change`` of itself (a salience not beyond 1), a
    position by that share of the range of all positions. An input that this leaves as it was is not
    listed: a weight of 0, a salience of 1 upwards, positions that are all the same.
    Raises UsageError unless ``change`` is between 0 and 1, both excluded.
    """
    return tuple(
        Change(it.party, it.quantity, it.was, it.now, figures(it.actors))
        for it in single_changes(actors, change)
    )


def single_changes(actors: Sequence[Actor], change: Fraction) -> Iterator[Changed]:
    """The actors with one input changed at a time, as ``sensitivity`` says, which see.

    Raises UsageError unless ``change`` is between 0 and 1, both excluded.
    """
    if not 0 < change < 1:
        raise UsageError("a change of inputs is more than 0 and less than 100 percent")
    positions = [it.position for it in actors]
    reach = max(positions, default=Fraction()) - min(positions, default=Fraction())
    for index, actor in enumerate(actors):
        for quantity in QUANTITIES:
            was: Fraction = getattr(actor, quantity)
            step = change * (reach if quantity == POSITION else was)
            for now in (was - step, was + step):
                if quantity == SALIENCE:
                    now = min(now, Fraction(1))
                if now == was:
                    continue
                moved = _with(actor, quantity, now)
                after = (*actors[:index], moved, *actors[index + 1 :])
                yield Changed(actor.party, quantity, was, now, after)


def figures(actors: Sequence[Actor]) -> Figures:
    """Mean and median. Raises UsageError when no party has any weight."""
    return Figures(weighted_mean(actors), weighted_median(actors))


def forecast(actors: Sequence[Actor], change: Fraction = DEFAULT_CHANGE) -> Forecast:
    """Mean, median, and their sensitivity to each input.

    Raises UsageError when no party has any weight or ``change`` is out of range.

    >>> union = Actor("union", Fraction(6), Fraction(1), Fraction(1))
    >>> company = Actor("company", Fraction(4), Fraction(1), Fraction(1))
    >>> found = forecast([union, company])
    >>> float(found.figures.mean), [int(end) for end in found.figures.median]
    (5.0, [4, 6])
    """
    return Forecast(tuple(actors), figures(actors), sensitivity(actors, change))


def _with(actor: Actor, quantity: str, value: Fraction) -> Actor:
    if quantity == SALIENCE:
        return replace(actor, salience=value)
    if quantity == CAPABILITY:
        return replace(actor, capability=value)
    return replace(actor, position=value)


def _total(actors: Sequence[Actor]) -> Fraction:
    total = sum((it.weight for it in actors), Fraction())
    if not total:
        raise UsageError("no party has any weight: each has a salience or a capability of 0")
    return total


def _reaching(actors: Sequence[Actor], half: Fraction) -> Fraction:
    """The position at which the weights, added up in this order, first come to half."""
    so_far = Fraction()
    for actor in actors:
        so_far += actor.weight
        if so_far >= half:
            return actor.position
    raise AssertionError("the weights do not come to half their sum")
