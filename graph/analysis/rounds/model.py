"""One run of the expected-utility round model: where everyone stands after each round.

The parties challenge each other, make offers, take one each and move, all at once (``step``), by what they
expect of a challenge (``expectation``): Scholz, Calbert and Smith 2011, Unravelling Bueno de Mesquita's Group
Decision Model. A run ends after the number of rounds asked for, or when nobody moves, as then nobody ever
would again.

Units, zero point, the scale of capability and the order of the parties make no difference. Which end of the
scale is called low does, by the rule of the lowest compromise, and where two offers are level: ``downwards``
reads the scale from its high end, and ``Run.sided`` says whether a choice hung on it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from detente.graph.analysis.forecast import Actor
from detente.graph.analysis.rounds.reading import REPLICATED, Reading
from detente.graph.analysis.rounds.step import Move, play
from detente.graph.analysis.rounds.table import Table, table
from detente.graph.errors import UsageError

DEFAULT_ROUNDS = 8
"""As many as are published of the case that the model is tested on."""


@dataclass(frozen=True, slots=True)
class Round:
    """Positions and moves of the parties in the order they were given, with median and mean after them.

    All in the issue's unit. The median's two ends are the same unless a side has half of the weight.
    """

    number: int
    median: tuple[float, float]
    mean: float
    positions: tuple[float, ...]
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """All rounds of one reading in one direction of the scale."""

    reading: Reading
    downwards: bool
    rounds: tuple[Round, ...]

    @property
    def last(self) -> Round:
        """The last round."""
        return self.rounds[-1]

    @property
    def settled(self) -> bool:
        """Whether nobody moved in the last round."""
        return all(it.was == it.now for it in self.last.moves)

    @property
    def sided(self) -> bool:
        """Whether any choice hung on which end of the scale is called low."""
        return any(move.sided for it in self.rounds for move in it.moves)


@dataclass(frozen=True, slots=True)
class End:
    """Where one reading ends in one direction of the scale; ``sided`` as in Run."""

    reading: Reading
    downwards: bool
    median: tuple[float, float]
    sided: bool


def run(
    actors: Sequence[Actor],
    reading: Reading = REPLICATED,
    rounds: int = DEFAULT_ROUNDS,
    *,
    downwards: bool = False,
) -> Run:
    """The rounds of one reading in one direction of the scale.

    Raises UsageError when no party has any weight or there is no round to run.

    >>> from fractions import Fraction
    >>> union = Actor("union", Fraction(6), Fraction(1), Fraction(3))
    >>> company = Actor("company", Fraction(4), Fraction(1), Fraction(1))
    >>> first = run([union, company], rounds=1).last
    >>> first.moves[1].taken.kind, first.positions[1]
    ('capitulation', 6.0)
    """
    parties = table(actors, downwards=downwards)
    found = []
    for number, moves in enumerate(play(parties, reading, _at_least_one(rounds)), 1):
        x = [it.now for it in moves]
        shown = [_in_unit(moves[place], parties) for place in parties.at]
        positions = tuple(it.now for it in shown)
        found.append(Round(number, parties.median(x), parties.mean(x), positions, tuple(shown)))
    return Run(reading, downwards, tuple(found))


def end(
    actors: Sequence[Actor],
    reading: Reading = REPLICATED,
    rounds: int = DEFAULT_ROUNDS,
    *,
    downwards: bool = False,
) -> End:
    """The median after the last round alone, in a fraction of the time. Raises as ``run``."""
    parties = table(actors, downwards=downwards)
    sided = False
    x: Sequence[float] = parties.x
    for moves in play(parties, reading, _at_least_one(rounds)):
        sided = sided or any(it.sided for it in moves)
        x = [it.now for it in moves]
    return End(reading, downwards, parties.median(x), sided)


def _at_least_one(rounds: int) -> int:
    if rounds < 1:
        raise UsageError("the round model needs at least one round")
    return rounds


def _in_unit(move: Move, parties: Table) -> Move:
    offers = tuple(
        replace(it, target=parties.unit(it.target), stand=parties.unit(it.stand))
        for it in move.offers
    )
    taken = move.offers.index(move.taken) if move.taken else None
    return replace(
        move,
        was=parties.unit(move.was),
        now=parties.unit(move.now),
        taken=None if taken is None else offers[taken],
        offers=offers,
    )
