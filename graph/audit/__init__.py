"""What a dossier leaves open or rests on thinly, each finding with how to mend it.

A finding is a question to the analyst, not an error: the graph may be right as it is. What no source
in the graph reports is "nothing recorded", which is not the same as having no position. Everything
comes from the rows of a few queries, each read once, so that an audit works on any source and its
work grows with the graph and not faster.
"""

from collections.abc import Iterable

from detente.graph.audit.checks import CHECKS
from detente.graph.audit.finding import Finding
from detente.graph.audit.known import known_of
from detente.graph.errors import UsageError
from detente.graph.graph import Graph
from detente.graph.suggest import did_you_mean

__all__ = ["CHECKS", "STALE_AFTER", "Finding", "audit"]

STALE_AFTER = 90  # days


def audit(
    graph: Graph, kinds: Iterable[str] = (), stale_after: int = STALE_AFTER
) -> tuple[Finding, ...]:
    """What to look into in a graph, kind by kind; ``stale_after`` is in days.

    Raises UsageError for an unknown kind.

    >>> import detente
    >>> {finding.kind for finding in audit(detente.open(), ["one-source"])}
    {'one-source'}
    """
    wanted = tuple(kinds) or tuple(CHECKS)
    for kind in wanted:
        if kind not in CHECKS:
            advice = did_you_mean(kind, CHECKS, "kinds of finding")
            raise UsageError(f"there is no kind of finding '{kind}'\n    {advice}")
    known = known_of(graph, stale_after)
    return tuple(
        finding for kind, check in CHECKS.items() if kind in wanted for finding in check.find(known)
    )
