"""Which states are stable for whom under each concept, and which for everyone: the equilibria."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_

from detente.graph.analysis.stability.concepts import CONCEPTS
from detente.graph.analysis.stability.model import Model, members
from detente.graph.analysis.stability.moves import Moves
from detente.graph.errors import UsageError


@dataclass(frozen=True)
class Stability:
    """The stable states of a model: ``stable[concept][i]`` is the set that is stable for i."""

    model: Model
    stable: Mapping[str, tuple[int, ...]]

    @property
    def concepts(self) -> tuple[str, ...]:
        """The concepts that were asked for, in their order."""
        return tuple(self.stable)

    def equilibria(self, concept: str) -> tuple[str, ...]:
        """The ids of the states that are stable for everyone."""
        found = self.equilibrium_set(concept)
        return tuple(self.model.states[place].id for place in members(found))

    def equilibrium_set(self, concept: str) -> int:
        """The states that are stable for everyone, as a set."""
        everything = (1 << len(self.model.states)) - 1
        return reduce(and_, self.stable[concept], everything)


def concepts_of(model: Model) -> tuple[str, ...]:
    """The concepts that have a meaning for the model: all, in graph form all but SIM."""
    return tuple(name for name in CONCEPTS if name != "SIM" or model.options)


def stability(model: Model, concepts: Iterable[str] | None = None) -> Stability:
    """The stable states under each concept (default: all that have a meaning for the model).

    Steps, for each concept, decision maker i and state s: the improvements R+_i(s); s is stable when
    each of them has a sanction, as the concept defines it.
    Raises UsageError for SIM in graph form.

    >>> from detente.graph.analysis.stability.reading import parse_model
    >>> found = stability(parse_model('''
    ... stability: 1
    ... title: Prisoner's dilemma
    ... decision_makers: {p1: {label: First}, p2: {label: Second}}
    ... options: {p1-keeps: {label: P1 keeps silent, by: p1}, p2-keeps: {label: P2 keeps silent, by: p2}}
    ... preferences: {p1: {ranking: [3, 4, 1, 2]}, p2: {ranking: [2, 4, 1, 3]}}
    ... '''))
    >>> {concept: found.equilibria(concept) for concept in found.concepts}
    {'R': ('1',), 'GMR': ('1', '4'), 'SMR': ('1', '4'), 'SEQ': ('1', '4'), 'SIM': ('1', '4')}
    """
    asked = tuple(concepts) if concepts is not None else concepts_of(model)
    if "SIM" in asked and not model.options:
        raise UsageError("simultaneous stability (SIM) needs a model in option form")
    moves = Moves(model)
    return Stability(
        model,
        {
            concept: tuple(_stable(moves, concept, mover) for mover in moves.everyone)
            for concept in asked
        },
    )


def _stable(moves: Moves, concept: str, mover: int) -> int:
    sanctions = CONCEPTS[concept]
    found = 0
    for state, improvements in enumerate(moves.improvements[mover]):
        if all(sanctions(moves, mover, state, better) for better in members(improvements)):
            found |= 1 << state
    return found
