"""How far the figures on the page hold out: a mark and its reasons beside each, as the commands put them."""

from collections.abc import Iterable

from detente.graph.analysis.robustness.figure import Figures, Name
from detente.graph.analysis.robustness.linkage_figures import linkage_figures
from detente.graph.analysis.robustness.matrix_figures import matrix_figures
from detente.graph.analysis.robustness.methods import within_reach
from detente.graph.analysis.robustness.ranges import Trust, ranges
from detente.graph.analysis.robustness.weights import FIRMNESS
from detente.graph.analysis.robustness.wording import legend, mark, reasons
from detente.graph.graph import Graph

_TOO_LARGE = "How far this holds out was not worked out, as there is much to go through."


class Notes:
    """What to put beside figures: nothing where they are steady, or where it was not worked out."""

    def __init__(self, trust: Trust | None = None, too_large: bool = False) -> None:
        self._trust = trust
        self._too_large = too_large
        self._shown: list[Name] = []

    def of(self, *names: Name) -> list[str]:
        """The mark and the reasons of what some figures make; empty when they are steady."""
        self._shown += names
        if self._trust is None:
            return []
        found = [it for name in names if (it := self._trust.of(*name))]
        marked = [(sign, it) for it in found if (sign := mark(it, self._trust))]
        if not marked:
            return []
        worst = max(sign for sign, _ in marked)  # ~ before ¹
        return [worst, *reasons(*(it for sign, it in marked if sign == worst))]

    def legend(self) -> list[str]:
        """The lines that explain the marks given since the last call."""
        shown, self._shown = self._shown, []
        if self._too_large and shown:
            return [_TOO_LARGE]
        if self._trust is None:
            return []
        return list(legend(self._trust, [self._trust.of(*name) for name in shown]))


def notes(graph: Graph, asked: bool | None) -> Notes:
    """The notes of a graph; if nobody asked, only where it is small enough to take no time."""
    if asked is False:
        return Notes()
    if asked is None and not within_reach(graph):
        return Notes(too_large=True)
    return Notes(ranges(graph, _figures, (FIRMNESS,)))


def _figures(graph: Graph) -> Figures:
    return {**matrix_figures(graph), **linkage_figures(graph)}


def distance_names(pairs: Iterable[tuple[str, str]]) -> list[Name]:
    """What the distances between pairs of positions are called."""
    return [("distance", one, other) for one, other in pairs]
