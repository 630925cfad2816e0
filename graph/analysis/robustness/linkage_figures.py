"""Loops of preconditions, and what would untie them, as named figures.

loop NODE …            the loop is there: it falls away or not
waiver CONDITION …     the set is among the smallest that untie a knot
sequence               whether all that hangs on something can come in an order
"""

from collections.abc import Collection

from detente.graph.analysis.linkage import linkage_of
from detente.graph.analysis.loops import Step, loops
from detente.graph.analysis.robustness.figure import Figure, Figures, Name, answer
from detente.graph.analysis.sequence import sequence
from detente.graph.analysis.waivers import waivers
from detente.graph.graph import Graph


def linkage_figures(graph: Graph, waived: Collection[str] = ()) -> Figures:
    """All figures of linkage, when some conditions are waived already."""
    linkage = linkage_of(graph)
    figures: dict[Name, Figure] = {}
    for loop in loops(linkage, waived).loops:
        figures[loop_name(loop)] = answer(True)
    for knot in waivers(linkage, waived):
        for conditions in knot.waivers:
            figures[waiver_name(conditions)] = answer(knot.exact)
    order = sequence(linkage, waived)
    if order.moves or order.stuck:
        figures["sequence",] = answer(order.complete)
    return figures


def loop_name(loop: Collection[Step]) -> Name:
    """What a loop is called: by its nodes, in its order."""
    nodes = [step.first for step in loop]
    at = nodes.index(min(nodes))
    return ("loop", *nodes[at:], *nodes[:at])


def waiver_name(conditions: Collection[str]) -> Name:
    """What a set of conditions is called."""
    return ("waiver", *sorted(conditions))
