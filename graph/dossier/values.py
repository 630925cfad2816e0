"""Values that have the right form and are wrong all the same, which a JSON Schema cannot tell."""

import re
from collections.abc import Iterator
from datetime import date

from pyoxigraph import NamedNode

from detente.graph.dossier.marked import Marked
from detente.graph.dossier.shown import quoted
from detente.graph.errors import Problem

_DATES = (
    ("outside", "*", "date"),
    ("source", "said"),
    ("source", "said"),
    ("source", "published"),
    ("source", "recorded"),
    ("source", "recorded"),
    ("coding", "date"),
    ("positions", "*", "from"),
    ("positions", "*", "until"),
    ("events", "*", "date"),
)
_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
_ADDRESSES = (
    ("base",),
    ("parties", "*", "same_as"),
    ("people", "*", "same_as"),
    ("places", "*", "same_as"),
    ("outside", "*", "url"),
    ("source", "url"),
)


def value_problems(marked: Marked) -> Iterator[Problem]:
    """Dates such as 30 February, addresses with a stray bracket.

    Values of another form are the JSON Schema's to tell.
    """
    for path, value in marked.find_any(_DATES):
        form = _FORM.fullmatch(value) if isinstance(value, str) else None
        if form and not _exists(*(int(part or 1) for part in form.groups())):
            advice = "Check it; leave out the day, or day and month, when they are not known."
            yield Problem(marked.at(path), f"{quoted(value)} is in no calendar", advice)
    for path, value in marked.find_any(_ADDRESSES):
        if isinstance(value, str) and value.startswith("http") and not _addresses(value):
            advice = "Copy it from the browser's address line; there, [ is written %5B and ] %5D."
            yield Problem(marked.at(path), f"{quoted(value)} cannot be an address", advice)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return not 1 <= month <= 12 or not 1 <= day <= 31  # the JSON Schema tells these
    return True


def _addresses(value: str) -> bool:
    try:
        NamedNode(value)
    except ValueError:
        return bool(re.search(r"[\s<>\"{}|\\^`]", value))  # the JSON Schema tells these
    return True
