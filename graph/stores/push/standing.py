"""How graphs stand after something went wrong: as they were, as they should be, or in between."""

from collections.abc import Iterable
from enum import StrEnum
from functools import partial

from detente.graph.stores.push.difference import Difference, State, difference
from detente.graph.stores.push.endpoint import Endpoint


class Standing(StrEnum):
    """How a graph that was to be changed stands."""

    OLD = "as before"
    NEW = "as in the source"
    BETWEEN = "changed in part"


def standings(changes: Iterable[Difference], endpoint: Endpoint) -> dict[str, Standing]:
    """Reads back how each graph stands; raises OutsideError when the endpoint cannot be read."""
    changes = tuple(changes)
    counts = endpoint.counts(change.graph for change in changes)
    return {it.graph: _standing(it, endpoint, counts.get(it.graph, 0)) for it in changes}


def _standing(change: Difference, endpoint: Endpoint, count: int) -> Standing:
    if not count:
        if change.state is State.NEW:
            return Standing.OLD
        return Standing.NEW if change.state is State.REMOVED else Standing.BETWEEN
    theirs = partial(endpoint.triples, change.graph, count)
    now = difference(change.graph, change.read, theirs)
    if now.state is State.UNCHANGED:
        return Standing.NEW
    if change.state is State.REMOVED:
        before = difference(change.graph, change.removed.__iter__, theirs)
        return Standing.OLD if before.state is State.UNCHANGED else Standing.BETWEEN
    same = (now.plus, now.minus, now.before) == (change.plus, change.minus, change.before)
    return Standing.OLD if same else Standing.BETWEEN


def told(found: dict[str, Standing]) -> str:
    """Which graphs are how, for a message."""
    groups: dict[Standing, list[str]] = {}
    for graph, standing in found.items():
        groups.setdefault(standing, []).append(f"<{graph}>")
    return "\n".join(
        f"    {standing.capitalize()}: {', '.join(groups[standing])}."
        for standing in Standing
        if standing in groups
    )
