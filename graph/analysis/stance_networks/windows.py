"""Time: which day, week, month or year a statement falls in, and windows that move over time.

Windows as in discourse network analysis (Leifeld 2017; the DNA manual's "time window algorithm"): a
window of fixed width moves over the statements and overlaps the one before, so that what is counted
changes smoothly. Here a window ends with each event, or each unit of the calendar, between the first
statement and the last; ``step`` sets how far the next one moves.

A date that is less precise than the unit ("2025" among months) places a statement nowhere: it takes
part in no window and is handed back as ``undated``, never guessed.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from detente.graph.analysis.stance_networks.statements import Statement
from detente.graph.errors import UsageError
from detente.graph.suggest import did_you_mean

# A time of day may follow; a year alone, or with a month, is a date too.
_DATE: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?![0-9]))?)?")
UNITS: Final = ("events", "days", "weeks", "months", "years")


@dataclass(frozen=True, slots=True)
class Window:
    """The statements of a stretch of time; ``first`` and ``last`` are its first and last day."""

    first: str
    last: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Windows:
    """Windows in the order of time, and the statements whose date is missing or too coarse."""

    windows: tuple[Window, ...]
    undated: tuple[Statement, ...]


def unit_of(text: str, unit: str) -> int | None:
    """The number of the day, ISO week, month or year that a date falls in; None where it can't be told.

    >>> unit_of("2025-05", "years"), unit_of("2025-05", "days")
    (2025, None)
    """
    parts = _parts(text)
    if unit == "years":
        return parts[0] if parts else None
    if unit == "months":
        return parts[0] * 12 + parts[1] - 1 if len(parts) > 1 else None
    if len(parts) < 3:
        return None
    day = date(*parts).toordinal()
    # Day 1 of the calendar is a Monday.
    return (day - 1) // 7 if unit == "weeks" else day


def _parts(text: str) -> tuple[int, ...]:
    """Year, month and day as far as they are given; nothing for what is no date of the calendar."""
    found = _DATE.match(text)
    parts = tuple(int(part) for part in found.groups() if part) if found else ()
    try:
        date(*(*parts, 1, 1)[:3])
    except (ValueError, TypeError):
        return ()
    return parts


def windows(statements: Iterable[Statement], unit: str, size: int = 1, step: int = 1) -> Windows:
    """Windows of ``size`` units, each ``step`` units after the one before.

    Of events, a window holds ``size`` statements in the order of their dates (those of one day in the
    order of document, party and option). The first window is the first full one, or all there is.
    Windows without a statement are kept: nothing recorded is a finding too. Raises UsageError for
    another unit, and for sizes and steps below 1.

    >>> said = [Statement("a", "o", "for", day) for day in ("2025-05-01", "2025-07-04", "")]
    >>> found = windows(said, "months", size=2)
    >>> [(window.first, window.last, len(window.statements)) for window in found.windows]
    [('2025-05-01', '2025-06-30', 1), ('2025-06-01', '2025-07-31', 1)]
    >>> len(found.undated)
    1
    """
    if unit not in UNITS:
        raise UsageError(f"there is no unit '{unit}'\n    {did_you_mean(unit, UNITS, 'units')}")
    if size < 1 or step < 1:
        raise UsageError("a window's size and step are 1 or more")
    placed: list[tuple[int, Statement]] = []
    undated: list[Statement] = []
    for statement in statements:
        number = unit_of(statement.date, "days" if unit == "events" else unit)
        if number is None:
            undated.append(statement)
        else:
            placed.append((number, statement))
    placed.sort(key=lambda pair: (pair[0], _order(pair[1])))
    found = (
        _of_events(placed, size, step) if unit == "events" else _of_units(placed, unit, size, step)
    )
    return Windows(tuple(found), tuple(undated))


def _order(statement: Statement) -> tuple[str, ...]:
    return (
        statement.document,
        statement.party,
        statement.option,
        statement.direction,
        statement.said,
    )


def _ends(first: int, last: int, size: int, step: int) -> range:
    """Where windows end: at the first full one and on to the last, or at the last if none is full."""
    return range(min(first + size - 1, last), last + 1, step)


def _of_events(placed: list[tuple[int, Statement]], size: int, step: int) -> list[Window]:
    made = []
    for end in _ends(0, len(placed) - 1, size, step) if placed else ():
        inside = placed[max(0, end - size + 1) : end + 1]
        days = [date.fromordinal(day).isoformat() for day in (inside[0][0], inside[-1][0])]
        made.append(Window(days[0], days[1], tuple(statement for _, statement in inside)))
    return made


def _of_units(placed: list[tuple[int, Statement]], unit: str, size: int, step: int) -> list[Window]:
    made = []
    numbers = [number for number, _ in placed]
    for end in _ends(placed[0][0], placed[-1][0], size, step) if placed else ():
        start = end - size + 1
        among = placed[bisect_left(numbers, start) : bisect_right(numbers, end)]
        inside = tuple(statement for _, statement in among)
        last = _first_day(end + 1, unit) - timedelta(days=1)
        made.append(Window(_first_day(start, unit).isoformat(), last.isoformat(), inside))
    return made


def _first_day(number: int, unit: str) -> date:
    if unit == "years":
        return date(min(max(number, 1), 9999), 1, 1)
    if unit == "months":
        return date(min(max(number // 12, 1), 9999), number % 12 + 1, 1)
    day = number * 7 + 1 if unit == "weeks" else number
    return date.fromordinal(min(max(day, 1), date.max.toordinal()))
