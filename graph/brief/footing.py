"""Which figures of a brief are fragile, and why: worked out again without a source, a coder, a weight."""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from detente.graph.analysis.packages.corrections import corrections
from detente.graph.analysis.packages.reading import situation_of
from detente.graph.analysis.recorded import recorded_of
from detente.graph.analysis.robustness.figure import Figures, Name, place
from detente.graph.analysis.robustness.methods import trust_of, within_reach
from detente.graph.analysis.robustness.ranges import CODER, SOURCE, Flip, Trust, ranges
from detente.graph.analysis.robustness.weights import FIRMNESS
from detente.graph.analysis.robustness.wording import alone, shown

if TYPE_CHECKING:
    from detente.graph.graph import Graph

MOST_SETS = 12


class Footing:
    """How the figures of one graph hold out; nothing is worked out for a graph that is too large."""

    def __init__(self, graph: "Graph", most: int) -> None:
        self._graph = graph
        self._most = most
        self._known: dict[str, Trust] = {}

    @cached_property
    def within_reach(self) -> bool:
        """Whether the graph is small enough."""
        positions = len(recorded_of(self._graph).positions)
        return positions <= self._most and within_reach(self._graph)

    def fragile(self, method: str, name: Name) -> str:
        """Why a figure is fragile, in short; empty when it is not, or when that was not worked out."""
        found = self.trust(method).ranges.get(name) if self.within_reach else None
        if found is None or not found.fragile:
            return ""
        more = len(found.flips) - 1
        tail = f", and {more} more reason{'s' if more > 1 else ''}" if more > 0 else ""
        if not found.flips:
            return f"another in {found.draws - found.held} of {found.draws} draws of the weights"
        return f"{self._why(found.flips[0])}{tail}"

    def _why(self, flip: Flip) -> str:
        """What becomes of a figure, and what would have to differ for it."""
        kind, words = flip.change.kind, flip.change.words
        told = " ".join(self._names.get(word, word) for word in words.split(" "))
        told = f"without {kind} {told}" if kind in (SOURCE, CODER) else told
        told = told if told.startswith("without ") else f"with {told}"
        if flip.value is None:
            return f"falls away {told}"
        place = shown(flip.value)
        return f"place {place} {told}" if place.isdigit() else f"another answer {told}"

    @cached_property
    def _names(self) -> dict[str, str]:
        """Id of a position → its party and issue, as people would call it."""
        recorded = recorded_of(self._graph)
        return {
            it.id: f"{recorded.parties[it.party].label} on {recorded.issues[it.issue].label}"
            for it in recorded.positions
        }

    def trust(self, method: str) -> Trust:
        """The ranges of all figures of a method."""
        if method not in self._known:
            work_out = _OWN.get(method)
            self._known[method] = (
                work_out(self._graph) if work_out else trust_of(self._graph, method)
            )
        return self._known[method]

    @cached_property
    def alone(self) -> str:
        """What everything rests on, where that is one source or one coder; empty where it is not."""
        return alone(self.trust("matrix")) if self.within_reach else ""


def set_figures(graph: "Graph") -> Figures:
    """The places of the smallest sets of positions that would have to move."""
    found = corrections(situation_of(graph), most=MOST_SETS)
    return {set_name(it.id for it in one.moves): place(one.weight) for one in found.sets}


def set_name(positions: Iterable[str]) -> Name:
    """What such a set is called."""
    return ("set", *sorted(positions))


_OWN: dict[str, Callable[["Graph"], Trust]] = {
    "sets": lambda graph: ranges(graph, set_figures, (FIRMNESS,))
}
