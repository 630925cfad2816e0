"""What separates one named graph of a source from the graph of that name at an endpoint."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import pyoxigraph as ox

from detente.graph.stores.push.triples import has_blank, key, same_shape

Read = Callable[[], Iterator[ox.Triple]]  # a graph's triples, as often as one asks


class State(StrEnum):
    """What becomes of a graph."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Difference:
    """How one graph of the endpoint becomes the source's: numbers of triples, and the triples.

    ``removed`` are as the endpoint writes them. A graph replaced as a ``whole`` has in both what it
    is before and after: blank nodes cannot be taken out one by one. ``read`` gives the source's graph.
    """

    graph: str
    state: State
    before: int
    after: int
    plus: int
    minus: int
    added: Callable[[], Iterable[ox.Triple]]
    removed: tuple[ox.Triple, ...]
    read: Read
    whole: bool = False


def difference(graph: str, ours: Read, theirs: Read | None) -> Difference:
    """The difference of ``ours`` to ``theirs``; None where the endpoint has no such graph.

    Of both sides together only the differing triples and a key for each of ours are held, unless
    blank nodes differ.
    """
    known = {key(triple) for triple in ours() if not has_blank(triple)}
    our_blank = {key(triple): triple for triple in ours() if has_blank(triple)}.values()
    after = len(known) + len(our_blank)
    if theirs is None:
        state = State.NEW if after else State.UNCHANGED
        return Difference(graph, state, 0, after, after, 0, ours, (), ours)
    seen: set[bytes] = set()
    extra: list[ox.Triple] = []
    their_blank: list[ox.Triple] = []
    before = 0
    for triple in theirs():
        before += 1
        if has_blank(triple):
            their_blank.append(triple)
        elif (found := key(triple)) in known:
            seen.add(found)
        else:
            extra.append(triple)
    if not same_shape(our_blank, their_blank):
        plus, minus = after - len(seen), len(extra) + len(their_blank)
        was = tuple(theirs())
        return Difference(
            graph, State.CHANGED, before, after, plus, minus, ours, was, ours, whole=True
        )
    missing = known - seen
    added = tuple(_first_of_each(ours(), missing))
    state = State.CHANGED if added or extra else State.UNCHANGED
    return Difference(
        graph, state, before, after, len(added), len(extra), lambda: added, tuple(extra), ours
    )


def removal(graph: str, theirs: Iterable[ox.Triple]) -> Difference:
    """The difference of a graph that the source no longer has."""
    gone = tuple(theirs)
    return Difference(
        graph, State.REMOVED, len(gone), 0, 0, len(gone), tuple, gone, lambda: iter(())
    )


def undone(change: Difference) -> Difference:
    """What takes a change back; it may have been made, or not, or in part."""
    if change.state is State.NEW:
        return Difference(
            change.graph, State.REMOVED, change.after, 0, 0, change.after, tuple, (), change.read
        )
    return Difference(
        change.graph,
        State.CHANGED,
        change.after,
        change.before,
        len(change.removed),
        change.plus,
        lambda: change.removed,
        () if change.whole else tuple(change.added()),
        change.read,
        change.whole,
    )


def _first_of_each(triples: Iterable[ox.Triple], wanted: set[bytes]) -> Iterator[ox.Triple]:
    left = set(wanted)
    for triple in triples:
        if left and not has_blank(triple) and (found := key(triple)) in left:
            left.remove(found)
            yield triple
