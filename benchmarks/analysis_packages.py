"""How the search for packages grows with issues, parties and options that hang together.

    python benchmarks/analysis_packages.py

Every party takes a stand of random firmness on every issue, each of three options that exclude one
another: far more collisions than a coded dossier has. The same each time.
"""

import random
import time
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from detente.graph.analysis.packages.bargaining import Game, solve
from detente.graph.analysis.packages.corrections import corrections
from detente.graph.analysis.packages.feasible import Space
from detente.graph.analysis.packages.lotteries import solve_lotteries
from detente.graph.analysis.packages.outcomes import frontier
from detente.graph.analysis.packages.situation import (
    FIRMNESS,
    Issue,
    Option,
    Position,
    Situation,
)
from detente.graph.analysis.packages.utilities import utilities
from detente.graph.errors import UsageError
from detente.graph.stances import Relations

CASES = [(10, 2), (10, 3), (10, 5), (20, 2), (20, 3), (40, 2), (40, 3), (80, 2)]
TOGETHER = [8, 12, 16, 18]
T = TypeVar("T")


def situation(issues: int, parties: int) -> Situation:
    """Issues of three options, with a stand of every party on each."""
    chance = random.Random(issues * 100 + parties)  # noqa: S311 - repeatable, not secret
    options = [Option(f"i{issue}o{it}", f"i{issue}") for issue in range(issues) for it in range(3)]
    excludes = {
        option.id: frozenset(it.id for it in options if it.issue == option.issue and it != option)
        for option in options
    }
    positions = tuple(
        Position(
            f"p{party}i{issue}",
            f"p{party}",
            f"i{issue}o{chance.randrange(3)}",
            firmness=chance.choice(list(FIRMNESS)),
        )
        for party in range(parties)
        for issue in range(issues)
    )
    asked = tuple(Issue(f"i{issue}", f"Issue {issue}") for issue in range(issues))
    return Situation({}, asked, tuple(options), positions, Relations({}, excludes))


def timed(work: Callable[..., T], *given: object) -> tuple[float, T | None]:
    """How long the work takes in seconds, and what it gives; nothing when there is too much of it."""
    start = time.perf_counter()
    try:
        found = work(*given)
    except UsageError:
        found = None
    return time.perf_counter() - start, found


def main() -> None:
    """Prints seconds by case and step."""
    print(
        f"{'issues':>6} {'parties':>7} {'10 sets':>8} {'frontier':>8} {'points':>7} {'solve':>7} lotteries"
    )
    for issues, parties in CASES:
        made = situation(issues, parties)
        moving, _ = timed(partial(corrections, most=10), made)
        weighing, found = timed(frontier, utilities(made))
        row = f"{issues:6} {parties:7} {moving:8.2f} {weighing:8.2f}"
        if found is None:
            print(f"{row} too many", flush=True)
            continue
        game = Game(tuple(it.utilities for it in found), utilities(made).disagreement)
        plain, _ = timed(solve, game)
        mixed, _ = timed(solve_lotteries, game)
        print(f"{row} {len(found):7,} {plain:7.2f} {mixed:9.2f}", flush=True)
    print(f"\n{'options that hang together':>26} {'packages':>9} {'seconds':>8}")
    for number in TOGETHER:
        free = tuple(Option(f"o{it}", "any") for it in range(number))
        space = Space(Situation({}, (Issue("any", "Any"),), free, ()), [[it.id for it in free]])
        seconds, size = timed(space.size)
        print(f"{number:26} {size or 'too many':>9} {seconds:8.2f}", flush=True)


if __name__ == "__main__":
    main()
