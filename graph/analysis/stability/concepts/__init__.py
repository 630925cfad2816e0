"""The stability concepts, one a file: which answers of the others deter an improvement.

All have one form. Where decision maker i could improve from s to t, ``sanctions(moves, i, s, t)`` is
the set of states to which the others could then take it and that deter it. State s is stable for i
where each improvement has some sanction, and so where there is no improvement; s is an equilibrium
where it is stable for everyone.
"""

from collections.abc import Callable, Mapping

from detente.graph.analysis.stability.concepts import gmr, nash, seq, sim, smr
from detente.graph.analysis.stability.moves import Moves

Sanctions = Callable[[Moves, int, int, int], int]

CONCEPTS: Mapping[str, Sanctions] = {
    "R": nash.sanctions,
    "GMR": gmr.sanctions,
    "SMR": smr.sanctions,
    "SEQ": seq.sanctions,
    "SIM": sim.sanctions,
}
NAMES: Mapping[str, str] = {
    "R": "Nash stability",
    "GMR": "general metarationality",
    "SMR": "symmetric metarationality",
    "SEQ": "sequential stability",
    "SIM": "simultaneous stability",
}
