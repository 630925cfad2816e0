"""A conflict as the graph model has it: decision makers, states, moves, preferences.

Sets of states are whole numbers whose bit s stands for the state at place s: Python combines them
as fast as it combines numbers, so that thousands of states need no other library.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from detente.graph.analysis.stability.statements import Statement
from detente.graph.errors import UsageError
from detente.graph.suggest import did_you_mean


class Irreversible(StrEnum):
    """Which change of an option cannot be undone."""

    TAKEN = "taken"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class DecisionMaker:
    """Someone who can move; ``label`` is the name as shown."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be done or not; each of ``by`` (places of decision makers) can change it."""

    id: str
    label: str
    by: tuple[int, ...]
    irreversible: Irreversible | None = None


@dataclass(frozen=True, slots=True)
class State:
    """One situation; ``taken`` are the sets of options (bits) it stands for, none in graph form.

    Several sets where they cannot be told apart.
    """

    id: str
    label: str = ""
    taken: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Level:
    """Statements of one importance, of which as many as possible should hold."""

    statements: tuple[Statement, ...]

    def score(self, sets: tuple[int, ...]) -> int:
        """How many of the statements hold, whichever of ``sets`` the options taken are."""
        return sum(all(map(statement.holds, sets)) for statement in self.statements)


@dataclass(frozen=True)
class Model:
    """A conflict with n decision makers and m states.

    ``reach[i][s]``: the states to which decision maker i can move from s in one step, as a set.
    ``rank[i][s]``: how much i likes s; higher is better, the same is equally good.
    ``levels[i]``: the statements from which i's ranks were made, most important first, if they were.
    ``silent``: decision makers without any preference; all states are equally good to them.
    """

    title: str
    decision_makers: tuple[DecisionMaker, ...]
    states: tuple[State, ...]
    reach: tuple[tuple[int, ...], ...]
    rank: tuple[tuple[int, ...], ...]
    options: tuple[Option, ...] = ()
    levels: tuple[tuple[Level, ...], ...] = field(default=())
    silent: frozenset[int] = frozenset()

    def state(self, name: str) -> int:
        """The place of the state with the id ``name``. Raises UsageError with the nearest id."""
        for place, state in enumerate(self.states):
            if state.id == name:
                return place
        advice = did_you_mean(name, (state.id for state in self.states), "states")
        raise UsageError(f"there is no state '{name}'\n    {advice}")

    def pattern(self, place: int) -> str:
        """A state in option form, an option a letter: Y taken, N not, - either; '' in graph form."""
        taken = self.states[place].taken
        if not taken:
            return ""
        every, some = taken[0], taken[0]
        for options in taken[1:]:
            every &= options
            some |= options
        return "".join(
            "Y" if every >> bit & 1 else "-" if some >> bit & 1 else "N"
            for bit in range(len(self.options))
        )

    def described(self, place: int) -> str:
        """A state in words: its label, else the options taken in it."""
        state = self.states[place]
        if state.label or not state.taken:
            return state.label or state.id
        letters = self.pattern(place)
        names = [
            it.label for it, letter in zip(self.options, letters, strict=True) if letter == "Y"
        ]
        return "; ".join(names) or "none of the options"


def members(states: int) -> Iterator[int]:
    """The places of the states in a set, in order.

    >>> list(members(0b1011))
    [0, 1, 3]
    """
    while states:
        lowest = states & -states
        yield lowest.bit_length() - 1
        states ^= lowest


def set_of(places: Iterator[int] | tuple[int, ...] | list[int]) -> int:
    """The set of the states at some places.

    >>> bin(set_of([0, 1, 3]))
    '0b1011'
    """
    states = 0
    for place in places:
        states |= 1 << place
    return states
