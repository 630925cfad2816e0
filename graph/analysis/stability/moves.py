"""Where decision makers can move, alone and by legal sequences, and what they would move to.

A legal sequence of moves of a coalition H is a chain of moves of its members in which nobody moves
twice in a row. With arcs[j][s] the states to which j can move from s in one step:

    R_H(s)   all states at the ends of legal sequences of moves from s
    R+_H(s)  the same where each mover prefers where it moves to over where it stands

Sources: L. Fang, K. W. Hipel, D. M. Kilgour (1993), Interactive Decision Making: The Graph Model for
Conflict Resolution; H. Xu, K. W. Hipel, D. M. Kilgour, L. Fang (2018), Conflict Resolution Using the
Graph Model.
"""

from collections.abc import Callable, Sequence
from functools import cached_property

from detente.graph.analysis.stability.model import Model, members
from detente.graph.analysis.stability.simultaneous import Joint

Arcs = tuple[tuple[int, ...], ...]


def ends_of_sequences(arcs: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """For each state the set of states at which legal sequences of moves from it end.

    ``arcs[j][s]`` is the set of states to which the mover j can move from s.
    Steps: one node for each pair (state, who moved last); what is reached from a node by movers other
    than the last, found by Tarjan's strongly connected components, each of which reaches the same;
    the union over the first moves.

    >>> ends_of_sequences([(0b010, 0, 0), (0, 0b100, 0)])  # one moves 0→1, the other 1→2
    (6, 4, 0)
    >>> ends_of_sequences([(0b010, 0b100, 0)])  # alone nobody moves twice
    (2, 4, 0)
    """
    if not arcs:
        return ()
    if len(arcs) == 1:
        return tuple(arcs[0])
    size = len(arcs[0])
    targets = [
        [[mover * size + end for end in members(ends)] for ends in row]
        for mover, row in enumerate(arcs)
    ]

    def after(node: int) -> list[int]:
        last, state = divmod(node, size)
        return [end for mover, row in enumerate(targets) if mover != last for end in row[state]]

    reached = _closures(len(arcs) * size, after, lambda node: 1 << node % size)
    found = []
    for state in range(size):
        ends = 0
        for row in targets:
            for node in row[state]:
                ends |= reached[node]
        found.append(ends)
    return tuple(found)


def _closures(
    count: int, after: Callable[[int], list[int]], marks: Callable[[int], int]
) -> list[int]:
    """For each node the union of the marks of all nodes reachable from it, itself included."""
    order = [0] * count
    low = [0] * count
    done = [False] * count
    gathered = [0] * count
    waiting: list[int] = []
    clock = 0
    for root in range(count):
        if order[root]:
            continue
        path = [(root, iter(after(root)))]
        clock += 1
        order[root] = low[root] = clock
        gathered[root] = marks(root)
        waiting.append(root)
        while path:
            node, following = path[-1]
            for other in following:
                if not order[other]:
                    clock += 1
                    order[other] = low[other] = clock
                    gathered[other] = marks(other)
                    waiting.append(other)
                    path.append((other, iter(after(other))))
                    break
                if done[other]:
                    gathered[node] |= gathered[other]
                elif order[other] < low[node]:
                    low[node] = order[other]
            else:
                path.pop()
                if low[node] == order[node]:
                    whole = gathered[node]
                    while True:
                        member = waiting.pop()
                        done[member] = True
                        gathered[member] = whole
                        if member == node:
                            break
                if path:
                    above = path[-1][0]
                    gathered[above] |= gathered[node]
                    low[above] = min(low[above], low[node])
    return gathered


class Moves:
    """The moves and improvements of a model, each worked out once when it is first asked for."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.everyone = tuple(range(len(model.decision_makers)))
        self._ends: dict[tuple[bool, tuple[int, ...]], tuple[int, ...]] = {}

    @cached_property
    def _at_most(self) -> tuple[dict[int, int], ...]:
        """By decision maker and rank: the states that rank no higher."""
        found = []
        for ranks in self.model.rank:
            sets: dict[int, int] = {}
            for place, rank in enumerate(ranks):
                sets[rank] = sets.get(rank, 0) | 1 << place
            below = 0
            for rank in sorted(sets):
                below |= sets[rank]
                sets[rank] = below
            found.append(sets)
        return tuple(found)

    @cached_property
    def _all(self) -> int:
        return (1 << len(self.model.states)) - 1

    def no_better(self, mover: int, state: int) -> int:
        """The states that ``mover`` likes no more than ``state``."""
        return self._at_most[mover][self.model.rank[mover][state]]

    def better(self, mover: int, state: int) -> int:
        """The states that ``mover`` likes more than ``state``."""
        return self._all & ~self.no_better(mover, state)

    @cached_property
    def improvements(self) -> Arcs:
        """By decision maker and state: the states to which it can move at once and likes more."""
        return tuple(
            tuple(ends & self.better(mover, state) for state, ends in enumerate(row))
            for mover, row in enumerate(self.model.reach)
        )

    @cached_property
    def joint(self) -> Joint | None:
        """What moves at the same time make together; None in graph form, which does not say."""
        return Joint(self.model, self.improvements) if self.model.options else None

    @cached_property
    def _no_escape(self) -> tuple[dict[int, int], ...]:
        """By decision maker and rank: the states from which it cannot move to anything above it."""
        found = []
        for mover, ranks in enumerate(self.model.rank):
            by_best: dict[int | None, int] = {}
            for state, ends in enumerate(self.model.reach[mover]):
                best = max((ranks[end] for end in members(ends)), default=None)
                by_best[best] = by_best.get(best, 0) | 1 << state
            held = by_best.get(None, 0)  # whoever cannot move has no escape at all
            sets = {}
            for rank in sorted(self._at_most[mover]):
                held |= by_best.get(rank, 0)
                sets[rank] = held
            found.append(sets)
        return tuple(found)

    def no_escape(self, mover: int, state: int) -> int:
        """The states from which ``mover`` cannot move at once to anything it likes more than ``state``."""
        return self._no_escape[mover][self.model.rank[mover][state]]

    def others(self, movers: tuple[int, ...]) -> tuple[int, ...]:
        """All decision makers but these."""
        return tuple(it for it in self.everyone if it not in movers)

    def reachable(self, coalition: tuple[int, ...]) -> tuple[int, ...]:
        """R_H by state: where legal sequences of the coalition's moves end."""
        return self._sequences(coalition, improving=False)

    def improving(self, coalition: tuple[int, ...]) -> tuple[int, ...]:
        """R+_H by state: where legal sequences of its members' own improvements end."""
        return self._sequences(coalition, improving=True)

    def _sequences(self, coalition: tuple[int, ...], *, improving: bool) -> tuple[int, ...]:
        key = (improving, coalition)
        if key not in self._ends:
            arcs = self.improvements if improving else self.model.reach
            ends = ends_of_sequences([arcs[mover] for mover in coalition])
            self._ends[key] = ends or (0,) * len(self.model.states)
        return self._ends[key]
