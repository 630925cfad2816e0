"""Simultaneous stability (SIM): an improvement is given up if others, improving from the same state at
the same time, could make of both moves together something no better than before.

    s is stable for i  ⇔  for each t in R+_i(s) there are some others, each with an improvement from s,
                          such that the state u in which all these changes are made is feasible
                          and s ≿_i u

Only option form says what two moves at once lead to: the options that any of them changes. A state
that stands for several sets of options is taken for each of them.

Foresight: one's own move, and that the others may be moving too. Limit: the concept was made for two;
with more, any group of the others that is not empty counts here.

Source: N. M. Fraser, K. W. Hipel (1984), Conflict Analysis: Models and Resolutions (simultaneous
sanctioning); R. A. Kinsara, O. Petersons, K. W. Hipel, D. M. Kilgour (2015), Advanced decision support
for the graph model for conflict resolution, Journal of Decision Systems 24(2).
"""

from detente.graph.analysis.stability.moves import Moves


def sanctions(
    moves: Moves, mover: int, state: int, improved: int, among: tuple[int, ...] | None = None
) -> int:
    """The states u of improvements at the same time that are no better than ``state``.

    ``among``: who of the others may be moving (default: all of them).
    Raises ValueError in graph form, where moves at the same time have no meaning.
    """
    joint = moves.joint
    if joint is None:
        raise ValueError("simultaneous stability needs option form")
    others = moves.others((mover,)) if among is None else among
    harm = moves.no_better(mover, state)
    found = 0
    for taken in moves.model.states[state].taken:
        own = [change for change, end in joint.changes(mover, taken) if end == improved]
        if own:
            for together in joint.improving_together(others, taken):
                for change in own:
                    end = joint.state_of(taken ^ (change | together))
                    if end is not None and harm >> end & 1:
                        found |= 1 << end
    return found
