"""What a link to the page says: view, selection, filters. One grammar for page and command line.

The address of the page ends in ``#view=matrix&select=russia&act=demand,refuse``. On the command
line the same is ``--view matrix --select russia --filter act=demand --filter act=refuse``.

==========  ===================================================================
view        positions, agreement, linkage, matrix, timeline, sources
select      the id of anything: a party, an option, a position, a person, …
focus       1, 2 or 3: the selection's neighbourhood to that depth, the rest faded
compare     two parties, ``russia,ukraine``, side by side
q           words in the search box
table       1: the network as a table
open        issues unfolded in a picture too large to show whole
party, issue, act, firmness, mode, source, date, status
            filters; several values of one are alternatives, several filters all hold
==========  ===================================================================
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from detente.graph.errors import UsageError
from detente.graph.suggest import did_you_mean

VIEWS = ("positions", "agreement", "linkage", "matrix", "timeline", "sources")
FILTERS = ("party", "issue", "act", "firmness", "mode", "source", "date", "status")


@dataclass(frozen=True, slots=True)
class State:
    """What the page shows when it opens without an address of its own."""

    view: str = ""
    select: str = ""
    focus: int = 0
    compare: tuple[str, ...] = ()
    q: str = ""
    table: bool = False
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def fragment(self) -> str:
        """The state as the part of an address after ``#``.

        >>> State(view="matrix", filters={"act": ("demand", "refuse")}).fragment()
        'view=matrix&act=demand,refuse'
        """
        parts: list[tuple[str, Iterable[str]]] = [
            ("view", [self.view]),
            ("select", [self.select]),
            ("focus", [str(self.focus or "")]),
            ("compare", self.compare),
            ("q", [self.q]),
            ("table", ["1" if self.table else ""]),
            *((name, self.filters.get(name, ())) for name in FILTERS),
        ]
        written = ((name, ",".join(quote(v, safe="") for v in values)) for name, values in parts)
        return "&".join(f"{name}={value}" for name, value in written if value)


def parse_filters(pairs: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Filters as written on the command line, ``NAME=VALUE`` or ``NAME=VALUE,VALUE``.

    >>> parse_filters(["act=demand", "act=refuse", "party=russia"])
    {'act': ('demand', 'refuse'), 'party': ('russia',)}

    Raises UsageError for a filter that does not exist.
    """
    found: dict[str, tuple[str, ...]] = {}
    for pair in pairs:
        name, equals, values = pair.partition("=")
        if name not in FILTERS or not equals:
            advice = did_you_mean(name, FILTERS, "filters")
            raise UsageError(f"{pair!r} is not a filter; write NAME=VALUE\n    {advice}")
        found[name] = (*found.get(name, ()), *(v for v in values.split(",") if v))
    return found


def state(
    view: str = "",
    select: str = "",
    filters: Iterable[str] = (),
    *,
    focus: int = 0,
    compare: str = "",
    q: str = "",
) -> State:
    """A state from the strings of the command line; raises UsageError for an unknown view."""
    if view and view not in VIEWS:
        raise UsageError(f"{view!r} is not a view\n    {did_you_mean(view, VIEWS, 'views')}")
    pair = tuple(name for name in compare.split(",") if name)
    if pair and len(pair) != 2:
        raise UsageError(f"{compare!r} is not two parties; write them as russia,ukraine.")
    return State(view, select, min(max(focus, 0), 3), pair, q, False, parse_filters(filters))
