"""From option form to the graph: which states there are, and who can move where.

A state is a set of options that are taken. A decision maker moves by changing one or more of the
options it controls, as far as they can be undone and the result is feasible. Sets of options that
cannot be told apart are one state, which two decision makers may then be able to bring about: a common
move.

Source: L. Fang, K. W. Hipel, D. M. Kilgour (1993), Interactive Decision Making, on option form,
infeasible states, irreversible and common moves.
"""

from collections.abc import Iterable, Sequence

from detente.graph.analysis.stability.model import DecisionMaker, Model, Option, State
from detente.graph.analysis.stability.simultaneous import changes
from detente.graph.analysis.stability.statements import Test

MOST_STATES = 16_384
MOST_OPTIONS = 20


def generated(
    options: Sequence[Option], infeasible: Iterable[Test], indistinguishable: Sequence[Test]
) -> tuple[State, ...]:
    """All feasible states, numbered from 1, the first option changing fastest.

    ``infeasible`` rules out; all that fits one test of ``indistinguishable`` is one state.
    Raises ValueError as soon as there are more than MOST_STATES.
    """
    ruled_out = tuple(infeasible)
    groups: dict[tuple[str, int], list[int]] = {}
    for taken in range(1 << len(options)):
        if any(test(taken) for test in ruled_out):
            continue
        same = next((i for i, test in enumerate(indistinguishable) if test(taken)), None)
        groups.setdefault(("each", taken) if same is None else ("same", same), []).append(taken)
        if len(groups) > MOST_STATES:
            raise ValueError(f"there are more than {MOST_STATES:,} feasible states")
    return tuple(
        State(str(number), taken=tuple(sets)) for number, sets in enumerate(groups.values(), 1)
    )


def fitting(pattern: str) -> tuple[int, ...]:
    """The sets of options that fit a column of a published table: Y taken, N not, - either.

    >>> fitting("NY-")
    (2, 6)
    """
    sets = [0]
    for bit, letter in enumerate(pattern):
        if letter != "N":
            with_it = [taken | 1 << bit for taken in sets]
            sets = with_it if letter == "Y" else sets + with_it
    return tuple(sorted(sets))


def reach(
    decision_makers: Sequence[DecisionMaker], states: Sequence[State], options: Sequence[Option]
) -> tuple[tuple[int, ...], ...]:
    """For each decision maker and state the set of states it can move to in one step."""
    places = {taken: place for place, state in enumerate(states) for taken in state.taken}
    bare = Model("", tuple(decision_makers), tuple(states), (), (), tuple(options))
    found = []
    for mover in range(len(decision_makers)):
        row = []
        for place, state in enumerate(states):
            ends = 0
            for taken in state.taken:
                for change in changes(bare, mover, taken):
                    end = places.get(taken ^ change)
                    if end is not None:
                        ends |= 1 << end
            row.append(ends & ~(1 << place))
        found.append(tuple(row))
    return tuple(found)
