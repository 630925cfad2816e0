"""Coalitional stability: could some decision makers, moving together, leave a state for one that all of
them prefer?

For a coalition H, with Φ_H(s) the states that some member likes no more than s:

    CR+_H(s)   the states in R_H(s) that every member of H likes more than s: coalitional improvements
    CR++(t)    ends of sequences of coalitional improvements by coalitions within N−H, none moving
               twice in a row

    R     s is stable for H  ⇔  CR+_H(s) = ∅
    GMR   s is stable for H  ⇔  for each t in CR+_H(s) there is u in R_{N−H}(t) ∩ Φ_H(s)
    SMR   … there is such a u from which all that H can reach, R_H(u), lies in Φ_H(s)
    SEQ   … there is u in CR++(t) ∩ Φ_H(s)

A state is coalitionally stable when it is stable for every coalition, single decision makers among
them. The grand coalition has nobody to fear: for it all four are the same.

Limits: members trust each other to carry the sequence through, though one may like a state on the way
less; nothing is said of how a coalition comes to be. The number of coalitions doubles with each
decision maker. Simultaneous stability has no coalitional form here.

Sources: D. M. Kilgour, K. W. Hipel, L. Fang, X. Peng (2001), Coalition analysis in group decision
support, Group Decision and Negotiation 10(2); T. Inohara, K. W. Hipel (2008), Coalition analysis in the
graph model for conflict resolution, Systems Engineering 11(4).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from operator import and_

from detente.graph.analysis.stability.model import Model, members
from detente.graph.analysis.stability.moves import Moves
from detente.graph.errors import UsageError

Coalition = tuple[int, ...]

COALITIONAL = ("R", "GMR", "SMR", "SEQ")
MOST_DECISION_MAKERS = 8


@dataclass(frozen=True)
class CoalitionalStability:
    """Stable states by concept and coalition: ``stable[concept][H]`` is the set that is stable for H."""

    model: Model
    stable: Mapping[str, Mapping[Coalition, int]]

    def equilibria(self, concept: str) -> tuple[str, ...]:
        """The ids of the states that are stable for every coalition."""
        found = self.equilibrium_set(concept)
        return tuple(self.model.states[place].id for place in members(found))

    def equilibrium_set(self, concept: str) -> int:
        """The states that are stable for every coalition, as a set."""
        everything = (1 << len(self.model.states)) - 1
        return reduce(and_, self.stable[concept].values(), everything)


def coalitional_stability(
    model: Model, concepts: Iterable[str] = COALITIONAL
) -> CoalitionalStability:
    """The states that are stable for each coalition, under R, GMR, SMR and SEQ.

    Raises UsageError for another concept, and for more than eight decision makers.
    """
    asked = tuple(concepts)
    for name in asked:
        if name not in COALITIONAL:
            raise UsageError(f"'{name}' has no coalitional form; use {', '.join(COALITIONAL)}")
    together = Together(Moves(model))
    return CoalitionalStability(
        model,
        {
            concept: {
                coalition: _stable(together, concept, coalition)
                for coalition in coalitions(together.moves.everyone)
            }
            for concept in asked
        },
    )


def coalitions(everyone: tuple[int, ...]) -> tuple[Coalition, ...]:
    """All coalitions that are not empty, small ones first. Raises UsageError when they are too many.

    >>> coalitions((0, 1))
    ((0,), (1,), (0, 1))
    """
    if len(everyone) > MOST_DECISION_MAKERS:
        raise UsageError(
            f"coalitions of {len(everyone)} decision makers are too many; "
            f"at most {MOST_DECISION_MAKERS} can be analysed together"
        )
    sizes = range(1, len(everyone) + 1)
    return tuple(it for size in sizes for it in combinations(everyone, size))


def _stable(together: "Together", concept: str, coalition: Coalition) -> int:
    found = 0
    for state, improvements in enumerate(together.improvements(coalition)):
        harm = together.harm(coalition, state) if improvements else 0
        if all(
            next(together.sanctions(concept, coalition, harm, better), None) is not None
            for better in members(improvements)
        ):
            found |= 1 << state
    return found


class Together:
    """Coalitional improvements and the answers to them, each worked out once."""

    def __init__(self, moves: Moves) -> None:
        self.moves = moves
        self._improvements: dict[Coalition, tuple[int, ...]] = {}
        self._arcs: dict[Coalition, dict[Coalition, tuple[int, ...]]] = {}
        self._at_once: dict[tuple[Coalition, int], int] = {}
        self._answers: dict[tuple[Coalition, int], int] = {}

    def improvements(self, coalition: Coalition) -> tuple[int, ...]:
        """CR+_H by state."""
        if coalition not in self._improvements:
            self._improvements[coalition] = tuple(
                reduce(and_, (self.moves.better(it, state) for it in coalition), ends)
                for state, ends in enumerate(self.moves.reachable(coalition))
            )
        return self._improvements[coalition]

    def harm(self, coalition: Coalition, state: int) -> int:
        """Φ_H(s): the states that some member likes no more than ``state``."""
        found = 0
        for member in coalition:
            found |= self.moves.no_better(member, state)
        return found

    def sanctions(
        self, concept: str, coalition: Coalition, harm: int, improved: int
    ) -> Iterator[int]:
        """The states that deter ``coalition`` from moving to ``improved``; ``harm`` is Φ_H of where it
        stands."""
        others = self.moves.others(coalition)
        if concept == "R" or not others:
            return
        if concept == "SEQ":
            yield from members(self._improving_answers(others, improved, harm))
            return
        answers = self.moves.reachable(others)[improved] & harm
        if concept == "GMR":
            yield from members(answers)
            return
        escapes = self.moves.reachable(coalition)
        for answer in members(answers):
            if not escapes[answer] & ~harm:
                yield answer

    def arcs(self, others: Coalition) -> dict[Coalition, tuple[int, ...]]:
        """The coalitional improvements of all coalitions within ``others``."""
        if others not in self._arcs:
            self._arcs[others] = {it: self.improvements(it) for it in coalitions(others)}
        return self._arcs[others]

    def _improving_answers(self, others: Coalition, start: int, harm: int) -> int:
        """What of ``harm`` is in CR++; one step is looked at first, which is often enough."""
        key = (others, start)
        if key not in self._at_once:
            at_once = 0
            for row in self.arcs(others).values():
                at_once |= row[start]
            self._at_once[key] = at_once
        if self._at_once[key] & harm:
            return self._at_once[key] & harm
        if key not in self._answers:
            self._answers[key] = self._ends(others, start)
        return self._answers[key] & harm

    def _ends(self, others: Coalition, start: int) -> int:
        arcs = self.arcs(others)
        reached = dict.fromkeys(arcs, 0)
        lasts: dict[int, set[Coalition]] = {}
        waiting: list[tuple[int, Coalition]] = [(start, ())]
        while waiting:
            state, last = waiting.pop()
            before = lasts.setdefault(state, set())
            if len(before) > 1 or last in before:  # two different last movers: everyone could go on
                continue
            before.add(last)
            for coalition, row in arcs.items():
                if coalition != last:
                    new = row[state] & ~reached[coalition]
                    reached[coalition] |= new
                    waiting += [(end, coalition) for end in members(new)]
        ends = 0
        for found in reached.values():
            ends |= found
        return ends
