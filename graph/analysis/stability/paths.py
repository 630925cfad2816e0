"""Shortest legal sequences of moves, to show how a sanction comes about."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from detente.graph.analysis.stability.model import members


@dataclass(frozen=True, slots=True)
class Step:
    """A move by ``movers`` (places of decision makers) to the state at place ``to``."""

    movers: tuple[int, ...]
    to: int


def shortest_path(
    arcs: Mapping[tuple[int, ...], Sequence[int]], start: int, goals: int
) -> tuple[Step, ...]:
    """A shortest legal sequence from ``start`` to one of ``goals``; empty when there is none.

    ``arcs`` gives for each mover (one decision maker or a coalition) and state the set of states it
    can move to; no mover moves twice in a row.

    >>> shortest_path({(0,): (0b010, 0, 0), (1,): (0, 0b100, 0)}, 0, 0b100)
    (Step(movers=(0,), to=1), Step(movers=(1,), to=2))
    """
    seen: set[tuple[int, tuple[int, ...]]] = set()
    waiting: deque[tuple[int, tuple[int, ...], tuple[Step, ...]]] = deque([(start, (), ())])
    while waiting:
        state, last, path = waiting.popleft()
        for movers, row in arcs.items():
            if movers == last:
                continue
            for end in members(row[state]):
                if (end, movers) not in seen:
                    seen.add((end, movers))
                    further = (*path, Step(movers, end))
                    if goals >> end & 1:
                        return further
                    waiting.append((end, movers, further))
    return ()
