"""What changed between two states of a negotiation: new, gone, and moved.

A position has *moved* when one that supersedes it, directly or in steps, stands in its place; when the
same id now stands for something else; or when the same party's only position that is gone and its only
one that is new are on the same issue. Where several could be meant, nothing is guessed: they are listed
as gone and as new.

A move is a *reversal* when the two could not be held together: the party is now against what it was for
or for what it was against, or for an option that excludes the former one (entailed options count with
it). A reversal that no ``supersedes`` joins is pointed out, also where the former position still stands.

Size and direction are those of the issue's scale: the difference of the two options' values, in the
issue's unit where it is measured, in ranks where it is ordinal. They are given only where both positions
are for an option; refusing one says nothing of another.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from detente.graph.history.dates import days_between
from detente.graph.history.items import Position, Thing, positions, things
from detente.graph.stances import Relations, relations_of

if TYPE_CHECKING:
    from detente.graph.graph import Graph

_SUPERSEDES = """
SELECT DISTINCT ?new ?old {
    ?a neg:supersedes ?b .
    OPTIONAL { ?a dct:identifier ?aid } OPTIONAL { ?b dct:identifier ?bid }
    BIND(COALESCE(?aid, STR(?a)) AS ?new) BIND(COALESCE(?bid, STR(?b)) AS ?old)
}
"""
# What of a position that stays can change without its being another stand.
_ATTRIBUTES = ("act", "firmness", "status", "continuity", "until")


@dataclass(frozen=True, slots=True)
class Move:
    """A party's change of position on one issue.

    ``basis`` tells what joins the two: supersedes, same id, or same party and issue. ``size`` is the
    difference on the issue's scale, with its sign, None where there is none to measure; ``days`` those
    between the two, None when either has no full date. ``still_held`` says that the former position
    stands beside the new one.
    """

    before: Position
    after: Position
    basis: str
    reversal: bool
    size: Decimal | None
    days: int | None
    still_held: bool = False

    @property
    def direction(self) -> str:
        """up, down or level on the scale; empty where there is no size."""
        if self.size is None:
            return ""
        return "up" if self.size > 0 else "down" if self.size < 0 else "level"

    @property
    def unexplained(self) -> bool:
        """Whether it is a reversal that no ``supersedes`` joins."""
        return self.reversal and self.basis != "supersedes"


@dataclass(frozen=True, slots=True)
class Change:
    """A position that stays with other attributes; ``fields`` names them."""

    before: Position
    after: Position
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed from one state to another, each list by party, issue and id."""

    new: tuple[Position, ...]
    gone: tuple[Position, ...]
    moved: tuple[Move, ...]
    changed: tuple[Change, ...]
    new_things: tuple[Thing, ...]
    gone_things: tuple[Thing, ...]

    @property
    def reversals(self) -> tuple[Move, ...]:
        """The reversals that no ``supersedes`` joins."""
        return tuple(move for move in self.moved if move.unexplained)

    def __bool__(self) -> bool:
        lists = (self.new, self.gone, self.moved, self.changed, self.new_things, self.gone_things)
        return any(lists)


def difference(before: "Graph", after: "Graph") -> Difference:
    """What changed from one graph to another: two days of one source, or two sources.

    >>> import detente
    >>> bool(difference(detente.open(), detente.open()))
    False
    """
    old, new = positions(before), positions(after)
    pairing = _Pairing(old, new, _superseded(before.whole, after.whole), relations_of(after.whole))
    moves = pairing.moves()
    left = {move.before.id for move in moves}
    come = {move.after.id for move in moves}
    changes = []
    for name in (old.keys() & new.keys()) - come - left:
        fields = tuple(f for f in _ATTRIBUTES if getattr(old[name], f) != getattr(new[name], f))
        if fields:
            changes.append(Change(old[name], new[name], fields))
    told, tells = ({(it.kind, it.id): it for it in things(graph)} for graph in (before, after))
    return Difference(
        new=_sorted(it for name, it in new.items() if name not in old and name not in come),
        gone=_sorted(it for name, it in old.items() if name not in new and name not in left),
        moved=tuple(sorted(moves, key=lambda it: (_place(it.after), it.before.id))),
        changed=tuple(sorted(changes, key=lambda it: _place(it.after))),
        new_things=tuple(it for key, it in tells.items() if key not in told),
        gone_things=tuple(it for key, it in told.items() if key not in tells),
    )


