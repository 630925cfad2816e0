"""Dates that have the right form but are in no calendar, which a JSON Schema cannot tell."""

import re
from collections.abc import Iterator
from datetime import date

from detente.graph.dossier.marked import Marked
from detente.graph.dossier.shown import quoted
from detente.graph.errors import Problem

_DATES = (
    ("outside", "*", "date"),
    ("source", "said"),
    ("source", "published"),
    ("source", "recorded"),
    ("coding", "date"),
    ("positions", "*", "from"),
    ("positions", "*", "until"),
    ("events", "*", "date"),
)
_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")


def date_problems(marked: Marked) -> Iterator[Problem]:
    """Dates such as 30 February. Those of another form are the JSON Schema's to tell."""
    for pattern in _DATES:
        for path, value in marked.find(pattern):
            form = _FORM.fullmatch(value) if isinstance(value, str) else None
            if form and not _exists(*(int(part or 1) for part in form.groups())):
                advice = "Check it; leave out the day, or day and month, when they are not known."
                yield Problem(marked.at(path), f"{quoted(value)} is in no calendar", advice)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return not 1 <= month <= 12 or not 1 <= day <= 31  # the JSON Schema tells these
    return True
