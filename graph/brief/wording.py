"""Statements put together from parts, enumerations and counts."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from detente.graph.brief.model import Note, Part, Statement

T = TypeVar("T")
Words = tuple[Part | Note, ...]


def said(
    *parts: Part | Note | str | Iterable[Part | Note],
    searched: str = "",
    silence: str = "",
    fragile: str = "",
    below: Iterable[Statement] = (),
) -> Statement:
    """A statement put together; text alone is the brief's own."""
    found: list[Part | Note] = []
    for part in parts:
        if isinstance(part, str):
            found.append(Part(part))
        elif isinstance(part, (Part, Note)):
            found.append(part)
        else:
            found.extend(part)
    return Statement(tuple(found), searched, silence, fragile, tuple(below))


def listed(
    parts: Sequence[Part | Iterable[Part | Note]], last: str = " and ", between: str = ", "
) -> Iterator[Part | Note]:
    """Names as an enumeration: a, b and c."""
    for number, part in enumerate(parts):
        if number:
            yield Part(last if number == len(parts) - 1 else between)
        if isinstance(part, Part):
            yield part
        else:
            yield from part


def fairly(found: Sequence[T], most: int, whose: Callable[[T], str]) -> list[T]:
    """As many as may be shown, in their order, so that none of the parties is left out for another.

    The first of each, then the second of each, and so on.

    >>> fairly(["a1", "a2", "a3", "b1"], 3, lambda it: it[0])
    ['a1', 'a2', 'b1']
    """
    seen: Counter[str] = Counter()
    turns = []
    for number, it in enumerate(found):
        seen[whose(it)] += 1
        turns.append((seen[whose(it)], number))
    return [found[number] for number in sorted(number for _, number in sorted(turns)[:most])]


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "party"), counted(2_000, "party", "parties")
    ('1 party', '2,000 parties')
    """
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def shortened(text: str, most: int) -> str:
    """A text cut at a word's end where it is longer than ``most`` characters, and marked as cut.

    >>> shortened("the union would suspend the strike", 20)
    'the union would […]'
    """
    if len(text) <= most:
        return text
    cut = text[: most - 4]
    return f"{cut[: cut.rfind(' ')] if ' ' in cut else cut} […]"
