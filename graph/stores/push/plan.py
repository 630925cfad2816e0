"""What a push would change, found by reading alone."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from hashlib import sha256

from detente.graph.stores.push.difference import Difference, State, difference, removal
from detente.graph.stores.push.endpoint import Endpoint
from detente.graph.stores.push.source import Source

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """The differences, by graph; and the staging graphs that a run left which did not come to its end."""

    differences: tuple[Difference, ...]
    staging: str
    leftover: tuple[str, ...] = ()

    @property
    def changes(self) -> tuple[Difference, ...]:
        """The graphs that are not as they should be."""
        return tuple(it for it in self.differences if it.state is not State.UNCHANGED)


def plan(source: Source, endpoint: Endpoint, tell: Tell = lambda _: None) -> Plan:
    """What separates the endpoint's graphs from the source's; ``tell`` hears which graph is read.

    Raises OutsideError when the endpoint cannot be read.
    """
    staging = staging_prefix(source)
    there = endpoint.graphs_below((staging, *source.own))
    leftover = tuple(name for name in there if name.startswith(staging))
    gone = tuple(name for name in there if name not in source.graphs and name not in leftover)
    counts = endpoint.counts((*source.graphs, *gone))
    found = []
    for name, read in source.graphs.items():
        tell(f"Comparing {name}")
        theirs = partial(endpoint.triples, name, counts[name]) if name in counts else None
        found.append(difference(name, read, theirs))
    for name in gone:
        tell(f"Reading {name}")
        found.append(removal(name, endpoint.triples(name, counts.get(name, 0))))
    return Plan(tuple(found), staging, leftover)


def staging_prefix(source: Source) -> str:
    """What the addresses of the source's staging graphs start with: the same on each run, so that a
    later one finds what an earlier one left."""
    known_by = source.own[0] if source.own else "\n".join(source.graphs)
    return f"urn:detente:staging:{sha256(known_by.encode()).hexdigest()[:16]}:"
