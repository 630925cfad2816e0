"""When a position, claim or event is known from: the date it has, or the date it was said.

A position's own first date counts before all others, an event's own date likewise. What has none is dated
by its statements, the earliest of them. A statement is dated by the event at which it was made, else by
the day its document reports, else by the day the document was published. What then has no date is
undated: nothing is guessed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.graph.history.dates import period

if TYPE_CHECKING:
    from detente.graph.graph import Graph

_OWN = """
SELECT DISTINCT ?item ?date ?outside {
    { ?item a neg:Position ; neg:validFrom ?date } UNION { ?item a neg:Event ; schema:startDate ?date }
    OPTIONAL { ?note a prov:Entity ; schema:about ?item ; schema:startDate ?date ; rdfs:comment ?outside }
}
ORDER BY ?item ?date
"""
_SAID = """
SELECT DISTINCT ?item ?occasion ?said ?published {
    ?item neg:evidencedBy/prov:wasQuotedFrom* ?statement .
    OPTIONAL { ?statement neg:madeDuring/schema:startDate ?occasion }
    OPTIONAL {
        ?statement neg:passage/prov:wasQuotedFrom ?document .
        OPTIONAL { ?document neg:said ?said }
        OPTIONAL { ?document schema:datePublished ?published }
    }
}
"""
BASES: Mapping[str, str] = {
    "own": "given by the text",
    "outside": "outside knowledge",
    "occasion": "date of the event at which it was said",
    "said": "day on which it was said",
    "published": "day on which the source was published",
}


@dataclass(frozen=True, slots=True)
class Dated:
    """A date, YYYY[-MM[-DD]], and what it rests on: own, outside, occasion, said or published."""

    date: str
    basis: str


@dataclass(frozen=True, slots=True)
class Dating:
    """The dates of a graph's positions, claims and events, by IRI."""

    own: Mapping[str, Dated]
    said: Mapping[str, Dated]

    def of(self, item: str) -> Dated | None:
        """When the item is known from; None when nothing tells."""
        return self.own.get(item) or self.said.get(item)


def dating(graph: "Graph") -> Dating:
    """When everything in a graph is known from.

    >>> import detente
    >>> graph = detente.open()
    >>> dating(graph).of(f"{graph.base}event/trump-putin-call")
    Dated(date='2025-05-19', basis='outside')
    """
    own: dict[str, Dated] = {}
    for row in graph.rows(_OWN):
        basis = "own" if row["outside"] is None else "outside"
        _keep_earliest(own, str(row["item"]), Dated(str(row["date"]), basis))
    said: dict[str, Dated] = {}
    for row in graph.rows(_SAID):
        for basis in ("occasion", "said", "published"):
            if row[basis] is not None:
                _keep_earliest(said, str(row["item"]), Dated(str(row[basis]), basis))
                break
    return Dating(own, said)


def _keep_earliest(dates: dict[str, Dated], item: str, new: Dated) -> None:
    days = period(new.date)
    if days is None:
        return
    known = dates.get(item)
    # Of two dates that begin on the same day, the more exact one.
    if known is None or days < (period(known.date) or days):
        dates[item] = new
