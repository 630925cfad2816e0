"""Finding a quote's exact place in its source text, and explaining why it is not there.

A quote counts only when it stands in the text character for character. When it does not, the nearest
passage is found with the partial ratio alignment of rapidfuzz (best-matching window of the quote's
length by normalised indel distance) and what differs is put into words.
"""

import difflib
import re
import unicodedata
from itertools import islice

from detente.graph.dossier.model import Span
from detente.graph.errors import DetenteError


class QuoteError(DetenteError):
    """A quote cannot be placed: ``message`` says why, ``help`` how to mend it."""

    def __init__(self, message: str, help: str) -> None:  # noqa: A002 - the word Problem uses
        self.message, self.help = message, help
        super().__init__(f"{message}\n{help}")


def locate(
    text: str, quote: str, occurrence: int | None = None, within: Span | None = None
) -> Span:
    """The span of ``quote`` in ``text``: offsets in code points, end exclusive.

    ``occurrence`` counts from 1 among all places in the text, or in ``within`` when that is given.
    Raises QuoteError when the quote is not there, or is there more than once and no occurrence says
    which one is meant.

    >>> locate("talks, then more talks", "talks", occurrence=2)
    Span(start=17, end=22)
    """
    region = within or Span(0, len(text))
    starts = _starts(text, quote, region)
    if not starts:
        raise _not_there(text, quote, region, inside=within is not None)
    if occurrence is None and len(starts) > 1:
        raise _several(text, starts, inside=within is not None)
    index = (occurrence or 1) - 1
    if index >= len(starts):
        count = "once" if len(starts) == 1 else f"{len(starts)} times"
        raise QuoteError(f"there is no occurrence {occurrence}", f"The quote occurs {count}.")
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


def _several(text: str, starts: list[int], *, inside: bool) -> QuoteError:
    lines = ", ".join(str(line_of(text, start)) for start in islice(starts, 8))
    more = " …" if len(starts) > 8 else ""
    place = "'within'" if inside else "the text"
    message = f"the quote occurs {len(starts)} times in {place} (lines {lines}{more} of the text)"
    advice = f"Say which one is meant with 'occurrence: 1' to 'occurrence: {len(starts)}'"
    advice += "." if inside else ", or give the longer passage around it as 'within'."
    return QuoteError(message, advice)


def _not_there(text: str, quote: str, region: Span, *, inside: bool) -> QuoteError:
    place = "'within'" if inside else "the text"
    message = f"the quote is not in {place}"
    elsewhere = _starts(text, quote, Span(0, len(text))) if inside else []
    if elsewhere:
        line = line_of(text, elsewhere[0])
        return QuoteError(message, f"It is on line {line} of the text: make 'within' contain it.")
    near = nearest(text, quote, region)
    if near is None:
        return QuoteError(message, "Nothing in the text comes close to it.")
    found = text[near.start : near.end]
    where = f"Closest passage, line {line_of(text, near.start)} of the text: {found}"
    return QuoteError(message, f"{where}\nWhat differs: {difference(quote, found)}.")


def nearest(text: str, quote: str, region: Span | None = None, least: float = 60) -> Span | None:
    """The passage of ``text`` most like ``quote``, in whole words; None below ``least`` percent."""
    from rapidfuzz import fuzz  # only errors and searches need it

    region = region or Span(0, len(text))
    part = text[region.start : region.end]
    if len(quote) >= len(part):
        return region if fuzz.ratio(_plain(quote), _plain(part)) >= least else None
    found = fuzz.partial_ratio_alignment(_plain(quote), _plain(part), score_cutoff=least)
    if found is None:
        return None
    start, end = found.dest_start, found.dest_end
    while start > 0 and part[start - 1].isalnum() and part[start].isalnum():
        start -= 1
    while end < len(part) and part[end - 1].isalnum() and part[end].isalnum():
        end += 1
    while start < end and part[start].isspace():
        start += 1
    while end > start and part[end - 1].isspace():
        end -= 1
    return Span(region.start + start, region.start + end)


_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'"}
) | str.maketrans(
    {"–": "-", "—": "-", "‑": "-", "−": "-", "\u00a0": " ", "\u202f": " ", "\n": " ", "\t": " "}
)


def _plain(text: str) -> str:
    """Text with look-alike quotes, dashes and spaces made one; each character stays one character."""
    return text.translate(_PLAIN)


def difference(quote: str, found: str) -> str:
    """In words, how ``quote`` departs from the passage ``found``.

    >>> difference('the "war"', "the “war”")
    'the quote has " (quotation mark) where the text has “ (left double quotation mark)'
    """
    if len(quote) == len(found) and _plain(quote) == _plain(found):
        ours, theirs = next((a, b) for a, b in zip(quote, found, strict=True) if a != b)
        return f"the quote has {_character(ours)} where the text has {_character(theirs)}"
    if quote.casefold() == found.casefold():
        return "capital and small letters"
    if quote.split() == found.split():
        return "spaces or line breaks between the words"
    changes = []
    ours_words, theirs_words = (re.findall(r"\w+|[^\w\s]", side) for side in (quote, found))
    matcher = difflib.SequenceMatcher(None, ours_words, theirs_words, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        ours, theirs = " ".join(ours_words[a:b]), " ".join(theirs_words[c:d])
        if tag == "replace":
            changes.append(f"the quote has '{ours}' where the text has '{theirs}'")
        elif tag == "delete":
            changes.append(f"the quote has '{ours}', the text does not")
        elif tag == "insert":
            changes.append(f"the text has '{theirs}', the quote does not")
    return "; ".join(changes[:4]) or "punctuation or spacing"


def _character(character: str) -> str:
    name = unicodedata.name(character, f"U+{ord(character):04X}").lower()
    return f"{character} ({name})" if character.strip() else name
