"""Sticking points, ranked: pairs of positions that cannot both be met, the firmest and farthest first.

Ranked by, in this order: ``firmness``, the sum of both sides' ranks (1 hinted to 5 red line, 0 where
none is recorded); ``apart``, their distance as a share of the issue's scale, which is 1 where the issue
has none; then their names. Firmness comes first because a scale says how much lies between two
positions, and their words how likely either is to be given up.

Limits: ranks of firmness are added as if equally spaced; nothing is weighed by importance.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from detente.graph.analysis.distance import Distance, distances
from detente.graph.analysis.recorded import Recorded, recorded_of
from detente.graph.graph import Graph
from detente.graph.summary import StickingPoint, sticking_points

REFUSED, EXCLUDED = "one refuses what the other is for", "the options cannot both be carried out"


@dataclass(frozen=True, slots=True)
class Ranked:
    """A sticking point with the reason why both cannot be met, and how far apart the two are.

    ``apart`` is None when one is no point of the scale, as a refusal is.
    """

    point: StickingPoint
    issues: tuple[str, ...]
    because: str
    apart: Decimal | None


def ranked(
    points: Sequence[StickingPoint], recorded: Recorded, found: Sequence[Distance]
) -> tuple[Ranked, ...]:
    """Sticking points in their order, with reason and distance."""
    held = {it.id: it for it in recorded.positions}
    apart: Mapping[frozenset[str], Decimal | None] = {
        frozenset((it.one.id, it.other.id)): it.share for it in found
    }
    joined = []
    for point in points:
        one, other = held[point.one.position], held[point.other.position]
        refused = "against" in (one.direction, other.direction)
        issues = tuple(dict.fromkeys((one.issue, other.issue)))
        scaled = any(recorded.issues[it].scale in ("ordinal", "interval") for it in issues)
        share = apart.get(frozenset((one.id, other.id)), None if scaled else Decimal(1))
        joined.append(Ranked(point, issues, REFUSED if refused else EXCLUDED, share))
    return tuple(
        sorted(
            joined,
            key=lambda it: (
                -it.point.firmness,
                -(it.apart if it.apart is not None else Decimal(1)),
                it.point.question,
                it.point.one.position,
                it.point.other.position,
            ),
        )
    )


def ranked_of(graph: Graph) -> tuple[Ranked, ...]:
    """The sticking points of a graph.

    >>> import detente
    >>> first = ranked_of(detente.open("tramway-strike"))[0]
    >>> first.issues, first.point.firmness
    (('conductors',), 7)
    """
    recorded = recorded_of(graph)
    return ranked(sticking_points(graph), recorded, distances(recorded))
