"""A graph as of a day: what held then, or what the record held by then.

``as_of`` asks for what is known to hold on a day. Positions go that begin after it, that end before it,
or that another one had replaced by then; a position whose successor begins only later is current again.
Claims said after the day go, and events after it, unless they were already announced.

``known_by`` asks for what had entered the record. Sources recorded later go, with everything that only
they carry. A source is recorded on the day its sheet says, else on the day it was coded; one without
either goes only when it was said or published after the day, and is kept and counted otherwise.

A month or year stands for all of its days, and what overlaps the day asked for is kept. What has no date
is kept too, and counted: leaving it out would say that it did not hold.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import pyoxigraph as ox

from detente.graph.history.dates import Period, asked_period, period
from detente.graph.history.dating import Dating, dating
from detente.graph.history.pruning import Links, links, with_support, without
from detente.graph.history.record import on_record

if TYPE_CHECKING:
    from detente.graph.graph import Graph

_POSITIONS = """
SELECT DISTINCT ?position ?until {
    ?position a neg:Position .
    OPTIONAL { ?position neg:validUntil ?until }
}
"""
_OTHERS = """
SELECT DISTINCT ?item ?event ?announced {
    { ?item a neg:Claim } UNION { ?item a neg:Event . BIND(true AS ?event) }
    OPTIONAL { ?item neg:status ?status }
    BIND(?status = code:announced AS ?announced)
}
"""


def at(graph: "Graph", as_of: str | None = None, known_by: str | None = None) -> "Graph":
    """What ``graph`` knows of the day ``as_of``, or knew by the day ``known_by``, or both.

    Dates are written YYYY-MM-DD, YYYY-MM or YYYY. The result's ``remarks`` say how much had no date
    and was kept; its ``whole`` is the graph with nothing left out.
    Raises UsageError when a date is none.

    >>> import detente
    >>> at(detente.open(), as_of="2025-05-19").remarks[0].startswith("As of 2025-05-19: ")
    True
    """
    found = graph
    if known_by is not None:
        quads, undated, sources = on_record(found.quads, asked_period(known_by))
        remark = f"Known by {known_by}: {_kept(undated, sources, 'source', 'date of recording')}"
        found = _narrowed(found, quads, remark if undated else "")
    if as_of is not None:
        quads, undated, positions = _holding(found, asked_period(as_of))
        remark = f"As of {as_of}: {_kept(undated, positions, 'position', 'date')}"
        found = _narrowed(found, quads, remark if undated else "")
    return found


def _narrowed(graph: "Graph", quads: Iterable[ox.Quad], remark: str) -> "Graph":
    from detente.graph.graph import Graph
    from detente.graph.stores.local import LocalStore

    kept = tuple(quads)
    return Graph(
        graph.name,
        lambda: LocalStore.in_memory(kept),
        origins=lambda: graph.origins,
        base=graph.base,
        quads=lambda: kept,
        remarks=(*graph.remarks, remark) if remark else graph.remarks,
        whole=graph.whole,
    )


def _kept(undated: int, all_: int, noun: str, what: str) -> str:
    has, it = ("has", "it is") if undated == 1 else ("have", "they are")
    return (
        f"{undated:,} of {all_:,} {noun if all_ == 1 else f'{noun}s'} {has} no {what}; {it} kept."
    )


def _holding(graph: "Graph", day: Period) -> tuple[Iterable[ox.Quad], int, int]:
    """The quads of what holds on the day, how many positions have no date, and how many there are."""
    found, dates = links(graph.quads), dating(graph)
    held = _Held(found, dates, day)
    positions, ends = set(), {}
    for row in graph.rows(_POSITIONS):
        position, until = str(row["position"]), row["until"]
        positions.add(position)
        if until is not None and (days := period(str(until))):
            ends[position] = days
    later = {position for position in positions if day.last < held.begins(position).first}
    ended = {position for position, end in ends.items() if end.last < day.first}
    gone = later | ended | {position for position in positions if held.replaced(position)}
    still = {position for position, end in ends.items() if end.first >= day.last}
    current = {position for position in positions - gone if held.revived(position, later)}
    undated = sum(not dates.of(position) for position in positions - gone)
    all_gone = with_support(found, gone | _not_yet_told(graph, held))
    return without(graph.quads, all_gone, current | (still - gone)), undated, len(positions)


_ALWAYS = Period(date.min, date.max)


@dataclass(slots=True)
class _Held:
    """What bears on whether a position holds on a day."""

    links: Links
    dates: Dating
    day: Period
    superseding: Mapping[str, set[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.superseding = self.links.superseding()

    def begins(self, item: str) -> Period:
        """The days on one of which it begins; any day when it has no date."""
        dated = self.dates.of(item)
        return (period(dated.date) if dated else None) or _ALWAYS

    def replaced(self, position: str) -> bool:
        """Whether another position is known to have replaced it by the day, directly or in steps."""
        seen, waiting = {position}, [position]
        while waiting:
            for successor in self.superseding.get(waiting.pop(), ()):
                if self.begins(successor).last <= self.day.last:
                    return True
                if successor not in seen:
                    seen.add(successor)
                    waiting.append(successor)
        return False

    def revived(self, position: str, later: Collection[str]) -> bool:
        """Whether all that has replaced it came after the day."""
        successors = self.superseding.get(position, set())
        return bool(successors) and all(successor in later for successor in successors)


def _not_yet_told(graph: "Graph", held: _Held) -> set[str]:
    """Claims said after the day; events after it, but announced ones only if announced after it."""
    gone = set()
    for row in graph.rows(_OTHERS):
        item = str(row["item"])
        own = held.dates.own.get(item) if row["event"] and not row["announced"] else None
        dated = own or held.dates.said.get(item)
        days = period(dated.date) if dated else None
        if days and days.first > held.day.last:
            gone.add(item)
    return gone
