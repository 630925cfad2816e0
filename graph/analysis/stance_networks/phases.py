"""Phases of a debate: which stretches of time are alike, and where one ends and another begins.

After Masuda and Holme (2019), "Detecting sequences of system states in temporal networks": the network of
each window is a snapshot, alike snapshots are one state, and time is a sequence of states.

    distance(s, t)  sqrt(sum over parties i, i' of (weight_s[i, i'] - weight_t[i, i']) ** 2), the Frobenius
                    norm; a tie that is not there weighs 0, and one among parties stands in the matrix twice
    linkage(A, B)   mean of distance(s, t) over s in A and t in B (average linkage)
    dunn            least distance(s, t) of windows in different states / largest of windows in one state

Steps: set windows without ties aside; distances; join the nearest groups, again and again; of the partitions
on the way, take the one with the highest dunn, and of equals the one with fewest states; number states in
order of time; a phase is a run of one state; between two phases, the ties that changed, most first.

Groups that are equally near are joined at once, so that neither the order of windows nor names decide; a
number of states may be skipped for that, and where equal distances chain all windows, none stands apart.
A state may come back: its phases have one number.

Limits: each window its own state, and one state for all, have no index: fewer than three windows with ties
tell no phases (``states`` is None and ``why_not`` says why), three that differ are always two states. All
one state is the answer only where all windows are equal; a low index says that states are hardly apart.
Two windows without any difference make the index infinite, however little sets the others apart: look at
``levels``. Windows that overlap share statements and are alike for that; heavy talk in one window sets it
apart as a change of sides does, unless networks are normalised. rDNA's ``dna_phaseTransitions`` uses
absolute differences or spectral distance, smoothing and more ways to cluster; results may differ from it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import fsum, inf, sqrt
from typing import Final

from detente.graph.analysis.stance_networks.network import StanceNetwork, Tie
from detente.graph.analysis.stance_networks.statements import Statement, positions_of, quotes_of
from detente.graph.errors import UsageError

Distances = Sequence[Sequence[float]]
Partition = tuple[tuple[int, ...], ...]
# Means of the same distances may differ in the last digits.
_SAME: Final = 1e-9
_FEWEST: Final = 3


@dataclass(frozen=True, slots=True)
class Level:
    """A partition that was tried: how many states, and Dunn's index."""

    states: int
    dunn: float


@dataclass(frozen=True, slots=True)
class Sequencing:
    """The state of each window, from 1 in order of time; empty, with ``why_not``, where none can be told."""

    sequence: tuple[int, ...]
    levels: tuple[Level, ...]
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A tie's weight in the last window before and the first after; ``share`` of the squared distance."""

    one: str
    other: str
    before: float
    after: float
    share: float
    statements: tuple[Statement, ...]

    @property
    def positions(self) -> tuple[str, ...]:
        """The ids of the positions behind the tie, before and after."""
        return positions_of(self.statements)

    @property
    def quotes(self) -> tuple[str, ...]:
        """The exact words behind the tie, before and after."""
        return quotes_of(self.statements)


@dataclass(frozen=True, slots=True)
class Phase:
    """A run of one state from window ``first`` to ``last``, and what changed as it began, most first."""

    state: int
    first: int
    last: int
    distance: float | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Phases:
    """The state of each window (None: no tie in it, or none can be told), and the runs of one state."""

    sequence: tuple[int | None, ...]
    states: int | None
    phases: tuple[Phase, ...]
    levels: tuple[Level, ...]
    why_not: str


def phases(networks: Sequence[StanceNetwork]) -> Phases:
    """Phases of networks in the order of time, all of one kind.

    A window without ties has no state and ends no phase. Raises UsageError for networks of different
    kinds, and for ``combine``, whose figures are names and no quantities.

    >>> def of(weight):
    ...     tie = Tie("a", "b", weight, 0, 0, ())
    ...     return StanceNetwork("subtract", "none", ("a", "b"), ("a", "b"), (tie,))
    >>> found = phases([of(-2.0), of(-1.0), of(6.0), of(5.0)])
    >>> found.sequence, [(phase.first, phase.last) for phase in found.phases]
    ((1, 1, 2, 2), [(0, 1), (2, 3)])
    >>> change = found.phases[1].changes[0]
    >>> change.before, change.after
    (-1.0, 6.0)
    """
    if any(network.kind == "combine" for network in networks):
        raise UsageError("'combine' names what was said and has no phases; use two-mode")
    if len({(network.kind, network.normalisation) for network in networks}) > 1:
        raise UsageError("phases are of networks of one kind and normalisation")
    spoken = [number for number, network in enumerate(networks) if network.ties]
    table = distances([networks[number] for number in spoken])
    found = sequence_of(table)
    told = dict(zip(spoken, found.sequence, strict=False))
    runs: list[list[int]] = []
    for number in told:
        if runs and told[runs[-1][0]] == told[number]:
            runs[-1].append(number)
        else:
            runs.append([number])
    made = []
    for index, run in enumerate(runs):
        before = runs[index - 1][-1] if index else None
        changed = () if before is None else _changes(networks[before], networks[run[0]])
        far = None if before is None else distance(networks[before], networks[run[0]])
        made.append(Phase(told[run[0]], run[0], run[-1], far, changed))
    return Phases(
        tuple(told.get(number) for number in range(len(networks))),
        max(found.sequence) if found.sequence else None,
        tuple(made),
        found.levels,
        found.why_not,
    )


