"""Dates of different precision on one line of days."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The first and the last day that a date may mean."""

    first: date
    last: date


def span_of(text: str) -> Span | None:
    """The days that ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` may mean; None for anything else.

    A time of day after the date is left out.

    >>> str(span_of("2024-02").last)
    '2024-02-29'
    """
    parts = text[:10].split("-")
    try:
        year, *rest = (int(part) for part in parts)
        if not rest:
            return Span(date(year, 1, 1), date(year, 12, 31))
        if len(rest) == 1:
            return Span(date(year, rest[0], 1), date(year, rest[0], monthrange(year, rest[0])[1]))
        day = date(year, *rest)
    except (ValueError, TypeError):
        return None
    return Span(day, day)
