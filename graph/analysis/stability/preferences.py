"""Preferences as ranks of states: from a ranking with ties, or from prioritised statements.

Option prioritising compares two states by the most important statement that holds in one of them alone.
With k statements Ω_1 … Ω_k, most important first, that is the order of the scores

    Ψ(s) = Σ_j Ψ_j(s),   Ψ_j(s) = 2^(k−j) if Ω_j holds in s, else 0.

Statements that are put on one level as equally important (an addition of ours, so that no order has to
be made up) count together: of two states that one is better in which more of them hold. With one
statement a level this is the published order.

Source: L. Fang, K. W. Hipel, D. M. Kilgour, X. Peng (2003), A decision support system for interactive
decision making, Part I: Model formulation, IEEE Transactions on Systems, Man, and Cybernetics C 33(1).
"""

from collections.abc import Sequence

from detente.graph.analysis.stability.model import Level, State


def ranks_by_statements(levels: Sequence[Level], states: Sequence[State]) -> tuple[int, ...]:
    """The rank of each state, 0 the least preferred; states in which the same holds rank the same.

    In a state that stands for several sets of options a statement holds if it does in each of them.
    """
    scores = [tuple(level.score(state.taken) for level in levels) for state in states]
    order = {score: rank for rank, score in enumerate(sorted(set(scores)))}
    return tuple(order[score] for score in scores)


def ranks_by_groups(groups: Sequence[Sequence[int]], count: int) -> tuple[int, ...]:
    """The rank of each of ``count`` states from groups of their places, most preferred group first.

    >>> ranks_by_groups([[2], [0, 1]], 3)
    (0, 0, 1)
    """
    ranks = [0] * count
    for rank, group in enumerate(reversed(groups)):
        for place in group:
            ranks[place] = rank
    return tuple(ranks)
