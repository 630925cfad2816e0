"""Finding a quote's exact place in its source text.

A quote counts only when it stands in the text character for character. When it does not, the
nearest passage is looked for and what differs is told; when it stands there several times, where.
"""

from itertools import islice

from detente.graph.dossier.likeness import difference, nearest, unlike_part
from detente.graph.dossier.model import Span
from detente.graph.dossier.shown import quoted, shown
from detente.graph.errors import DetenteError

_PLACES = 5  # how many places of a repeated quote are listed
_CONTEXT = 24  # code points shown on each side of a repeated quote
_MANY = "Many quotes are not in this text: is it the text that was coded?"
_PASSAGE = 400  # code points of the nearest passage that are shown


class QuoteError(DetenteError):
    """A quote cannot be placed: ``message`` says why, ``help`` how to mend it."""

    def __init__(self, message: str, help: str) -> None:  # noqa: A002 - the word Problem uses
        self.message, self.help = message, help
        super().__init__(f"{message}\n{help}")


class RepeatedQuoteError(QuoteError):
    """A quote stands in the text more than once; ``places`` shows the first few with their lines."""

    def __init__(self, message: str, places: tuple[str, ...]) -> None:
        self.places = places
        super().__init__(message, "Say which one is meant:\n" + "\n".join(places))


def locate(
    text: str,
    quote: str,
    occurrence: int | None = None,
    within: Span | None = None,
    *,
    called: str = "the quote",
    search: bool = True,
) -> Span:
    """The span of ``quote`` in ``text``: offsets in code points, end exclusive.

    ``occurrence`` counts from 1 among all places in the text, or in ``within`` when that is given.
    Raises QuoteError when the quote is not there, and RepeatedQuoteError when it is there more than once
    and no occurrence says which one is meant; the messages say ``called`` for it. ``search=False``
    spares the search for what is near.

    >>> locate("talks, then more talks", "talks", occurrence=2)
    Span(start=17, end=22)
    """
    region = within or Span(0, len(text))
    place = "'within'" if within else "the text"
    starts = _starts(text, quote, region)
    if not starts:
        near = _near(text, quote, within, called) if search else _MANY
        raise QuoteError(f"{called} is not in {place}", near)
    if occurrence is None and len(starts) > 1:
        message = f"{called} occurs {times(len(starts))} in {place}"
        raise RepeatedQuoteError(message, _places(text, quote, starts))
    index = (occurrence or 1) - 1
    if index >= len(starts):
        raise QuoteError(
            f"there is no occurrence {occurrence} of {called}",
            f"It occurs {times(len(starts))} in {place}.",
        )
    return Span(starts[index], starts[index] + len(quote))


def _starts(text: str, quote: str, region: Span) -> list[int]:
    starts, start = [], text.find(quote, region.start, region.end)
    while start >= 0:
        starts.append(start)
        start = text.find(quote, start + 1, region.end)
    return starts


def line_of(text: str, offset: int) -> int:
    """The line of ``text``, counted from 1, on which the code point at ``offset`` stands."""
    return text.count("\n", 0, offset) + 1


def times(number: int) -> str:
    """How often: 'once', 'twice', '3 times'."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _places(text: str, quote: str, starts: list[int]) -> tuple[str, ...]:
    places = [
        f"occurrence: {count}  is on line {line_of(text, start)}: {_around(text, quote, start)}"
        for count, start in enumerate(islice(starts, _PLACES), 1)
    ]
    more = [f"… up to occurrence: {len(starts)}"] if len(starts) > _PLACES else []
    return (*places, *more)


def _around(text: str, quote: str, start: int) -> str:
    end = start + len(quote)
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    return shown(" ".join(f"…{before}[{shown(quote, 40)}]{after}…".split()), 200)


def _near(text: str, quote: str, within: Span | None, called: str) -> str:
    elsewhere = text.find(quote) if within else -1
    if elsewhere >= 0:
        line = line_of(text, elsewhere)
        return f"It is on line {line} of the text: make 'within' contain it."
    part = unlike_part(text, quote)
    if not part:
        return "Its parts are in the text, but not one after the other."
    near = nearest(text, part, within)
    if near is None:
        return "Nothing in the text comes close to it."
    found = text[near.start : near.end]
    where = (
        f"Closest passage, line {line_of(text, near.start)} of the text: {quoted(found, _PASSAGE)}"
    )
    return f"{where}\nWhat differs: {difference(part, found, called)}."
