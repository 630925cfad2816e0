"""The figures of every analysis, and the judged weights that they rest on besides confidence."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from detente.graph.analysis.robustness.forecast_figures import forecast_figures
from detente.graph.analysis.robustness.linkage_figures import linkage_figures
from detente.graph.analysis.robustness.matrix_figures import matrix_figures
from detente.graph.analysis.robustness.network_figures import network_figures
from detente.graph.analysis.robustness.package_figures import package_figures
from detente.graph.analysis.robustness.ranges import Measure, Trust, ranges
from detente.graph.analysis.robustness.stability_figures import stability_figures
from detente.graph.analysis.robustness.weights import CAPABILITY, FIRMNESS, SALIENCE
from detente.graph.errors import UsageError
from detente.graph.graph import Graph
from detente.graph.suggest import did_you_mean

# Beyond this many positions or sources, working all out anew takes more than a few seconds.
MOST_POSITIONS: Final = 60
MOST_IN_PACKAGES: Final = 30
MOST_SOURCES: Final = 20

_SOME = "SELECT DISTINCT ?it {{ ?it a neg:{kind} }} LIMIT {most}"


@dataclass(frozen=True, slots=True)
class Method:
    """What works out the figures of an analysis with its defaults, and the weights they rest on."""

    measure: Measure
    weights: tuple[str, ...] = ()


METHODS: Final[Mapping[str, Method]] = MappingProxyType(
    {
        "matrix": Method(matrix_figures, (FIRMNESS,)),
        "network": Method(network_figures),
        "linkage": Method(linkage_figures),
        "packages": Method(package_figures, (FIRMNESS, SALIENCE)),
        "stability": Method(stability_figures, (FIRMNESS,)),
        "forecast": Method(forecast_figures, (SALIENCE, CAPABILITY)),
    }
)


def trust_of(graph: Graph, method: str) -> Trust:
    """How the figures of a method of METHODS hold out.

    Raises UsageError when there is no such method, and as the method itself.

    >>> import detente
    >>> trust = trust_of(detente.open("tramway-strike"), "matrix")
    >>> trust.of("largest", "wage-rise").verdict
    'fragile'
    """
    if method not in METHODS:
        advice = did_you_mean(method, METHODS, "methods")
        raise UsageError(f"there is no method '{method}'\n    {advice}")
    return ranges(graph, METHODS[method].measure, METHODS[method].weights)


def within_reach(graph: Graph, positions: int = MOST_POSITIONS) -> bool:
    """Whether a graph is small enough to work its figures out anew without being asked to."""
    bounds = (("Position", positions), ("Document", MOST_SOURCES))
    return all(
        sum(1 for _ in graph.rows(_SOME.format(kind=kind, most=most + 1))) <= most
        for kind, most in bounds
    )
