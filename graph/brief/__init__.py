"""What a mediator would read before a meeting, each statement with the words that carry it.

Six sections: where the parties stand; what moved; sticking points; linkages and deadlocks; packages to
discuss; what is not known. They say what ``detente matrix``, ``diff``, ``linkage``, ``packages`` and
``audit`` find, in sentences. A statement has footnotes, or it is about absence and tells what was looked
through. Nothing here is markup: ``detente.exports.brief`` writes it as Markdown and HTML.

Order: parties with the principals first, then by name; issues by name. Nothing is ranked but sticking points
and sets of positions that would have to move, and these by how firmly the sources word them.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from detente.graph.brief.asked import Asked
from detente.graph.brief.hanging import hanging
from detente.graph.brief.limits import Limits
from detente.graph.brief.model import (
    ASIDE,
    NAME,
    NOT_RECORDED,
    NOT_STATED,
    OWN,
    QUOTED,
    WITHHELD,
    Block,
    Brief,
    Grid,
    Listing,
    More,
    Note,
    Part,
    Row,
    Section,
    Source,
    Statement,
)
from detente.graph.brief.moved import moved
from detente.graph.brief.packages import packages
from detente.graph.brief.since import since_of
from detente.graph.brief.stands import stands
from detente.graph.brief.sticking import sticking
from detente.graph.brief.telling import Telling
from detente.graph.brief.unknown import unknown
from detente.graph.brief.wording import counted
from detente.graph.errors import UsageError
from detente.graph.history.dates import asked_period, period
from detente.graph.history.moment import at
from detente.graph.suggest import did_you_mean
from detente.ontology.terms import neg

if TYPE_CHECKING:
    from detente.graph.graph import Graph

__all__ = [
    "ASIDE",
    "NAME",
    "NOT_RECORDED",
    "NOT_STATED",
    "OWN",
    "QUOTED",
    "WITHHELD",
    "Block",
    "Brief",
    "Grid",
    "Limits",
    "Listing",
    "More",
    "Note",
    "Part",
    "Row",
    "Section",
    "Source",
    "Statement",
    "brief_of",
]


def brief_of(
    graph: "Graph",
    *,
    since: str | None = None,
    as_of: str | None = None,
    issues: Sequence[str] = (),
    parties: Sequence[str] = (),
    source: str = "",
    known_by: str | None = None,
    limits: Limits | None = None,
) -> Brief:
    """The brief of a graph, as of a day and on some issues and parties (none named: all).

    ``since`` is the day with which it compares; without it, that of the last but one source. ``graph`` is
    the whole one, not narrowed to a day: else what held earlier is not in it. ``source`` and ``known_by``
    only tell how the graph was opened, for the commands that show more of the same.

    Raises UsageError for a date that is none, and for an issue or party that is not there.

    >>> import detente
    >>> brief = brief_of(detente.open("tramway-strike"), issues=["conductors"])
    >>> note = brief.notes[0]
    >>> note.quote, note.verified, note.line
    ('Halvorsen proposes to keep conductors on evening trams only', True, 7)
    """
    narrowed = at(graph, as_of) if as_of else graph
    asked = Asked(source, as_of or "", known_by or "", tuple(issues), tuple(parties))
    telling = Telling(narrowed, asked, limits)
    for kind, named, known in (
        ("issue", issues, telling.recorded.issues),
        ("party", parties, telling.recorded.parties),
    ):
        for name in named:
            if name not in known:
                plural = "issues" if kind == "issue" else "parties"
                raise UsageError(
                    f"there is no {kind} '{name}'\n    {did_you_mean(name, known, plural)}"
                )
    compared = since_of(narrowed, since, as_of)
    if as_of and compared.day and asked_period(compared.day).first > asked_period(as_of).last:
        raise UsageError(f"what moved since {compared.day} cannot be told as of {as_of}, before it")
    sections = (
        stands(telling),
        moved(telling, graph, compared),
        sticking(telling),
        hanging(telling),
        packages(telling),
        unknown(telling),
    )
    return Brief(graph.name, _title(telling), tuple(_scope(telling, as_of)), sections)


def _title(telling: Telling) -> Part:
    for negotiation in telling.record.of(neg.Negotiation):
        return telling.name(negotiation.iri)
    return Part(telling.graph.name, NAME)


def _scope(telling: Telling, as_of: str | None) -> list[str]:
    """What the brief is made from and how it is ordered, in sentences."""
    documents = telling.record.of(neg.Document)
    dates = sorted(filter(None, (telling.footnotes.dated(it) for it in documents)))
    sources = counted(len(documents), "source")
    if len(dates) > 1:
        sources += f" dated {dates[0]} to {dates[-1]}"
    elif dates:
        sources += f" dated {dates[0]}"
    elif documents:
        sources += " without a date"
    positions = counted(len(telling.current), "current position")
    made = f"Made from {positions} in {sources}{f', as of {as_of}' if as_of else ''}."
    named = [it.text for it in map(telling.issue, sorted(telling.only_issues))]
    named += [it.text for it in map(telling.party, sorted(telling.only_parties))]
    only = [f"Only: {', '.join(named)}."] if named else []
    later = [it for it in dates if as_of and _after(it, as_of)]
    if later:
        made += (
            " Words of sources from after that day are among them where they show what held on it."
        )
    order = "Parties stand with the principals first, each group by name; issues by name."
    return [made, *only, *telling.graph.remarks, order]


def _after(date: str, as_of: str) -> bool:
    days = period(date)
    return days is not None and days.first > asked_period(as_of).last
