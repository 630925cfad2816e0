"""The nearest right value to a wrong one, for error messages."""

from collections.abc import Iterable


def did_you_mean(wrong: str, right: Iterable[str], noun: str = "values") -> str:
    """A sentence with the nearest of ``right``, or the whole list when nothing is near.

    >>> did_you_mean("demnd", ["demand", "offer"])
    "Did you mean 'demand'?"
    >>> did_you_mean("xyz", ["offer", "demand"], "acts")
    'Known acts: demand, offer.'
    """
    from difflib import get_close_matches  # only errors need it

    choices = sorted(set(right))
    near = get_close_matches(wrong, choices, n=1, cutoff=0.6)
    if near:
        return f"Did you mean '{near[0]}'?"
    if not choices:
        return f"There are no {noun} yet."
    shown = ", ".join(choices[:12]) + (f" … ({len(choices)} in all)" if len(choices) > 12 else "")
    return f"Known {noun}: {shown}."
