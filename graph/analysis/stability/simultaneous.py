"""Moves made at the same time: which options each changes, and what the changes make together."""

from detente.graph.analysis.stability.model import Irreversible, Model


class Joint:
    """The changes of options behind the moves of a model in option form.

    A change is a set of options (bits) that are turned over. A set of options taken is one too.
    """

    def __init__(self, model: Model, improvements: tuple[tuple[int, ...], ...]) -> None:
        self.model = model
        self._improvements = improvements
        self._states = {
            taken: place for place, state in enumerate(model.states) for taken in state.taken
        }
        self._changes: dict[tuple[int, int], list[tuple[int, int]]] = {}
        self._together: dict[tuple[tuple[int, ...], int], frozenset[int]] = {}

    def state_of(self, taken: int) -> int | None:
        """The place of the state in which just these options are taken; None if it is not feasible."""
        return self._states.get(taken)

    def changes(self, mover: int, taken: int) -> list[tuple[int, int]]:
        """The changes that ``mover`` can make there, each with the state it makes."""
        key = (mover, taken)
        if key not in self._changes:
            here = self._states[taken]
            self._changes[key] = [
                (change, end)
                for change in changes(self.model, mover, taken)
                if (end := self._states.get(taken ^ change)) is not None and end != here
            ]
        return self._changes[key]

    def improving_together(self, movers: tuple[int, ...], taken: int) -> frozenset[int]:
        """What one or more of ``movers`` change together, each by an improvement of its own."""
        key = (movers, taken)
        if key not in self._together:
            here = self._states[taken]
            together = {0}
            for mover in movers:
                wanted = self._improvements[mover][here]
                steps = [c for c, end in self.changes(mover, taken) if wanted >> end & 1]
                together |= {change | step for change in together for step in steps}
            self._together[key] = frozenset(together - {0})
        return self._together[key]


def changes(model: Model, mover: int, taken: int) -> list[int]:
    """The sets of options that ``mover`` may turn over at once, the empty one left out."""
    found = [0]
    for bit, option in enumerate(model.options):
        fixed = Irreversible.TAKEN if taken >> bit & 1 else Irreversible.DROPPED
        if mover in option.by and option.irreversible is not fixed:
            found += [change | 1 << bit for change in found]
    return found[1:]
