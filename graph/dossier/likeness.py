"""The passage of a text that is most like some words, and in words what differs.

The passage is found by partial ratio alignment (the window of the words' length with the least
normalised indel distance, as rapidfuzz computes it), then moved to the nearest bounds of words.
"""

import difflib
import re
import unicodedata
from collections.abc import Callable

from detente.graph.dossier.model import Span
from detente.graph.dossier.shown import quoted

# Alignment takes the square of the words' length, so long quotes are compared in parts, and only
# the beginning of a text that is longer than any book is searched.
_PART = 300
_PARTS = re.compile(rf"\S(?:.{{0,{_PART - 2}}}\S)?(?!\S)", re.DOTALL)  # whole words
_SEARCHED = 2_000_000
_BOUNDS = 6  # how many bounds of words are tried at each end of the window
_MARGIN = 60  # how far from the window they may be
_ENDS = 3  # how many words at an end may stand for others
_WORDS = (re.compile(r"\S+"), re.compile(r"\w+"))


def unlike_part(text: str, quote: str) -> str:
    """The first part of a long quote that is not in the text; a short quote as it is; '' if all are."""
    if len(quote) <= _PART:
        return quote
    return next((part[0] for part in _PARTS.finditer(quote) if part[0] not in text), "")


def nearest(text: str, quote: str, region: Span | None = None, least: float = 60) -> Span | None:
    """The passage of ``text`` most like ``quote``, in whole words; None below ``least`` percent.

    >>> nearest("They met on Monday in Geneva.", "in Genova")
    Span(start=19, end=28)
    """
    from rapidfuzz import fuzz  # only errors and searches need it

    region = region or Span(0, min(len(text), _SEARCHED))
    part = plain(text[region.start : region.end])
    wanted = plain(quote[:_PART])
    window = fuzz.partial_ratio_alignment(wanted, part, score_cutoff=least)
    if window is None:
        return None
    # Where the text is the shorter one, all of it is the window.
    start, end = (
        (0, len(part)) if len(wanted) >= len(part) else (window.dest_start, window.dest_end)
    )
    spans = (
        (a, b)
        for a in _bounds(part, start, re.Match.start)
        for b in _bounds(part, end, re.Match.end)
        if a < b
    )
    ratio = {span: fuzz.ratio(wanted, part[slice(*span)]) for span in spans}
    # Among equals the shortest; then the first, so that the answer is always the same.
    best = min(ratio, key=lambda span: (-ratio[span], span[1] - span[0], span), default=None)
    if best is None or ratio[best] < least:
        return None
    start, end = _with_other_words(wanted, part, *best)
    return Span(region.start + start, region.start + end)


def _with_other_words(wanted: str, part: str, start: int, end: int) -> tuple[int, int]:
    """A passage with the words at its ends that stand where ``wanted`` has others."""
    ours, theirs = wanted.split(), part[start:end].split()
    changes = difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    first, last = changes[0], changes[-1]
    if first[0] == "delete" and first[2] <= _ENDS:
        before = list(re.finditer(r"\S+", part[max(0, start - _MARGIN) : start]))[-first[2] :]
        start -= len(before) and min(start, _MARGIN) - before[0].start()
    if last[0] == "delete" and last[2] - last[1] <= _ENDS:
        after = list(re.finditer(r"\S+", part[end : end + _MARGIN]))[: last[2] - last[1]]
        end += after[-1].end() if after else 0
    return start, end


def _bounds(part: str, place: int, bound: Callable[[re.Match[str]], int]) -> list[int]:
    """The bounds of words, with and without their punctuation, that are nearest to a place."""
    low = max(0, place - _MARGIN)
    nearby = part[low : place + _MARGIN]
    bounds = {low + bound(match) for word in _WORDS for match in word.finditer(nearby)}
    return sorted(bounds, key=lambda it: (abs(it - place), it))[:_BOUNDS]


_PLAIN = str.maketrans(
    {
        **dict.fromkeys('“”„«»‘’‚"', "'"),
        **dict.fromkeys("–—‑−", "-"),
        **dict.fromkeys("\u00a0\u202f\n\r\t", " "),
    }
)


def plain(text: str) -> str:
    """Text with look-alike quotes, dashes and spaces made one; each character stays one character."""
    return text.translate(_PLAIN)


def difference(quote: str, found: str, called: str = "the quote") -> str:
    """In words, how ``quote`` departs from the passage ``found``.

    >>> difference('the "war"', "the “war”")
    'the quote has " (quotation mark) where the text has “ (left double quotation mark)'
    """
    if len(quote) == len(found) and plain(quote) == plain(found):
        pairs = [(a, b) for a, b in zip(quote, found, strict=True) if a != b]
        if pairs:
            ours, theirs = pairs[0]
            return f"{called} has {_character(ours)} where the text has {_character(theirs)}"
    if quote.casefold() == found.casefold():
        return "capital and small letters"
    if quote.split() == found.split():
        return "spaces or line breaks between the words"
    return _words(quote, found, called)


def _words(quote: str, found: str, called: str) -> str:
    changes = []
    ours_words, theirs_words = (re.findall(r"\w+|[^\w\s]", side) for side in (quote, found))
    matcher = difflib.SequenceMatcher(None, ours_words, theirs_words, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        ours, theirs = (quoted(" ".join(it)) for it in (ours_words[a:b], theirs_words[c:d]))
        if tag == "replace":
            changes.append(f"{called} has {ours} where the text has {theirs}")
        elif tag == "delete":
            changes.append(f"{called} has {ours}, the text does not")
        elif tag == "insert":
            changes.append(f"the text has {theirs}, {called} does not")
    return "; ".join(changes[:4]) or "punctuation or spacing"


_NAMES = {" ": "a space", "\t": "a tab", "\r": "a carriage return (\\r in double quotes)"}
_NAMES["\n"] = "a line break (\\n in double quotes)"


def _character(character: str) -> str:
    name = unicodedata.name(character, f"U+{ord(character):04X}").lower()
    visible = character.isprintable() and character.strip()
    return _NAMES.get(character) or (f"{character} ({name})" if visible else f"a {name}")
