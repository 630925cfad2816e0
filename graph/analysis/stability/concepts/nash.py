"""Nash stability (R): whoever could improve would, whatever comes after.

    s is stable for i  ⇔  R+_i(s) = ∅

Foresight: one's own move. Limit: counts on nobody thinking of an answer.

Source: J. F. Nash (1951), Non-cooperative games, Annals of Mathematics 54; for the graph model L. Fang,
K. W. Hipel, D. M. Kilgour (1993), Interactive Decision Making.
"""

from detente.graph.analysis.stability.moves import Moves


def sanctions(moves: Moves, mover: int, state: int, improved: int) -> int:
    """No answer deters: the empty set."""
    del moves, mover, state, improved
    return 0
