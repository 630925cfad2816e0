"""Duplicates: when the same thing said again counts once.

As in discourse network analysis (Leifeld 2017; rDNA's documentation of ``duplicates``). Statements are
identical when party, option and direction are. ``all`` counts each; ``document``, ``week`` (Monday to
Sunday), ``month`` and ``year`` count one of each kind per document or calendar unit; ``range`` one
over all. Whatever is counted once keeps all the statements it stands for.

Limits: a statement without a date, or with one too coarse for the unit, is compared only with such
others from its own document.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from detente.graph.analysis.stance_networks.statements import Direction, Statement
from detente.graph.analysis.stance_networks.windows import unit_of
from detente.graph.errors import UsageError
from detente.graph.suggest import did_you_mean

DUPLICATES: Final = ("all", "document", "week", "month", "year", "range")


@dataclass(frozen=True, slots=True)
class Counted:
    """One that counts, with the identical statements it stands for."""

    party: str
    option: str
    direction: Direction
    statements: tuple[Statement, ...]


def counted(statements: Iterable[Statement], duplicates: str = "all") -> tuple[Counted, ...]:
    """What is counted, in the order in which it was first said in the input.

    Raises UsageError for another way to handle duplicates.

    >>> said = [Statement("a", "o", "for", "2025-05-01"), Statement("a", "o", "for", "2025-05-30")]
    >>> [len(counted(said, way)) for way in ("all", "week", "month", "range")]
    [2, 2, 1, 1]
    """
    if duplicates not in DUPLICATES:
        advice = did_you_mean(duplicates, DUPLICATES, "ways")
        raise UsageError(f"there is no way '{duplicates}' to count duplicates\n    {advice}")
    groups: dict[tuple[object, ...], list[Statement]] = {}
    for index, statement in enumerate(statements):
        kind = (statement.party, statement.option, statement.direction)
        groups.setdefault((*kind, _within(statement, duplicates, index)), []).append(statement)
    return tuple(
        Counted(found[0].party, found[0].option, found[0].direction, tuple(found))
        for found in groups.values()
    )


def _within(statement: Statement, duplicates: str, index: int) -> object:
    if duplicates == "all":
        return index
    if duplicates == "range":
        return None
    unit = None if duplicates == "document" else unit_of(statement.date, f"{duplicates}s")
    return ("document", statement.document) if unit is None else unit
