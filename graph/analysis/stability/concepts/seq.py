"""Sequential stability (SEQ): as general metarationality, but the others answer only by moves that
improve things for whoever makes them.

    s is stable for i  ⇔  for each t in R+_i(s) there is u in R+_{N−i}(t) with s ≿_i u

Foresight: two moves, the answers credible. Limit: each of the others looks at its own next move
alone, not at where the whole answer ends.

Source: N. M. Fraser, K. W. Hipel (1979), Solving complex conflicts, IEEE Transactions on Systems, Man,
and Cybernetics 9; for the graph model L. Fang, K. W. Hipel, D. M. Kilgour (1993), Interactive Decision
Making.
"""

from detente.graph.analysis.stability.moves import Moves


def sanctions(moves: Moves, mover: int, state: int, improved: int) -> int:
    """The states u that the others reach by improvements of their own, no better than ``state``."""
    answers = moves.improving(moves.others((mover,)))[improved]
    return answers & moves.no_better(mover, state)
