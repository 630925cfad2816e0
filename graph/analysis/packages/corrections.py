"""The smallest changes that let the rest be agreed: minimal correction sets.

Liffiton and Sakallah (2008), Algorithms for computing minimal unsatisfiable subsets of constraints: of
constraints that cannot all be met, a minimal correction set is one whose removal lets all others be
met while the removal of none of its proper subsets does. Here the constraints are positions.

Steps:
1. Options become variables; entailment X → Y the clause ¬X ∨ Y, exclusion the clause ¬X ∨ ¬Y.
2. Position p gets a variable k that stands for "kept" and k → (what keeps it; see ``kept``).
3. k is required for the positions held fixed and preferred, with the weight rank(p), for the others.
4. A MaxSAT solver gives the lightest set of preferences to give up; that set and all that contain it are
   forbidden, and so on. With positive weights each set is minimal, and they come by weight.
5. Each set gets a package: the first model, false before true, in which all other positions are kept. No
   option can be left out of it without breaking one of them.

Limits: the number of sets can grow exponentially with the positions that collide; ``most`` stops the
list after the sets as light as the last one listed. How firm a position is says how heavy it is to move,
which is a reading of words and not of intent.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count

from detente.graph.analysis.packages.feasible import excluded_pairs
from detente.graph.analysis.packages.kept import judged, other_terms
from detente.graph.analysis.packages.situation import Position, Situation
from detente.graph.analysis.packages.solver import Clause, first_model, least_broken

# Sets of one weight beyond which those of that weight are cut off as they come.
_MOST_TIES = 2_000


@dataclass(frozen=True, slots=True)
class Correction:
    """Positions that have to move, together with a package that keeps to all others considered.

    ``weight`` is the sum of their ranks of firmness. ``options`` are in the order of the situation.
    """

    moves: tuple[Position, ...]
    weight: int
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Corrections:
    """Correction sets, lightest first; ``complete`` says whether there are no others.

    A single set without moves means that all positions can be kept together. None at all means that
    the fixed positions cannot be kept together.
    """

    sets: tuple[Correction, ...]
    complete: bool


def corrections(
    situation: Situation, fixed: Iterable[str] = (), *, most: int = 20, of: Iterable[str] = ()
) -> Corrections:
    """The minimal sets of positions that must move for all others to be kept.

    ``fixed`` are ids of positions that stay; ``of`` limits the others to some (none named: all).
    Raises OutsideError when python-sat is not installed.

    >>> from detente.graph.analysis.packages.situation import Issue, Option
    >>> first = Position("first", "union", "rise", firmness="insisted")
    >>> second = Position("second", "company", "rise", "against", act="refuse")
    >>> situation = Situation({}, (Issue("pay", "Pay"),), (Option("rise", "pay"),), (first, second))
    >>> [([move.id for move in it.moves], it.options) for it in corrections(situation).sets]
    [(['second'], ('rise',)), (['first'], ())]
    """
    stay, considered = set(fixed), set(of)
    positions = {position.id: position for position in judged(situation)}
    formula = _Formula(situation)
    kept = {
        id_: formula.keep(position)
        for id_, position in positions.items()
        if id_ in stay or not considered or id_ in considered
    }
    hard = [*formula.clauses, *([kept[id_]] for id_ in kept if id_ in stay)]
    soft = {kept[id_]: positions[id_].rank for id_ in kept if id_ not in stay}
    by_variable = {variable: positions[id_] for id_, variable in kept.items()}
    found: list[tuple[int, frozenset[int]]] = []
    complete = True
    for weight, broken in least_broken(hard, soft):
        heavier = len(found) >= most and weight > found[-1][0]
        if heavier or len(found) >= most + _MOST_TIES:
            complete = False
            break
        found.append((weight, broken))
    order = {variable: index for index, variable in enumerate(by_variable)}
    found.sort(key=lambda it: (it[0], len(it[1]), sorted(order[variable] for variable in it[1])))
    sets = tuple(
        _correction(formula, hard, soft, weight, broken, by_variable)
        for weight, broken in found[:most]
    )
    return Corrections(sets, complete and len(found) <= most)


def _correction(
    formula: "_Formula",
    hard: list[Clause],
    soft: Mapping[int, int],
    weight: int,
    broken: frozenset[int],
    by_variable: Mapping[int, Position],
) -> Correction:
    others = [[variable] for variable in soft if variable not in broken]
    true = first_model([*hard, *others], list(formula.variables.values())) or frozenset()
    options = tuple(option for option, variable in formula.variables.items() if variable in true)
    moves = tuple(position for variable, position in by_variable.items() if variable in broken)
    return Correction(moves, weight, options)


class _Formula:
    """Steps 1 and 2: a situation as clauses."""

    def __init__(self, situation: Situation) -> None:
        self.situation = situation
        numbers = count(1)
        self.variables = {option.id: next(numbers) for option in situation.options}
        self._numbers = numbers
        self.clauses: list[Clause] = [
            *(
                [-self.variables[option], self.variables[entailed]]
                for option in self.variables
                for entailed in sorted(situation.entailed(option) - {option})
            ),
            *(
                [-self.variables[one], -self.variables[other]]
                for one, other in sorted(excluded_pairs(situation))
            ),
        ]

    def keep(self, position: Position) -> int:
        """A new variable that implies that the position is kept."""
        kept = next(self._numbers)
        self.clauses += [[-kept, *clause] for clause in self._needs(position)]
        return kept

    def _needs(self, position: Position) -> Iterator[list[int]]:
        option = self.variables[position.option]
        conditions = [self.variables[it] for it in position.conditions]
        unmet = [-condition for condition in conditions]
        if position.direction == "against":
            yield [-option, *unmet]
            return
        yield [option, *unmet]
        if conditions and position.act != "demand":
            otherwise = [self._terms(it) for it in other_terms(self.situation, position)]
            for condition in conditions:
                yield [-option, condition, *otherwise]

    def _terms(self, position: Position) -> int:
        """A new variable that implies that the option of a position holds on its terms."""
        terms = next(self._numbers)
        needed = (position.option, *position.conditions)
        self.clauses += [[-terms, self.variables[it]] for it in needed]
        return terms
