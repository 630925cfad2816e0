"""General metarationality (GMR): an improvement is given up if the others could answer it so that one
ends no better than before, even to their own harm.

    s is stable for i  ⇔  for each t in R+_i(s) there is u in R_{N−i}(t) with s ≿_i u

Foresight: two moves. Limit: the others may hurt themselves in answering; cautious, never credible
by itself.

Source: N. Howard (1971), Paradoxes of Rationality; for the graph model L. Fang, K. W. Hipel,
D. M. Kilgour (1993), Interactive Decision Making.
"""

from detente.graph.analysis.stability.moves import Moves


def sanctions(moves: Moves, mover: int, state: int, improved: int) -> int:
    """The states u that the others can reach from ``improved`` and that are no better than ``state``."""
    answers = moves.reachable(moves.others((mover,)))[improved]
    return answers & moves.no_better(mover, state)
