"""Dates of different precision: a year, a month or a day stands for all of its days."""

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from detente.graph.errors import UsageError

# What xsd:date, xsd:gYearMonth, xsd:gYear and xsd:dateTime look like; time and zone are passed over.
_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T.*)?)?)?(?:Z|[+-]\d{2}:\d{2})?")
_WRITTEN = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


class Period(NamedTuple):
    """The first and the last day that a date stands for."""

    first: date
    last: date

    @property
    def is_day(self) -> bool:
        return self.first == self.last


def period(text: str) -> Period | None:
    """The days that a date stands for; None when the text is no date.

    >>> period("2024-02").last
    datetime.date(2024, 2, 29)
    """
    found = _FORM.fullmatch(text)
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        if month is None:
            return Period(date(year or 0, 1, 1), date(year or 0, 12, 31))
        if day is None:
            last = monthrange(year or 0, month)[1]
            return Period(date(year or 0, month, 1), date(year or 0, month, last))
        only = date(year or 0, month, day)
    except ValueError:  # a month or day that no calendar has
        return None
    return Period(only, only)


def asked_period(text: str) -> Period:
    """The days that a user's date stands for: YYYY-MM-DD, YYYY-MM or YYYY.

    Raises UsageError for anything else.
    """
    found = period(text) if _WRITTEN.fullmatch(text) else None
    if found is None:
        raise UsageError(f"'{text}' is not a date\n    Write YYYY-MM-DD, YYYY-MM or YYYY.")
    return found


def days_between(one: str, other: str) -> int | None:
    """The days from one date to the other; None when either is not a full date.

    >>> days_between("2025-05-01", "2025-05-15")
    14
    """
    first, second = period(one), period(other)
    if not (first and second and first.is_day and second.is_day):
        return None
    return (second.first - first.first).days
