"""The day with which a brief compares: asked for, or chosen from what is dated, and why it was."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from detente.graph.history.dates import asked_period, period
from detente.graph.history.items import positions

if TYPE_CHECKING:
    from detente.graph.graph import Graph

_SOURCES = """
SELECT DISTINCT ?document ?said ?published {
    ?document a neg:Document .
    OPTIONAL { ?document neg:said ?said } OPTIONAL { ?document schema:datePublished ?published }
}
ORDER BY ?document ?said ?published
"""


@dataclass(frozen=True, slots=True)
class Since:
    """A day, and how it was chosen; ``day`` is empty where nothing dated is there to choose from."""

    day: str
    why: str


def since_of(graph: "Graph", asked: str | None = None, as_of: str | None = None) -> Since:
    """The day asked for; else that of the last but one source by date, else that of the last but one
    date from which a position is known. What is dated after ``as_of`` does not count.

    Raises UsageError when what is asked for is no date.

    >>> import detente
    >>> since_of(detente.open("tramway-strike"))
    Since(day='2024-03-05', why='the day of the last but one source')
    """
    if asked is not None:
        asked_period(asked)
        return Since(asked, "as asked")
    last = asked_period(as_of).last if as_of else date.max
    sources: dict[str, str] = {}
    for row in graph.rows(_SOURCES):
        told = str(row["said"] or row["published"] or "")
        if (days := period(told)) and days.first <= last:
            sources.setdefault(str(row["document"]), told)
    dates = sorted(set(sources.values()))
    if len(dates) > 1:
        return Since(dates[-2], "the day of the last but one source")
    begun = {it.since.date for it in positions(graph).values() if it.since}
    known = sorted(it for it in begun if (days := period(it)) and days.first <= last)
    if len(known) > 1:
        return Since(known[-2], "the last but one date of a position")
    return Since("", "no two sources and no two positions have different dates")
