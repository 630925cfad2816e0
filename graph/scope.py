"""Which positions are asked about: all, or those on some issues, of some parties, of a span of time."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.graph.errors import UsageError
from detente.graph.history.dates import asked_period
from detente.ontology.prefixes import expand
from detente.ontology.terms import neg

_ADDRESS = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|^`\\]+')
# The issues with options that bear on those of the issues asked about, however far.
_BEARING = """
SELECT DISTINCT ?bearing {{
    VALUES ?asked {{ {asked} }}
    ?option neg:optionOf ?asked .
    ?option (neg:entails|^neg:entails|neg:incompatibleWith|^neg:incompatibleWith)* ?other .
    ?other neg:optionOf ?bearing .
}}
"""

if TYPE_CHECKING:
    from detente.graph.graph import Graph


@dataclass(frozen=True, slots=True)
class Scope:
    """``issue`` is an issue's address, and what is part of it counts with it; ``since`` and ``until`` are
    dates in ISO form. A position without a date is in no span of time. ``issues`` and ``parties`` are
    addresses of which positions are on one and held by one; none of them leaves nothing out."""

    issue: str = ""
    since: str = ""
    until: str = ""
    issues: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether nothing is left out."""
        return not (self.issue or self.since or self.until or self.issues or self.parties)

    def where(self) -> str:
        """The scope as a pattern of SPARQL that positions ``?p`` have to meet; it comes first in a query.

        >>> Scope(until="2025").where().count("FILTER")
        1
        """
        parts = []
        if self.issues:
            parts.append(f"VALUES ?on {{ {_these(self.issues)} }} ?p <{neg.onIssue}> ?on .")
        if self.parties:
            parts.append(f"VALUES ?of {{ {_these(self.parties)} }} ?p <{neg.holder}> ?of .")
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

    def positions(self) -> str:
        """The pattern for queries of positions alone: within a scope the engine starts from the scope.

        >>> Scope().positions()
        '?p a <https://w3id.org/detente/ns#Position> .'
        """
        kind = f"?p a <{neg.Position}> ."
        return kind if self.whole else f"{self.where()} FILTER EXISTS {{ {kind} }}"


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


def bearing_on(graph: "Graph", issues: Collection[str], parties: Collection[str]) -> Scope:
    """Positions on these issues, and on all whose options bear on theirs; held by these parties.

    Issues and parties by their ids, or by their addresses, which are taken as they are; without any,
    nothing is left out. Raises UsageError with the nearest id for an id that is not there.

    >>> import detente
    >>> len(bearing_on(detente.open(), ["ceasefire"], ["russia"]).parties)
    1
    """
    asked = _addresses(graph, "issue", issues)
    found = set(asked)
    if asked:
        rows = graph.rows(_BEARING.format(asked=_these(asked)))
        found |= {str(row["bearing"]) for row in rows}
    return Scope(issues=tuple(sorted(found)), parties=_addresses(graph, "party", parties))


def _addresses(graph: "Graph", kind: str, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(_address(graph, kind, name) for name in names)


def _address(graph: "Graph", kind: str, name: str) -> str:
    """An id's address; what has no id is named by its address."""
    try:
        return str(getattr(graph.resolve(kind, name), "value", name))
    except UsageError:
        if _ADDRESS.fullmatch(name):
            return name
        raise


def _these(addresses: Iterable[str]) -> str:
    return " ".join(f"<{it}>" for it in addresses)
