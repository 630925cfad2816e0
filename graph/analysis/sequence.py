"""A sequence of moves in which every condition is met before what hangs on it.

A topological order (Kahn 1962, Topological sorting of large networks, Communications of the ACM 5),
over conditions that all have to be met and positions that are alternatives:

1. A node is *ready* when each party that has taken a stand for it, or for what it entails, has one stand
   whose conditions are all met by earlier moves (``Linkage.bearing``). What nobody put a condition on is
   ready from the start.
2. Move what is ready and some party is for. Else what is ready and nobody is recorded for, a first move
   that somebody would have to make; by way of an option that some party is for and that carries it out,
   if there is one. Else, past a loop, such an option that carries out what is not ready by itself. An
   option outside the links is taken only when it is ready and excludes nothing moved or still to come.
3. A move carries out all that it entails. Go on until nothing is left, or nothing left is ready: ``stuck``.

When no loop is left, nothing is stuck. The converse does not hold: alternatives may lead past a loop.
``clashes`` are moves that exclude each other; then not all of what is held out can come about.

Limits: it says that an order exists, not that anyone would take it. Who is against a move, and whether its
performers are recorded as ready, stands beside it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from detente.graph.analysis.linkage import Held, Linkage, linkage_of
from detente.graph.graph import Graph


@dataclass(frozen=True, slots=True)
class Move:
    """One move: what is carried out, by whom, after which moves (by number), and on whose word.

    ``stands`` are the positions it rests on, their conditions met; ``against`` those that refuse it or
    what it entails; ``brings`` what else of the links it carries out. Performers are those recorded.
    """

    number: int
    node: str
    performers: tuple[str, ...]
    after: tuple[int, ...]
    stands: tuple[str, ...]
    against: tuple[str, ...]
    brings: tuple[str, ...]


@dataclass(frozen=True)
class Sequence:
    """Moves in an order that respects every condition, and what cannot be moved in any."""

    moves: tuple[Move, ...]
    stuck: tuple[str, ...]
    clashes: tuple[tuple[str, str], ...]

    @property
    def complete(self) -> bool:
        """Whether all conditions can be met and all that hangs on them be carried out."""
        return not self.stuck and not self.clashes


def sequence(linkage: Linkage, waived: Iterable[str] = ()) -> Sequence:
    """The moves, when some conditions are waived.

    >>> from detente.graph.analysis.linkage import Condition
    >>> a = Held("a", "union", "offer", "for", "suspend", ("talks-first",))
    >>> order = sequence(Linkage({"a": a}, {"talks-first": Condition("talks-first", "", "talks")}))
    >>> [move.node for move in order.moves], order.complete
    (['talks', 'suspend'], True)
    """
    without = frozenset(waived)
    done: dict[str, int] = {}
    waiting = set(linkage.nodes)
    moves: list[Move] = []
    while waiting:
        node = _next(linkage, waiting, done, without)
        if node is None:
            break
        number = len(moves) + 1
        stands = _stands(linkage, node, done, without) or ()
        carried = linkage.relations.entailed(node)
        brings = tuple(sorted(it for it in waiting & carried if it != node))
        after = {
            done[linkage.conditions[name].node]
            for it in stands
            for name in it.conditions
            if name not in without
        }
        moves.append(
            Move(
                number,
                node,
                _performers(linkage, node),
                tuple(sorted(after)),
                tuple(it.id for it in stands),
                _against(linkage, node),
                brings,
            )
        )
        for it in carried:
            done.setdefault(it, number)
        waiting -= carried
    return Sequence(tuple(moves), tuple(sorted(waiting)), _clashes(linkage, moves))


def sequence_of(graph: Graph, waived: Iterable[str] = ()) -> Sequence:
    """The moves of a graph.

    >>> import detente
    >>> [move.node for move in sequence_of(detente.open()).moves]
    ['russia-ends-violence', 'economic-incentives']
    """
    return sequence(linkage_of(graph), waived)


def _next(
    linkage: Linkage, waiting: set[str], done: dict[str, int], without: frozenset[str]
) -> str | None:
    ready = [it for it in sorted(waiting) if _stands(linkage, it, done, without) is not None]
    wanted = [it for it in ready if it in linkage.standing]
    if wanted:
        return wanted[0]
    ways = list(_ways(linkage, waiting, done, without))
    better = [option for option, carries in ways if not carries.isdisjoint(ready)]
    return next(iter((*better, *ready, *(option for option, _ in ways))), None)


def _ways(
    linkage: Linkage, waiting: set[str], done: dict[str, int], without: frozenset[str]
) -> Iterator[tuple[str, frozenset[str]]]:
    """Options outside the links that are ready and wanted, each with what it carries out of these."""
    for option in sorted(set(linkage.standing) - set(linkage.nodes)):
        carries = linkage.relations.entailed(option) & waiting
        excluded = linkage.relations.excluded(option)
        fits = all(excluded.isdisjoint(linkage.relations.entailed(it)) for it in (*done, *waiting))
        if carries and fits and _stands(linkage, option, done, without):
            yield option, frozenset(carries)


def _stands(
    linkage: Linkage, node: str, done: dict[str, int], without: frozenset[str]
) -> tuple[Held, ...] | None:
    """For each party a stand whose conditions are met; None where a party has none such."""
    found = []
    for alternatives in linkage.bearing(node):
        met = [
            it
            for it in alternatives
            if all(
                name in without or linkage.conditions[name].node in done for name in it.conditions
            )
        ]
        if not met:
            return None
        found.append(min(met, key=lambda it: (len(it.conditions), it.id)))
    return tuple(found)


def _performers(linkage: Linkage, node: str) -> tuple[str, ...]:
    named = linkage.performers.get(node, ())
    bare = linkage.conditions.get(node)
    return named or (bare.parties if bare else ())


def _against(linkage: Linkage, node: str) -> tuple[str, ...]:
    carried = linkage.relations.entailed(node)
    return tuple(
        sorted(
            it.id for it in linkage.held.values() if it.direction == "against" and it.end in carried
        )
    )


def _clashes(linkage: Linkage, moves: list[Move]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (one.node, other.node)
        for one in moves
        for other in moves
        if one.number < other.number
        and not linkage.relations.excluded(one.node).isdisjoint(
            linkage.relations.entailed(other.node)
        )
    )
