"""Polarisation over time: do parties contradict each other more, and do they fall into two blocs?

For the statements of each window, three figures with different claims:

    conflict_share  conflict / (congruence + conflict), summed over all pairs of parties: of the meetings
                    on the same option, how many contradict
    bipolarity      the highest modularity that a split of the congruence network into two can have:
                    how far agreement stays within two blocs. After Waugh, Pei, Fowler, Mucha and Porter
                    (2009), "Party polarization in Congress: a network science approach", who measure
                    polarisation by modularity
    frustration     the frustration index of the subtract network (``balance``): how far conflict and
                    congruence are from two camps

None of them is there (None) where no two parties spoke of the same option, or, for bipolarity, none
agreed: that is not the absence of polarisation. All use counts without normalisation.

Steps: windows; without duplicates; networks; figures. Bipolarity is exact up to 16 parties that agree
with any other, by trying all splits; above, the best found by switching single parties from several
starts, and ``exact`` says so.

Limits: few statements make figures jump; ``statements`` says how many there were. Modularity of small
networks is low whatever the split, so compare windows, not dossiers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from detente.graph.analysis.stance_networks.balance import balance
from detente.graph.analysis.stance_networks.duplicates import counted
from detente.graph.analysis.stance_networks.network import StanceNetwork, Tie
from detente.graph.analysis.stance_networks.onemode import one_mode
from detente.graph.analysis.stance_networks.statements import Statement
from detente.graph.analysis.stance_networks.windows import Window, windows

_TRIED: Final = 16
_STARTS: Final = 50
# There is one search for each window.
_EFFORT: Final = 20_000


@dataclass(frozen=True, slots=True)
class Split:
    """Two blocs and the modularity of parting them; ``exact`` if no split has more."""

    modularity: float
    blocs: tuple[tuple[str, ...], tuple[str, ...]]
    exact: bool


@dataclass(frozen=True, slots=True)
class Polarisation:
    """The figures of one window; ``ties`` are those of its subtract network, with their statements."""

    window: Window
    parties: int
    congruence: int
    conflict: int
    conflict_share: float | None
    bipolarity: Split | None
    frustration: float | None
    frustration_exact: bool
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """Polarisation window by window, and the statements that no window could take."""

    windows: tuple[Polarisation, ...]
    undated: tuple[Statement, ...]


def course(
    statements: Iterable[Statement],
    unit: str = "months",
    size: int = 1,
    step: int = 1,
    duplicates: str = "all",
) -> Course:
    """Polarisation over time; unit, size and step as for ``windows``.

    >>> said = [Statement("a", "o", "for", "2025-05-01"), Statement("b", "o", "against", "2025-05-02")]
    >>> course(said).windows[0].conflict_share
    1.0
    """
    placed = windows(statements, unit, size, step)
    return Course(
        tuple(polarisation(window, duplicates) for window in placed.windows), placed.undated
    )


def polarisation(window: Window, duplicates: str = "all") -> Polarisation:
    """The figures of one window.

    >>> said = (Statement("a", "o", "for"), Statement("b", "o", "for"))
    >>> found = polarisation(Window("", "", said))
    >>> found.conflict_share, found.bipolarity.modularity
    (0.0, 0.0)
    """
    signed = one_mode(counted(window.statements, duplicates))
    congruence = sum(tie.plus for tie in signed.ties)
    conflict = sum(tie.minus for tie in signed.ties)
    met = congruence + conflict
    frustration = (
        balance(signed, effort=_EFFORT) if any(tie.weight for tie in signed.ties) else None
    )
    return Polarisation(
        window,
        len(signed.rows),
        congruence,
        conflict,
        conflict / met if met else None,
        best_split(signed),
        frustration.upper if frustration else None,
        frustration.exact if frustration else True,
        signed.ties,
    )


def best_split(signed: StanceNetwork) -> Split | None:
    """The split in two of a network's congruence (``plus``) with the highest modularity, None without any.

    >>> ties = tuple(Tie(one, other, 1.0, 1, 0, ()) for one, other in ("ab", "cd"))
    >>> best_split(StanceNetwork("subtract", "none", tuple("abcd"), tuple("abcd"), ties))
    Split(modularity=0.5, blocs=(('a', 'b'), ('c', 'd')), exact=True)
    """
    ties = [tie for tie in signed.ties if tie.plus]
    names = sorted({end for tie in ties for end in (tie.one, tie.other)})
    if not names:
        return None
    number = {name: index for index, name in enumerate(names)}
    total = sum(tie.plus for tie in ties)
    size = len(names)
    strength = [0] * size
    # Whole numbers, so that equal splits are equal: weight * 2 * total - product of strengths.
    gain = [[0] * size for _ in names]
    for tie in ties:
        one, other = number[tie.one], number[tie.other]
        gain[one][other] = gain[other][one] = tie.plus * 2 * total
        strength[one] += tie.plus
        strength[other] += tie.plus
    for one in range(size):
        for other in range(size):
            gain[one][other] -= strength[one] * strength[other]
    exact = size <= _TRIED
    side = _all_splits(gain) if exact else _switched(gain)
    score = sum(
        gain[one][other] for one in range(size) for other in range(size) if side[one] == side[other]
    )
    first, second = (
        tuple(name for name in names if side[number[name]] == which)
        for which in (side[0], -side[0])
    )
    return Split(score / (2 * total) ** 2, (first, second), exact)


def _all_splits(gain: Sequence[Sequence[int]]) -> list[int]:
    """The best of all splits, each one switch away from the one before (a Gray code)."""
    size = len(gain)
    side = [1] * size
    # Twice what a switch changes counts the same for every split; the start is one bloc, score 0.
    best, score, found = 0, 0, list(side)
    for step in range(1, 2 ** (size - 1)):
        node = (step & -step).bit_length()
        score -= _pull(gain, side, node)
        side[node] = -side[node]
        if score > best:
            best, found = score, list(side)
    return found


def _switched(gain: Sequence[Sequence[int]]) -> list[int]:
    random = Random(0)  # noqa: S311 - starts that differ, not secrets
    best, found = 0, [1] * len(gain)
    for _ in range(_STARTS):
        side = [random.choice((1, -1)) for _ in gain]
        moved = True
        while moved:
            moved = False
            for node in range(len(gain)):
                if _pull(gain, side, node) < 0:
                    side[node], moved = -side[node], True
        score = sum(side[node] * _pull(gain, side, node) * side[node] for node in range(len(gain)))
        if score > best:
            best, found = score, side
    return found


def _pull(gain: Sequence[Sequence[int]], side: Sequence[int], node: int) -> int:
    """What ties a node to its own side less what ties it to the other."""
    row = gain[node]
    return side[node] * sum(row[other] * side[other] for other in range(len(side)) if other != node)