@dataclass(frozen=True, slots=True)
class _Pairing:
    """Finds which position of one state has become which of the other."""

    old: Mapping[str, Position]
    new: Mapping[str, Position]
    superseded: Mapping[str, Collection[str]]  # position → all that it supersedes, in steps too
    relations: Relations

    def moves(self) -> list[Move]:
        moves = [
            self._move(self.old[name], self.new[name], "same id")
            for name in self.old.keys() & self.new.keys()
            if _stand(self.old[name]) != _stand(self.new[name])
        ]
        come = self.new.keys() - self.old.keys()
        gone = self.old.keys() - self.new.keys()
        for name in come:
            earlier = [it for it in self.superseded.get(name, ()) if it in gone or self._fell(it)]
            moves += [self._move(self.old[it], self.new[name], "supersedes") for it in earlier]
        joined = {move.before.id for move in moves} | {move.after.id for move in moves}
        moves += self._alone(gone - joined, come - joined)
        joined |= {move.after.id for move in moves}
        moves += self._beside(come - joined)
        return moves

    def _fell(self, name: str) -> bool:
        """Whether it stays on record but was current before and is no longer."""
        if name not in self.old or name not in self.new:
            return False
        return self.old[name].status == "current" != self.new[name].status

    def _alone(self, gone: Collection[str], come: Collection[str]) -> Iterable[Move]:
        """Pairs of the only position that is gone and the only new one of a party on an issue."""
        lone_gone, lone_new = _lone(self.old, gone), _lone(self.new, come)
        for key in lone_gone.keys() & lone_new.keys():
            yield self._move(lone_gone[key], lone_new[key], "same party and issue")

    def _beside(self, come: Collection[str]) -> Iterable[Move]:
        """New positions that collide with one of the same party that still stands."""
        standing = defaultdict(list)
        for name in self.old.keys() & self.new.keys():
            if self.new[name].status == "current":
                standing[self.new[name].holder].append(self.new[name])
        for name in come:
            for other in standing[self.new[name].holder]:
                if self._collide(other, self.new[name]):
                    basis = "same party and issue"
                    yield self._move(other, self.new[name], basis, still_held=True)

    def _move(
        self, before: Position, after: Position, basis: str, *, still_held: bool = False
    ) -> Move:
        size = None
        both_for = before.direction == after.direction == "for" and before.scale != "nominal"
        if both_for and before.value is not None and after.value is not None:
            size = after.value - before.value
        since, then = before.since, after.since
        days = days_between(since.date, then.date) if since and then else None
        reversal = self._collide(before, after)
        return Move(before, after, basis, reversal, size, days, still_held=still_held)

    def _collide(self, one: Position, other: Position) -> bool:
        if one.option is None or other.option is None:
            return False
        return self.relations.collide((one.option, one.direction), (other.option, other.direction))


def _lone(
    states: Mapping[str, Position], names: Collection[str]
) -> dict[tuple[str, str], Position]:
    """Party and issue → the position among ``names``, where there is only one."""
    groups: dict[tuple[str, str], list[Position]] = defaultdict(list)
    for name in names:
        groups[(states[name].holder, states[name].issue)].append(states[name])
    return {key: group[0] for key, group in groups.items() if len(group) == 1}


def _stand(position: Position) -> tuple[object, ...]:
    value = None if position.option else position.value
    return (position.holder, position.issue, position.option, value, position.direction)


def _superseded(*graphs: "Graph") -> dict[str, set[str]]:
    """Position → everything it supersedes, directly and in steps, as any of the graphs has it."""
    direct: dict[str, set[str]] = defaultdict(set)
    for graph in graphs:
        for row in graph.rows(_SUPERSEDES):
            direct[str(row["new"])].add(str(row["old"]))
    whole = {}
    for name in list(direct):
        seen, waiting = set[str](), [name]
        while waiting:
            fresh = direct.get(waiting.pop(), set()) - seen
            seen |= fresh
            waiting += fresh
        whole[name] = seen - {name}
    return whole


def _place(position: Position) -> tuple[str, str, str]:
    return position.party, position.topic, position.id


def _sorted(found: Iterable[Position]) -> tuple[Position, ...]:
    return tuple(sorted(found, key=_place))
