"""Forecasts as named figures: ``mean ISSUE``, and the ends ``median-low ISSUE`` and ``median-high ISSUE``.

With rounds also the ends of what the round model gives, ``rounds-low ISSUE`` and ``rounds-high ISSUE``.
"""

from collections.abc import Iterable

from detente.graph.analysis.assumptions import Assumptions
from detente.graph.analysis.forecast_inputs import Outlook, outlooks_of
from detente.graph.analysis.robustness.figure import Figure, Figures, Name, number
from detente.graph.analysis.rounds.outcome import final_median
from detente.graph.graph import Graph


def forecast_figures(graph: Graph, assumptions: Assumptions | None = None) -> Figures:
    """The forecasts of all issues with an interval scale that have one."""
    return outlook_figures(outlooks_of(graph, assumptions))


def outlook_figures(found: Iterable[Outlook], rounds: int | None = None) -> Figures:
    """The figures of forecasts; none of an issue where inputs are missing.

    ``rounds`` is how many the round model runs, if it is asked for.
    """
    figures: dict[Name, Figure] = {}
    for it in found:
        if it.forecast:
            low, high = it.forecast.figures.median
            figures["mean", it.issue.id] = number(it.forecast.figures.mean)
            figures["median-low", it.issue.id] = number(low)
            figures["median-high", it.issue.id] = number(high)
            if rounds:
                least, most = final_median(it.forecast.actors, rounds)
                figures["rounds-low", it.issue.id] = number(least)
                figures["rounds-high", it.issue.id] = number(most)
    return figures
