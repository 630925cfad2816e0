"""What the round model comes to, and how far it can be trusted: both directions of the scale, every reading
of the formulas, and every input changed alone.

The figure is that of ``REPLICATED``, the reading that gives the published rounds of its literature. Nothing
tells which end of a scale is its low one, so it is run in both directions; where they part, the figure is the
whole stretch from one to the other, and fragile.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain

from detente.graph.analysis.forecast import DEFAULT_CHANGE, Actor, single_changes
from detente.graph.analysis.rounds.model import DEFAULT_ROUNDS, End, Run, end, run
from detente.graph.analysis.rounds.reading import REPLICATED, readings

Stretch = tuple[float, float]

# As positions are kept to a millionth of their range, and written out in at most so many digits.
_SAME = 1e-5


@dataclass(frozen=True, slots=True)
class Shift:
    """One input of one party changed alone, and the stretch of final medians that this gives."""

    party: str
    quantity: str
    was: Fraction
    now: Fraction
    median: Stretch


@dataclass(frozen=True)
class RoundForecast:
    """The default reading in both directions, where every reading ends, and what each change makes of it."""

    actors: tuple[Actor, ...]
    limit: int
    upwards: Run
    downwards: Run
    ends: tuple[End, ...]
    changes: tuple[Shift, ...]

    @property
    def median(self) -> Stretch:
        """The final median, from the lowest to the highest that the two directions give."""
        return _hull([self.upwards.last.median, self.downwards.last.median])

    @property
    def mean(self) -> Stretch:
        """The final mean of the two directions, the lower first."""
        one, other = self.upwards.last.mean, self.downwards.last.mean
        return min(one, other), max(one, other)

    @property
    def sided(self) -> bool:
        """Whether the final median or mean depends on which end of the scale is called low."""
        up, down = self.upwards.last, self.downwards.last
        pairs = zip((*up.median, up.mean), (*down.median, down.mean), strict=True)
        return any(abs(one - other) > _SAME * self._reach for one, other in pairs)

    @property
    def _reach(self) -> float:
        positions = [it.position for it in self.actors]
        return float(max(positions) - min(positions))

    @property
    def settled(self) -> bool:
        """Whether nobody moves any more at the end, in both directions."""
        return self.upwards.settled and self.downwards.settled

    @property
    def fragile(self) -> bool:
        """Whether the figure hangs on the direction, or on where the rounds were stopped.

        The latter if parties still move at the end, and the median was not the same all the way.
        """
        low, high = self.over_rounds
        return self.sided or (not self.settled and high - low > _SAME * self._reach)

    @property
    def over_rounds(self) -> Stretch:
        """The lowest and the highest median after any of the rounds, in both directions."""
        both = chain(self.upwards.rounds, self.downwards.rounds)
        return _hull([it.median for it in both])

    @property
    def spread(self) -> Stretch:
        """The lowest and the highest final median over all readings, in both directions."""
        return _hull([it.median for it in self.ends])

    @property
    def changed(self) -> Stretch:
        """The lowest and the highest final median, as it is and with any one input changed."""
        return _hull([self.median, *(it.median for it in self.changes)])


def round_forecast(
    actors: Sequence[Actor], rounds: int = DEFAULT_ROUNDS, change: Fraction = DEFAULT_CHANGE
) -> RoundForecast:
    """The round model of an issue, with all that its figure hangs on.

    Raises UsageError when no party has any weight, ``rounds`` is less than 1 or ``change`` out of range.

    >>> union = Actor("union", Fraction(6), Fraction(1), Fraction(3))
    >>> company = Actor("company", Fraction(4), Fraction(1), Fraction(1))
    >>> found = round_forecast([union, company])
    >>> found.median, found.sided, len({it.reading for it in found.ends})
    ((6.0, 6.0), False, 256)
    """
    return RoundForecast(
        tuple(actors),
        rounds,
        run(actors, rounds=rounds),
        run(actors, rounds=rounds, downwards=True),
        tuple(_all_ends(actors, rounds)),
        tuple(
            Shift(it.party, it.quantity, it.was, it.now, final_median(it.actors, rounds))
            for it in single_changes(actors, change)
        ),
    )


def final_median(actors: Sequence[Actor], rounds: int = DEFAULT_ROUNDS) -> Stretch:
    """The final median of the default reading, over both directions of the scale.

    Raises UsageError when no party has any weight or ``rounds`` is less than 1.
    """
    found = end(actors, rounds=rounds)
    if not found.sided:
        return found.median
    return _hull([found.median, end(actors, rounds=rounds, downwards=True).median])


def _all_ends(actors: Sequence[Actor], rounds: int) -> Iterator[End]:
    """Where each reading ends, downwards too where a choice hung on the direction."""
    for reading in (REPLICATED, *(it for it in readings() if it != REPLICATED)):
        found = end(actors, reading, rounds)
        yield found
        if found.sided:
            yield end(actors, reading, rounds, downwards=True)


def _hull(stretches: Sequence[Stretch]) -> Stretch:
    return min(low for low, _ in stretches), max(high for _, high in stretches)
