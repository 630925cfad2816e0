"""Distances, sticking points and zones as named figures.

distance POSITION POSITION   share of the scale, or the difference where there is no share
nearest PARTY PARTY          mean share over issues, each at its nearest; likewise farthest
smallest ISSUE               the smallest share of any pair on an issue; likewise largest
sticking POSITION POSITION   its place in the order of sticking points, by firmness and then distance
zone ISSUE                   the answer, and the points of the zone
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from detente.graph.analysis.distance import Distance, distances, pairs, spreads
from detente.graph.analysis.recorded import Recorded, recorded_of
from detente.graph.analysis.robustness.figure import Figure, Figures, Name, answer, number, place
from detente.graph.analysis.sticking import Ranked, ranked
from detente.graph.analysis.zopa import Zone, zones
from detente.graph.graph import Graph
from detente.graph.summary import sticking_points


def matrix_figures(graph: Graph, between: Sequence[str] = ()) -> Figures:
    """All figures of the matrix; zones between the parties named, or the principals."""
    recorded: Recorded = recorded_of(graph)
    apart = distances(recorded)
    points = ranked(sticking_points(graph), recorded, apart)
    known = [it for it in between if it in recorded.parties]
    return {
        **distance_figures(apart),
        **sticking_figures(points),
        **(zone_figures(zones(recorded, known)) if len(known) == len(between) else {}),
    }


def distance_figures(found: Sequence[Distance]) -> Figures:
    """Distances between positions, of pairs of parties, and their extremes by issue."""
    figures: dict[Name, Figure] = {}
    for it in found:
        value = it.difference if it.share is None else it.share
        if value is not None:
            figures["distance", it.one.id, it.other.id] = number(value)
    for pair in pairs(found):
        figures["nearest", pair.one, pair.other] = number(pair.nearest)
        figures["farthest", pair.one, pair.other] = number(pair.farthest)
    for spread in spreads(found):
        figures["smallest", spread.issue] = number(spread.smallest)
        figures["largest", spread.issue] = number(spread.largest)
    return figures


def sticking_name(point: Ranked) -> Name:
    """What a sticking point is called: by its two positions in the order of their ids."""
    return ("sticking", *sorted((point.point.one.position, point.point.other.position)))


def sticking_figures(points: Iterable[Ranked]) -> Figures:
    """The places of sticking points."""
    return {
        sticking_name(it): place(
            -it.point.firmness, -(it.apart if it.apart is not None else Decimal(1))
        )
        for it in points
    }


def zone_figures(found: Iterable[Zone]) -> Figures:
    """The answers on zones of possible agreement."""
    return {
        ("zone", it.issue): answer((it.answer, *(str(point.at) for point in it.agreed)))
        for it in found
    }
