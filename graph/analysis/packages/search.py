"""Packages that parties could live with: the whole search, from a situation to its answer.

Steps:
1. Positions at least as firm as ``hold`` are held: by default red lines and insisted positions.
2. Can all held positions be kept in one package? If not, the minimal sets of them that must move.
3. If so, packages that keep them, and for each the minimal set of other positions that must move.
4. Under the rule's utilities: the undominated packages and the bargaining solutions among them, as they
   are and over lotteries.

Limits: a package respects what is recorded. A party of which nothing is recorded on an issue has not
agreed to anything there; ``unrecorded`` names those who would have to act all the same. Warnings, and
positions with a condition that is no option, are not weighed.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from detente.graph.analysis.packages.bargaining import Game, solve
from detente.graph.analysis.packages.corrections import Corrections, corrections
from detente.graph.analysis.packages.feasible import Space
from detente.graph.analysis.packages.kept import judged, keeps
from detente.graph.analysis.packages.lotteries import Lottery, solve_lotteries
from detente.graph.analysis.packages.outcomes import Outcome, frontier
from detente.graph.analysis.packages.rule import Rule
from detente.graph.analysis.packages.situation import FIRMNESS, Position, Situation
from detente.graph.analysis.packages.utilities import Utilities, utilities

NO_CORRECTIONS = Corrections((), True)


@dataclass(frozen=True)
class Bargaining:
    """The undominated packages, and which of them each solution points to, by its name.

    ``solutions`` and ``lotteries`` refer to ``outcomes`` by index. ``breaks`` are the held positions
    that an outcome does not keep, in the order of the outcomes.
    """

    utilities: Utilities
    outcomes: tuple[Outcome, ...]
    breaks: tuple[tuple[Position, ...], ...]
    game: Game
    solutions: Mapping[str, tuple[int, ...]]
    lotteries: Mapping[str, Lottery | None]


@dataclass(frozen=True)
class Search:
    """What was found. ``size`` counts all combinations of options that can be carried out together.

    ``stuck`` are the minimal sets of held positions that must move, empty when none must; ``packages``
    are those that keep all held positions, with the others that must move.
    """

    situation: Situation
    held: tuple[Position, ...]
    left_out: tuple[Position, ...]
    size: int
    stuck: Corrections
    packages: Corrections
    bargaining: Bargaining | None


def search(
    situation: Situation,
    hold: str = "insisted",
    *,
    most: int = 10,
    rule: Rule | None = None,
    held_only: bool = False,
) -> Search:
    """Packages for a situation; ``most`` limits each list.

    ``hold`` is a firmness: positions at least as firm are not to be broken. ``held_only`` bargains
    over packages that keep them, else over all packages.
    Raises OutsideError when python-sat is not installed, UsageError when there is too much to weigh.

    >>> import detente
    >>> from detente.graph.analysis.packages.reading import situation_of
    >>> found = search(situation_of(detente.open()))
    >>> [[position.id for position in package.moves] for package in found.packages.sets]
    [['ukraine-nato-bid']]
    """
    threshold = FIRMNESS[hold]
    held = tuple(position for position in judged(situation) if position.rank >= threshold)
    ids = [position.id for position in held]
    stuck = corrections(situation, most=most, of=ids) if held else NO_CORRECTIONS
    free = not any(correction.moves for correction in stuck.sets)
    return Search(
        situation=situation,
        held=held,
        left_out=tuple(position for position in situation.positions if position.outside),
        size=Space(situation).size(),
        stuck=NO_CORRECTIONS if free else stuck,
        packages=corrections(situation, ids, most=most) if free else NO_CORRECTIONS,
        bargaining=bargain(situation, held, rule, held_only=held_only),
    )


def bargain(
    situation: Situation,
    held: tuple[Position, ...] = (),
    rule: Rule | None = None,
    *,
    held_only: bool = False,
) -> Bargaining | None:
    """The bargaining solutions; None when no party has a position that counts, or no package keeps all
    held positions though it should."""
    worth = utilities(situation, rule)
    outcomes = frontier(worth, held if held_only else ())
    if not worth.parties or not outcomes:
        return None
    breaks = tuple(
        tuple(it for it in held if not keeps(situation, frozenset(outcome.options), it))
        for outcome in outcomes
    )
    game = Game(tuple(outcome.utilities for outcome in outcomes), worth.disagreement)
    return Bargaining(worth, outcomes, breaks, game, solve(game), solve_lotteries(game))


def unrecorded(situation: Situation, options: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Who would have to act in a package on an issue of which nothing is recorded from them.

    Pairs of party and issue. Their consent is not known, and not to be read into the silence.
    """
    pairs = (
        (party, situation.option(option).issue)
        for option in options
        for party in situation.option(option).performers
    )
    return tuple(dict.fromkeys(pair for pair in pairs if pair not in situation.recorded))


def strongest(situation: Situation, options: tuple[str, ...]) -> tuple[str, ...]:
    """The options of a package that no other of its options entails, which is how people would say it."""
    implied = {
        entailed
        for option in options
        for entailed in situation.entailed(option)
        if option not in situation.entailed(entailed)
    }
    return tuple(option for option in options if option not in implied)
