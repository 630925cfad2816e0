"""Making an endpoint's graphs those of a source."""

from collections.abc import Callable
from functools import partial

from detente.graph.errors import OutsideError
from detente.graph.stores.push import by_graph, by_update
from detente.graph.stores.push.difference import State, difference
from detente.graph.stores.push.endpoint import Endpoint
from detente.graph.stores.push.plan import Plan
from detente.graph.stores.push.wording import Limits, dropped

Tell = Callable[[str], None]


def push(
    plan: Plan, endpoint: Endpoint, limits: Limits | None = None, tell: Tell = lambda _: None
) -> str:
    """Makes the changes of ``plan`` and reads back that they were made.

    What is to be said of how it went, if anything. Raises OutsideError when it failed; its text says
    how the graphs stand, which is as before wherever that could be had.
    """
    if plan.leftover:
        tell("Removing staging graphs that an earlier run left")
        _clear(plan.leftover, endpoint)
    if not plan.changes:
        return ""
    if endpoint.store:
        remark = by_graph.send(plan.changes, endpoint, tell)
    else:
        allowed = endpoint.limits(limits or Limits())
        remark = by_update.send(plan.changes, plan.staging, endpoint, allowed, tell)
    tell("Reading back")
    _verify(plan, endpoint)
    return remark


def _clear(graphs: tuple[str, ...], endpoint: Endpoint) -> None:
    if endpoint.store:
        for graph in graphs:
            endpoint.delete(graph)
    else:
        endpoint.send_update(" ;\n".join(dropped(graph).text for graph in graphs))


def _verify(plan: Plan, endpoint: Endpoint) -> None:
    """By the counts; where one is another, by the contents, since a value may be stored once in each form."""
    counts = endpoint.counts(change.graph for change in plan.changes)
    for change in plan.changes:
        count = counts.get(change.graph, 0)
        if count == change.after:
            continue
        now = difference(change.graph, change.read, partial(endpoint.triples, change.graph, count))
        if now.state is State.UNCHANGED:
            continue
        examples = "".join(f"\n    not kept as sent: {it}" for it in list(now.added())[:3])
        raise OutsideError(
            f"{endpoint.query.address}: took the changes, but <{change.graph}> has {count:,} triples "
            f"where {change.after:,} were expected{examples}"
            "\n    Does the server keep such values in a form of its own, or does someone else write?"
        )