def distances(networks: Sequence[StanceNetwork]) -> tuple[tuple[float, ...], ...]:
    """The distance between each two networks, as a symmetric matrix."""
    return tuple(tuple(distance(one, other) for other in networks) for one in networks)


def distance(one: StanceNetwork, other: StanceNetwork) -> float:
    """The Frobenius norm of the difference of two networks' matrices of weights.

    >>> tie = Tie("a", "o", 3.0, 3, 0, ())
    >>> distance(StanceNetwork("subtract", "none", ("a",), ("o",), (tie,), True),
    ...          StanceNetwork("subtract", "none", ("a",), ("o",), (), True))
    3.0
    """
    squares = fsum((after - before) ** 2 for _, before, after in _weights(one, other))
    return sqrt(squares if one.two_mode else 2 * squares)


def _weights(
    one: StanceNetwork, other: StanceNetwork
) -> Iterable[tuple[tuple[str, str], float, float]]:
    before, after = ({(tie.one, tie.other): tie.weight for tie in it.ties} for it in (one, other))
    for pair in sorted(before.keys() | after.keys()):
        yield pair, before.get(pair, 0.0), after.get(pair, 0.0)


def _changes(one: StanceNetwork, other: StanceNetwork) -> tuple[Change, ...]:
    behind: dict[tuple[str, str], list[Tie]] = {}
    for tie in (*one.ties, *other.ties):
        behind.setdefault((tie.one, tie.other), []).append(tie)
    changed = [(pair, was, now) for pair, was, now in _weights(one, other) if was != now]
    total = fsum((now - was) ** 2 for _, was, now in changed)
    found = [
        Change(
            *pair,
            was,
            now,
            (now - was) ** 2 / total,
            tuple(dict.fromkeys(said for tie in behind[pair] for said in tie.statements)),
        )
        for pair, was, now in changed
    ]
    return tuple(sorted(found, key=lambda it: (-abs(it.after - it.before), it.one, it.other)))


def sequence_of(table: Distances) -> Sequencing:
    """The state of each item of a symmetric matrix of distances, items being in the order of time.

    >>> sequence_of([[0, 1, 5], [1, 0, 5], [5, 5, 0]])
    Sequencing(sequence=(1, 1, 2), levels=(Level(states=2, dunn=5.0),), why_not='')
    """
    size = len(table)
    if size < _FEWEST:
        many = "no window has" if not size else f"only {size} window{'s' * (size > 1)} with"
        return Sequencing((), (), f"{many} ties; phases need {_FEWEST} or more")
    if not any(map(any, table)):
        return Sequencing((1,) * size, ())
    tried = [
        (Level(len(groups), dunn(table, groups)), groups)
        for groups in partitions(table)
        if 1 < len(groups) < size
    ]
    if not tried:
        return Sequencing(
            (), (), "each window is as near to the next as any other: none stands apart"
        )
    # From many states to few: of equals the last.
    _, groups = max(enumerate(tried), key=lambda it: (it[1][0].dunn, it[0]))[1]
    state = {item: number for number, group in enumerate(groups, 1) for item in group}
    levels = tuple(level for level, _ in reversed(tried))
    return Sequencing(tuple(state[item] for item in range(size)), levels)


def partitions(table: Distances) -> tuple[Partition, ...]:
    """The partitions of average linkage, from each on its own to all in one; equally near join at once.

    >>> partitions([[0, 1, 5], [1, 0, 5], [5, 5, 0]])
    (((0,), (1,), (2,)), ((0, 1), (2,)), ((0, 1, 2),))
    """
    groups: Partition = tuple((item,) for item in range(len(table)))
    made = [groups]
    slack = _SAME * max((value for row in table for value in row), default=0)
    while len(groups) > 1:
        means = {
            pair: fsum(table[s][t] for s in pair[0] for t in pair[1]) / len(pair[0]) / len(pair[1])
            for pair in combinations(groups, 2)
        }
        least = min(means.values()) + slack
        joined = {group: group for group in groups}
        for (one, other), mean in means.items():
            if mean <= least and joined[one] != joined[other]:
                both = tuple(sorted(joined[one] + joined[other]))
                joined = {it: both if set(it) <= set(both) else at for it, at in joined.items()}
        groups = tuple(sorted(set(joined.values())))
        made.append(groups)
    return tuple(made)


def dunn(table: Distances, groups: Partition) -> float:
    """Dunn's index: how far groups are apart, in widths of the widest; infinite where none has a width.

    >>> dunn([[0, 2, 6], [2, 0, 5], [6, 5, 0]], ((0, 1), (2,)))
    2.5
    """
    width = max((table[s][t] for group in groups for s, t in combinations(group, 2)), default=0)
    apart = min(table[s][t] for one, other in combinations(groups, 2) for s in one for t in other)
    return apart / width if width else inf
