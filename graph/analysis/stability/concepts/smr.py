"""Symmetric metarationality (SMR): as general metarationality, but the answer counts only where one
cannot get out of it again.

    s is stable for i  ⇔  for each t in R+_i(s) there is u in R_{N−i}(t) with s ≿_i u
                          and s ≿_i v for all v in R_i(u)

Foresight: three moves. Limit: as for general metarationality.

Source: N. Howard (1971), Paradoxes of Rationality; for the graph model L. Fang, K. W. Hipel,
D. M. Kilgour (1993), Interactive Decision Making.
"""

from detente.graph.analysis.stability.moves import Moves


def sanctions(moves: Moves, mover: int, state: int, improved: int) -> int:
    """The states u as in general metarationality from which ``mover`` cannot escape by one move."""
    answers = moves.reachable(moves.others((mover,)))[improved]
    return answers & moves.no_better(mover, state) & moves.no_escape(mover, state)
