"""Placing every quote of a sheet in its text."""

from dataclasses import dataclass
from typing import Any

from detente.graph.dossier.marked import Marked
from detente.graph.dossier.marked import Path as DataPath
from detente.graph.dossier.model import Span
from detente.graph.dossier.quotes import QuoteError, locate
from detente.graph.dossier.references import evidence_items
from detente.graph.errors import Problem

# Words that are copied from the text to stand beside a quote; they must be in the text too.
_COPIED = (("positions", "*", "rationale"), ("events", "*", "time"))


@dataclass(frozen=True, slots=True)
class Placed:
    """The spans of a sheet's quotes, by the path of the quote in the sheet."""

    spans: dict[DataPath, Span]
    problems: list[Problem]


def place_quotes(sheet: Marked, text: str) -> Placed:
    """Where each quote of ``sheet`` stands in ``text``, and which do not stand there."""
    placed = Placed({}, [])
    for path, item in evidence_items(sheet):
        within = _place(placed, sheet, text, (*path, "within"), item.get("within"))
        if "within" in item and within is None:
            continue  # the fault of the longer passage is told; the quote cannot be judged
        quote = item.get("quote")
        _place(placed, sheet, text, (*path, "quote"), quote, item.get("occurrence"), within)
        for key in ("time", "hedge"):
            _copied(placed, sheet, text, (*path, key), item.get(key))
    for path, item in sheet.find(("positions", "*", "conditions", "*")):
        if isinstance(item, dict):
            _place(placed, sheet, text, (*path, "quote"), item.get("quote"), item.get("occurrence"))
    for pattern in _COPIED:
        for path, words in sheet.find(pattern):
            _copied(placed, sheet, text, path, words)
    return placed


def _place(
    placed: Placed,
    sheet: Marked,
    text: str,
    path: DataPath,
    quote: Any,
    occurrence: Any = None,
    within: Span | None = None,
) -> Span | None:
    if not isinstance(quote, str) or not quote.strip():
        return None  # the JSON Schema tells
    counted = occurrence if isinstance(occurrence, int) and occurrence > 0 else None
    try:
        span = locate(text, quote, counted, within)
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
        locate(text, words)
    except QuoteError as error:
        placed.problems.append(_problem(sheet, path, error))


def _problem(sheet: Marked, path: DataPath, error: QuoteError) -> Problem:
    key = str(path[-1])
    if key == "quote":
        return Problem(sheet.at(path), error.message, error.help)
    advice = "Lengthen it until it occurs once." if "occurrence:" in error.help else error.help
    return Problem(sheet.at(path), error.message.replace("the quote", f"'{key}'", 1), advice)
