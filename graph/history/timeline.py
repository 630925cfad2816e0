"""What was said and done when: positions and events in the order of their dates."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.graph.history.dates import period
from detente.graph.history.dating import Dated, dating
from detente.graph.history.items import Quote, positions, things

if TYPE_CHECKING:
    from detente.graph.graph import Graph


@dataclass(frozen=True, slots=True)
class Entry:
    """A position that begins, or an event. ``times`` are the texts' own words for when it was."""

    kind: str
    id: str
    label: str
    status: str
    since: Dated | None
    until: str | None
    times: tuple[str, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Entries by date, and those that nothing dates in a lane of their own, by kind and id."""

    dated: tuple[Entry, ...]
    undated: tuple[Entry, ...]


def timeline(graph: "Graph") -> Timeline:
    """The positions and events of a graph in the order of their dates.

    >>> import detente
    >>> [entry.id for entry in timeline(detente.open()).dated][-1]
    'trump-putin-call'
    """
    dates = dating(graph)
    entries = [
        Entry("position", it.id, it.label, it.status, it.since, it.until, (), it.quotes)
        for it in positions(graph, dates).values()
    ]
    entries += [
        Entry(it.kind, it.id, it.label, it.status, it.since, None, it.times, it.quotes)
        for it in things(graph, dates)
        if it.kind == "event"
    ]
    entries.sort(key=_place)
    return Timeline(
        tuple(entry for entry in entries if entry.since),
        tuple(entry for entry in entries if not entry.since),
    )


def _place(entry: Entry) -> tuple[str, ...]:
    days = period(entry.since.date) if entry.since else None
    if not days:
        return ("", "", entry.kind, entry.id)
    # Of two that begin on the same day, events first: they are what positions are taken at.
    return (days.first.isoformat(), days.last.isoformat(), entry.kind, entry.id)
