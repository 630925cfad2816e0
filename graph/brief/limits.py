"""How much a brief shows, so that it stays at about two pages; what goes beyond is counted."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is shown of each kind.

    ``parties`` and ``issues`` are columns and rows of the table; ``positions`` those in one of its
    cells; ``names`` what is named in one enumeration; ``notes`` are footnotes for several positions in one
    statement; ``words`` the length of a quote in the brief itself, in characters: footnotes have it whole.
    ``weighed`` is the most positions among which packages are searched, ``tried`` the most among which it
    is worked out which figures are fragile.
    """

    parties: int = 4
    issues: int = 12
    positions: int = 3
    moves: int = 6
    sticking: int = 4
    links: int = 5
    loops: int = 2
    packages: int = 3
    contents: int = 12
    unknown: int = 5
    names: int = 8
    notes: int = 6
    words: int = 240
    weighed: int = 400
    tried: int = 60
