"""Packages and bargaining solutions as named figures.

held                       whether all held positions can be kept in one package
must-move POSITION …       the place of a minimal set of held positions, by how firm it is
package POSITION …         the place of a minimal set of other positions that must move
solution NAME              the packages that a bargaining solution points to, by their options
"""

from collections.abc import Iterable

from detente.graph.analysis.packages.corrections import Correction
from detente.graph.analysis.packages.reading import situation_of
from detente.graph.analysis.packages.search import Search, search, strongest
from detente.graph.analysis.robustness.figure import Figure, Figures, Name, answer, place
from detente.graph.graph import Graph

MUST_MOVE, PACKAGE = "must-move", "package"


def package_figures(graph: Graph) -> Figures:
    """The figures of a search with its defaults."""
    return search_figures(search(situation_of(graph)))


def search_figures(found: Search) -> Figures:
    """The figures of a search."""
    figures: dict[Name, Figure] = {}
    if found.held:
        figures["held",] = answer(not found.stuck.sets)
    for kind, sets in ((MUST_MOVE, found.stuck.sets), (PACKAGE, found.packages.sets)):
        for it in sets:
            figures[correction_name(kind, it)] = place(it.weight)
    if found.bargaining:
        for solution, outcomes in found.bargaining.solutions.items():
            pointed = (found.bargaining.outcomes[it].options for it in outcomes)
            figures["solution", solution] = answer(_packages(found, pointed))
    return figures


def correction_name(kind: str, correction: Correction) -> Name:
    """What a minimal set is called: by its positions."""
    return (kind, *sorted(it.id for it in correction.moves))


def _packages(found: Search, packages: Iterable[tuple[str, ...]]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(sorted(strongest(found.situation, it))) for it in packages)
