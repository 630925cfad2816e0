"""Which positions are asked about: all, or those on one issue, or those first held in a span of time."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.graph.history.dates import asked_period
from detente.ontology.prefixes import expand
from detente.ontology.terms import neg

if TYPE_CHECKING:
    from detente.graph.graph import Graph


@dataclass(frozen=True, slots=True)
class Scope:
    """``issue`` is an issue's address, and what is part of it counts with it; ``since`` and ``until`` are
    dates in ISO form. A position without a date is in no span of time."""

    issue: str = ""
    since: str = ""
    until: str = ""

    @property
    def whole(self) -> bool:
        """Whether nothing is left out."""
        return not (self.issue or self.since or self.until)

    def where(self) -> str:
        """The scope as a pattern of SPARQL that positions ``?p`` have to meet; it comes first in a query.

        >>> Scope(until="2025").where().count("FILTER")
        1
        """
        parts = []
        if self.issue:
            part_of = expand("skos:broader")
            parts.append(f"?in_issue <{part_of}>* <{self.issue}> . ?p <{neg.onIssue}> ?in_issue .")
        if self.since or self.until:
            parts.append(f"?p <{neg.validFrom}> ?in_time .")
        day = "STR(?in_time)"  # dates are compared as far as both of them go
        if self.since:
            parts.append(f'FILTER(SUBSTR("{self.since}", 1, STRLEN({day})) <= {day})')
        if self.until:
            parts.append(f'FILTER(SUBSTR({day}, 1, {len(self.until)}) <= "{self.until}")')
        return " ".join(parts)


EVERYTHING = Scope()


def scope_of(
    graph: "Graph", issue: str | None = None, since: str | None = None, until: str | None = None
) -> Scope:
    """A scope as users name it: an issue by its id, dates as YYYY-MM-DD, YYYY-MM or YYYY.

    Raises UsageError with the nearest id when there is no such issue, and for what is no date.

    >>> import detente
    >>> scope_of(detente.open(), since="2025-05").since
    '2025-05'
    """
    for text in (since, until):
        if text:
            asked_period(text)
    address = str(getattr(graph.resolve("issue", issue), "value", issue)) if issue else ""
    return Scope(address, since or "", until or "")
