"""The SAT and MaxSAT solvers of python-sat, behind the two questions that package search asks.

Clauses are lists of integers: a variable, or its negation as a negative number.
A. Ignatiev, A. Morgado, J. Marques-Silva (2018): PySAT: a Python toolkit for prototyping with SAT oracles;
the same (2019): RC2: an efficient MaxSAT solver.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from detente.graph.errors import OutsideError

Clause = Sequence[int]


def need_solver() -> None:
    """Raises OutsideError when python-sat is not installed."""
    try:
        import pysat.examples.rc2  # type: ignore[import-untyped]  # noqa: F401
    except ImportError as error:
        raise OutsideError(
            "the search for packages needs python-sat: pip install 'detente[analysis]'"
        ) from error


def least_broken(
    hard: Iterable[Clause], soft: Mapping[int, int]
) -> Iterator[tuple[int, frozenset[int]]]:
    """Minimal sets of soft variables that cannot hold, lightest first, each with its weight.

    ``soft`` gives variables their weights, whole numbers above 0. Each set is minimal: the others can
    hold, and together with any of the set they cannot. Nothing is yielded when the hard clauses alone
    cannot be met. Sets of equal weight come in no particular order.
    """
    need_solver()
    from pysat.examples.rc2 import RC2
    from pysat.formula import WCNF  # type: ignore[import-untyped]

    formula = WCNF()
    for clause in hard:
        formula.append(list(clause))
    for variable, weight in soft.items():
        formula.append([variable], weight=weight)
    with RC2(formula) as search:
        while (model := search.compute()) is not None:
            true = {literal for literal in model if literal > 0}
            broken = frozenset(soft) - true
            yield sum(soft[variable] for variable in broken), broken
            if not broken:
                return
            # From now on at least one of these holds: no set that contains them all comes again.
            search.add_clause(sorted(broken))


def first_model(clauses: Iterable[Clause], variables: Sequence[int]) -> frozenset[int] | None:
    """The variables that are true in the first model; None when there is no model.

    First as words in a dictionary are, false before true: none of the true ones could be false with
    the others left as they are. The same for every solver and version.
    """
    need_solver()
    from pysat.solvers import Solver  # type: ignore[import-untyped]

    with Solver(name="glucose3", bootstrap_with=[list(clause) for clause in clauses]) as solver:
        if not solver.solve():
            return None
        decided: list[int] = []
        for variable in variables:
            can_be_false = solver.solve(assumptions=[*decided, -variable])
            decided.append(-variable if can_be_false else variable)
        return frozenset(literal for literal in decided if literal > 0)
