"""What a brief is made of: sections of statements, each with the words that carry it.

Plain frozen data without any markup: how it looks is for the exports to say.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

# What a piece of text is: a brief's own words, a name from the dossier, or exact words of a source.
OWN, NAME, QUOTED, ASIDE = "own", "name", "quoted", "aside"

WITHHELD, NOT_STATED, NOT_RECORDED = "withheld", "not-stated", "not-recorded"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of text; ``language`` is a language tag, empty where it is English or not known."""

    text: str
    kind: str = OWN
    language: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A source text as its sheet describes it; fields are empty where the sheet leaves them out.

    ``text`` is None where the graph holds no text, as some RDF files do.
    """

    iri: str
    name: str
    title: str = ""
    publisher: str = ""
    author: str = ""
    date: str = ""
    address: str = ""
    language: str = ""
    text: str | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: exact words, who said them and how, and where they stand.

    ``quote`` are the words that carry a statement; ``within`` is the whole passage of saying so, which may
    be no longer. ``start``, ``end`` and ``within_start`` count Unicode code points, ``end`` exclusive;
    ``line`` counts from 1. They are None where they are not recorded. ``speaker``, ``on_behalf_of`` and
    ``passing_on`` (who said it first) are names; ``mode`` is the label of the speech mode; ``hedge`` is the
    speaker's own.
    """

    quote: str
    source: Source
    start: int | None = None
    end: int | None = None
    line: int | None = None
    within: str = ""
    within_start: int | None = None
    mode: str = ""
    speaker: str = ""
    on_behalf_of: str = ""
    passing_on: str = ""
    hedge: str = ""

    @property
    def verified(self) -> bool | None:
        """Whether the words stand in the text at their place, character for character.

        None where the graph holds no text or no place to compare with.
        """
        text = self.source.text
        if text is None or self.start is None or self.end is None:
            return None
        known = text[self.start : self.end] == self.quote
        if self.within_start is not None:
            known &= text[self.within_start :].startswith(self.within)
        return known

    @property
    def around(self) -> tuple[str, str]:
        """The words of the passage before and after the quote; empty where it is no longer than that."""
        if self.start is None or self.within_start is None:
            return "", ""
        at = self.start - self.within_start
        if self.within[at : at + len(self.quote)] != self.quote:
            return "", ""
        return self.within[:at], self.within[at + len(self.quote) :]


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing a brief says: parts of text with notes where they belong.

    Either it has ``notes``, of its own or in ``below``, or it is about absence and ``searched`` tells
    what was looked through. ``silence`` is set for the three kinds of silence. ``fragile`` gives the
    reason why a figure in it may not hold.
    """

    parts: tuple[Part | Note, ...]
    searched: str = ""
    silence: str = ""
    fragile: str = ""
    below: tuple["Statement", ...] = ()

    @property
    def notes(self) -> tuple[Note, ...]:
        """All notes of the statement and of those below it, in their order."""
        own = [part for part in self.parts if isinstance(part, Note)]
        return (*own, *(note for inner in self.below for note in inner.notes))

    @property
    def text(self) -> str:
        """The statement as plain text, without notes and without what stands below."""
        return "".join(part.text for part in self.parts if isinstance(part, Part))


@dataclass(frozen=True, slots=True)
class More:
    """How many there are beyond those shown, and the command that shows them all."""

    number: int
    noun: str
    command: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Statements one below the other; ``ordered`` when their order says something."""

    statements: tuple[Statement, ...]
    title: str = ""
    more: More | None = None
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a grid: what it is about, and in each cell what is said.

    ``fragile`` gives the reason why its place among the lines may not hold; the grid says it below.
    """

    about: tuple[Part, ...]
    cells: tuple[tuple[Statement, ...], ...]
    fragile: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of statements, with what has to be said below it."""

    headers: tuple[Part, ...]
    rows: tuple[Row, ...]
    below: tuple[Statement, ...] = ()
    more: tuple[More, ...] = ()
    key: str = ""


Block = Listing | Grid


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a brief; ``key`` is stable: stands, moved, sticking, linkage, packages, unknown.

    ``intro`` says how it is to be read.
    """

    key: str
    title: str
    blocks: tuple[Block, ...]
    intro: str = ""


@dataclass(frozen=True)
class Brief:
    """A brief: what it is about, how it is ordered, and its sections."""

    name: str
    title: Part
    scope: tuple[str, ...]
    sections: tuple[Section, ...]

    @property
    def statements(self) -> Iterator[Statement]:
        """Every statement, in reading order; those below another come with it."""
        for section in self.sections:
            for block in section.blocks:
                if isinstance(block, Listing):
                    yield from block.statements
                else:
                    for row in block.rows:
                        for cell in row.cells:
                            yield from cell
                    yield from block.below

    @property
    def notes(self) -> tuple[Note, ...]:
        """The footnotes in the order in which they are first called."""
        return tuple(dict.fromkeys(note for said in self.statements for note in said.notes))

    def section(self, key: str) -> Section:
        """The section of that key."""
        return next(section for section in self.sections if section.key == key)
