"""Placing every quote of a sheet in its text."""

from dataclasses import dataclass, field
from typing import Any

from detente.graph.dossier.marked import Marked
from detente.graph.dossier.marked import Path as DataPath
from detente.graph.dossier.model import Span
from detente.graph.dossier.quotes import QuoteError, RepeatedQuoteError, locate
from detente.graph.dossier.references import evidence_items
from detente.graph.errors import Problem

# Words that are copied from the text to stand beside a quote; they must be in the text too.
_COPIED = (("positions", "*", "rationale"), ("events", "*", "time"))

# For how many quotes of a sheet the nearest passage is looked for; when so many are not in the text,
# it is the wrong text, and searching a long one for each would take minutes.
_SEARCHES = 50


@dataclass(frozen=True, slots=True)
class Placed:
    """The spans of a sheet's quotes, by the path of the quote in the sheet."""

    spans: dict[DataPath, Span] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def place_quotes(sheet: Marked, text: str) -> Placed:
    """Where each quote of ``sheet`` stands in ``text``, and which do not stand there."""
    placed = Placed()
    for path, item in evidence_items(sheet):
        within = _place(placed, sheet, text, (*path, "within"), item)
        if within or "within" not in item:  # else its fault is told, and the quote cannot be judged
            _place(placed, sheet, text, (*path, "quote"), item, within)
        for key in ("time", "hedge"):
            _copied(placed, sheet, text, (*path, key), item.get(key))
    for path, item in sheet.find(("positions", "*", "conditions", "*")):
        if isinstance(item, dict):
            _place(placed, sheet, text, (*path, "quote"), item)
    for pattern in _COPIED:
        for path, words in sheet.find(pattern):
            _copied(placed, sheet, text, path, words)
    return placed


def _place(
    placed: Placed,
    sheet: Marked,
    text: str,
    path: DataPath,
    item: dict[str, Any],
    within: Span | None = None,
) -> Span | None:
    quote = item.get(str(path[-1]))
    occurrence = item.get("occurrence") if path[-1] == "quote" else None
    countable = occurrence is None or (type(occurrence) is int and occurrence > 0)
    if not isinstance(quote, str) or not quote.strip() or not countable:
        return None  # the JSON Schema tells
    search = len(placed.problems) < _SEARCHES
    try:
        span = locate(text, quote, occurrence, within, called=_called(path), search=search)
    except QuoteError as error:
        placed.problems.append(_problem(sheet, path, error))
        return None
    placed.spans[path] = span
    return span


def _copied(placed: Placed, sheet: Marked, text: str, path: DataPath, words: Any) -> None:
    """Copied words may occur anywhere and often; they only have to be the text's own."""
    if not isinstance(words, str) or not words.strip() or words in text:
        return
    try:
        locate(text, words, called=_called(path), search=len(placed.problems) < _SEARCHES)
    except QuoteError as error:
        placed.problems.append(_problem(sheet, path, error))


def _called(path: DataPath) -> str:
    return "the quote" if path[-1] == "quote" else f"'{path[-1]}'"


def _problem(sheet: Marked, path: DataPath, error: QuoteError) -> Problem:
    advice = error.help
    if isinstance(error, RepeatedQuoteError):
        advice = "\n".join([_which(path), *error.places])
        if path[-1] == "within":
            advice = advice.replace("occurrence: ", "place ")
    return Problem(sheet.at(path), error.message, advice)


def _which(path: DataPath) -> str:
    """How to say which place of a repeated quote is meant."""
    if path[-1] == "within":
        return "Lengthen it until it occurs once:"
    if "conditions" in path:
        return "Say which one is meant by adding its occurrence:"
    return "Say which one is meant by adding its occurrence, or a longer passage as 'within':"
