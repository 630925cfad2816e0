"""The matrix of parties by issues: what each holds, and three kinds of silence told apart.

A cell is one of: ``recorded`` (positions stand in it), ``withheld`` (the party declined to say),
``not stated`` (a source reports that it took none), ``not recorded`` (these texts say nothing), and
``none current`` (what is recorded is superseded, withdrawn or lapsed). A party may hold one thing and
withhold another on the same issue; then the cell is recorded and the silence stands in it as well.

Limits: it shows what is coded and no more; an empty cell is never a party without a position.
"""

from collections import defaultdict
from dataclasses import dataclass

from detente.graph.analysis.recorded import Issue, Party, Position, Recorded, recorded_of
from detente.graph.graph import Graph

RECORDED, WITHHELD, NOT_STATED = "recorded", "withheld", "not stated"
NOT_RECORDED, NONE_CURRENT = "not recorded", "none current"

_SILENCE = {"withhold": WITHHELD, "not-stated": NOT_STATED}


@dataclass(frozen=True, slots=True)
class Cell:
    """One party on one issue: its mark and its current positions, the firmest first."""

    party: str
    issue: str
    mark: str
    positions: tuple[Position, ...]


@dataclass(frozen=True)
class Matrix:
    """All cells: the parties in their order, principals first, and for each the issues in theirs."""

    parties: tuple[Party, ...]
    issues: tuple[Issue, ...]
    cells: tuple[Cell, ...]


def matrix(recorded: Recorded) -> Matrix:
    """Every party on every issue.

    >>> from detente.graph.analysis.recorded import Issue, Party, Recorded
    >>> small = Recorded({"union": Party("union", "Union")}, {"pay": Issue("pay", "Pay")}, {}, ())
    >>> [cell.mark for cell in matrix(small).cells]
    ['not recorded']
    """
    held: dict[tuple[str, str], list[Position]] = defaultdict(list)
    for position in recorded.positions:
        held[position.party, position.issue].append(position)
    parties = tuple(
        sorted(recorded.parties.values(), key=lambda it: (not it.principal, it.label, it.id))
    )
    issues = tuple(sorted(recorded.issues.values(), key=lambda it: (it.label, it.id)))
    cells = tuple(
        _cell(party.id, issue.id, held.get((party.id, issue.id), []))
        for party in parties
        for issue in issues
    )
    return Matrix(parties, issues, cells)


def matrix_of(graph: Graph) -> Matrix:
    """The matrix of a graph.

    >>> import detente
    >>> marks = {(it.party, it.issue): it.mark for it in matrix_of(detente.open()).cells}
    >>> marks["united-states", "peace-terms"], marks["ukraine", "territory"]
    ('not stated', 'not recorded')
    """
    return matrix(recorded_of(graph))


def _cell(party: str, issue: str, positions: list[Position]) -> Cell:
    current = sorted((it for it in positions if it.current), key=lambda it: (-it.rank, it.id))
    if not current:
        return Cell(party, issue, NONE_CURRENT if positions else NOT_RECORDED, ())
    silences = {_SILENCE.get(it.act, RECORDED) for it in current}
    mark = next(it for it in (RECORDED, WITHHELD, NOT_STATED) if it in silences)
    return Cell(party, issue, mark, tuple(current))
