"""The nearest right value to a wrong one, for error messages."""

import re
from collections.abc import Iterable


def did_you_mean(wrong: str, right: Iterable[str], noun: str = "values") -> str:
    """A sentence with the nearest of ``right``, or the whole list when nothing is near.

    >>> did_you_mean("demnd", ["demand", "offer"])
    "Did you mean 'demand'?"
    >>> did_you_mean("xyz", ["offer", "demand"], "acts")
    'Known acts: demand, offer.'
    """
    choices = sorted(set(right))
    near = nearest_value(wrong, choices)
    if near:
        return f"Did you mean '{near}'?"
    if not choices:
        return f"There are no {noun} yet."
    shown = ", ".join(choices[:12]) + (f" … ({len(choices)} in all)" if len(choices) > 12 else "")
    return f"Known {noun}: {shown}."


def nearest_value(wrong: str, right: Iterable[str]) -> str | None:
    """The one of ``right`` that ``wrong`` most likely stands for; None when nothing is near.

    Capitals, spaces and underscores make no difference, and a part of a name is enough when only
    one of ``right`` has it.

    >>> nearest_value("Red Line", ["red-line", "open"])
    'red-line'
    >>> nearest_value("Putin", ["vladimir-putin", "donald-trump"])
    'vladimir-putin'
    """
    from rapidfuzz import fuzz, process  # only errors need it

    choices = {_plain(value): value for value in sorted(set(right), reverse=True)}
    plain = _plain(wrong[:200])
    near = process.extractOne(plain, list(choices), scorer=fuzz.ratio, score_cutoff=60)
    if near:
        return choices[near[0]]
    words = set(plain.split("-"))
    having = [value for name, value in choices.items() if words <= set(name.split("-"))]
    return having[0] if len(having) == 1 else None


def as_id(text: str) -> str:
    """The id that a text most likely stands for; empty when it has no letter or digit for one.

    >>> as_id("Town_Hall 2")
    'town-hall-2'
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _plain(text: str) -> str:
    return re.sub(r"[\s_-]+", "-", text.casefold())
