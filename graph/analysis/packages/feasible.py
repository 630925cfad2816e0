"""Which combinations of options can be carried out together.

A package is a set of options such that
1. with an option, everything it entails is in the package;
2. no two options in it exclude each other.
Options exclude each other where that is asserted, and where both are points on one scale (values of an
ordinal or interval issue) unless one entails the other or some option entails both: a scale has one
outcome. Any issue may be left open. The options of one issue may hold together where nothing says
otherwise.

Steps: options that bear on each other are joined into components, packages of each component are
listed by branching on one option after the other, and a package of the whole is any choice of one
package of each component. The work grows exponentially with the largest component alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import combinations
from math import prod
from operator import or_

from detente.graph.analysis.packages.situation import Situation
from detente.graph.errors import UsageError

MOST = 200_000  # packages of one component; more take too long to weigh
Package = frozenset[str]


def excluded_pairs(situation: Situation) -> frozenset[tuple[str, str]]:
    """Pairs of options that exclude each other, as asserted or as points of one scale, sorted.

    >>> from detente.graph.analysis.packages.situation import Issue, Option
    >>> pay = Issue("pay", "Pay rise", "interval", "percent")
    >>> situation = Situation({}, (pay,), (Option("two", "pay", "", 2), Option("six", "pay", "", 6)), ())
    >>> sorted(excluded_pairs(situation))
    [('six', 'two')]
    """
    ids = [option.id for option in situation.options]
    known = set(ids)
    asserted = {
        (min(one, other), max(one, other))
        for one in ids
        for other in situation.relations.excluded(one) & known
    }
    return frozenset(asserted | set(_points_of_one_scale(situation)))


def _points_of_one_scale(situation: Situation) -> Iterator[tuple[str, str]]:
    together = {
        pair
        for option in situation.options
        for pair in combinations(sorted(situation.entailed(option.id)), 2)
    }
    by_issue: dict[str, list[str]] = defaultdict(list)
    for option in situation.options:
        if option.value is not None and situation.issue_of(option.id).scale != "nominal":
            by_issue[option.issue].append(option.id)
    for points in by_issue.values():
        for pair in combinations(sorted(points), 2):
            one, other = (situation.option(it) for it in pair)
            if one.value != other.value and pair not in together:
                yield pair


class Space:
    """The packages of a situation, component by component; a package is a set of bits.

    Bit i stands for the i-th option of the situation. ``tied`` are further groups of options that
    have to be weighed together, such as an option and the conditions of its position.
    """

    def __init__(self, situation: Situation, tied: Iterable[Iterable[str]] = ()) -> None:
        self.situation = situation
        self._bit = {option.id: 1 << index for index, option in enumerate(situation.options)}
        self._closure = {
            option.id: self.mask(situation.entailed(option.id)) for option in situation.options
        }
        pairs = excluded_pairs(situation)
        excluded: dict[int, int] = defaultdict(int)
        for one, other in pairs:
            excluded[self._bit[one]] |= self._bit[other]
            excluded[self._bit[other]] |= self._bit[one]
        self._excluded = {
            option: reduce(or_, (excluded.get(bit, 0) for bit in _bits(closure)), 0)
            for option, closure in self._closure.items()
        }
        entailments = ((option, *situation.entailed(option)) for option in self._bit)
        self.components = self._joined([*entailments, *pairs, *(tuple(group) for group in tied)])

    def mask(self, options: Iterable[str]) -> int:
        """The bits of some options."""
        return sum(self._bit[option] for option in set(options))

    def package(self, mask: int) -> Package:
        """The options of a set of bits."""
        return frozenset(option for option, bit in self._bit.items() if mask & bit)

    def ordered(self, mask: int) -> tuple[str, ...]:
        """The options of a set of bits, in the order of the situation."""
        return tuple(option for option, bit in self._bit.items() if mask & bit)

    def _joined(self, groups: list[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
        leader = {option: option for option in self._bit}

        def led(option: str) -> str:
            while leader[option] != option:
                leader[option] = leader[leader[option]]
                option = leader[option]
            return option

        for first, *others in groups:
            for other in others:
                leader[led(other)] = led(first)
        members: dict[str, list[str]] = defaultdict(list)
        for option in self._bit:
            members[led(option)].append(option)
        return tuple(tuple(options) for options in members.values())

    def packages_of(self, component: tuple[str, ...]) -> list[int]:
        """All packages of one component, as sets of bits.

        Raises UsageError when there are more than MOST.
        """
        found: list[int] = []
        waiting = [(0, 0, 0)]  # how many options are decided, what is in, what is out
        while waiting:
            decided, inside, outside = waiting.pop()
            while decided < len(component) and inside & self._bit[component[decided]]:
                decided += 1
            if decided == len(component):
                found.append(inside)
                if len(found) > MOST:
                    raise UsageError(_too_many(len(component)))
                continue
            option = component[decided]
            waiting.append((decided + 1, inside, outside | self._bit[option]))
            closure, excluded = self._closure[option], self._excluded[option]
            if not (closure & (outside | excluded) or excluded & inside):
                waiting.append((decided + 1, inside | closure, outside))
        return found

    def size(self) -> int:
        """How many packages there are, the empty one included."""
        return prod(len(self.packages_of(component)) for component in self.components)


def _bits(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low
        mask ^= low


def _too_many(options: int) -> str:
    return (
        f"{options} options hang together in more than {MOST:,} packages\n"
        "    Look at fewer issues at once with --issue."
    )


def is_package(situation: Situation, options: Package) -> bool:
    """Whether a set of options is closed under entailment and free of exclusions."""
    closed = all(situation.entailed(option) <= options for option in options)
    return closed and not any(set(pair) <= options for pair in excluded_pairs(situation))
