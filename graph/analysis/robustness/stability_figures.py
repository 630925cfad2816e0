"""Equilibria of a derived model as named figures.

equilibria CONCEPT      the equilibria, each by the options taken in it
state OPTION …          under which concepts the state with just these options is one; only if it is
"""

from collections.abc import Collection, Iterable

from detente.graph.analysis.robustness.figure import Figure, Figures, Name, answer
from detente.graph.analysis.stability.equilibria import Stability, stability
from detente.graph.analysis.stability.model import Model
from detente.graph.analysis.stability.writing import derived_model
from detente.graph.graph import Graph


def stability_figures(
    graph: Graph, issues: Collection[str] = (), concepts: Iterable[str] | None = None
) -> Figures:
    """The equilibria of the model that a graph's positions give."""
    return equilibrium_figures(stability(derived_model(graph, issues), concepts))


def equilibrium_figures(found: Stability) -> Figures:
    """The equilibria of a model in option form."""
    model = found.model
    figures: dict[Name, Figure] = {}
    under: dict[Name, list[str]] = {}
    for concept in found.concepts:
        names = [state_name(model, model.state(it)) for it in found.equilibria(concept)]
        figures["equilibria", concept] = answer(frozenset(names))
        for name in names:
            under.setdefault(name, []).append(concept)
    return figures | {name: answer(tuple(concepts)) for name, concepts in under.items()}


def state_name(model: Model, place: int) -> Name:
    """What a state is called: by the options taken in it; those that may be either are marked."""
    letters = zip(model.options, model.pattern(place), strict=True)
    marks = {"Y": "", "-": "?"}
    return ("state", *sorted(it.id + marks[letter] for it, letter in letters if letter in marks))
