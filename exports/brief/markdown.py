"""The brief as Markdown, with the tables and footnotes of GitHub's."""

from collections.abc import Iterator, Sequence
from unicodedata import bidirectional

from detente.exports.brief.wording import MARKS, described, ended, left, numbered, place, spoken
from detente.exports.markdown_text import plain
from detente.graph.brief import Brief, Grid, Listing, Note, Part, Statement

_RIGHT_TO_LEFT = ("R", "AL", "AN", "RLE", "RLO", "RLI")
_ISOLATE, _END = "\u2068", "\u2069"


def markdown(brief: Brief) -> str:
    """The brief as Markdown."""
    return "\n".join(_Written(brief).lines()) + "\n"


class _Written:
    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        self.numbers = numbered(brief.notes)

    def lines(self) -> Iterator[str]:
        yield f"# Brief: {self._part(self.brief.title)}"
        yield ""
        yield " ".join(plain(sentence) for sentence in self.brief.scope)
        for number, section in enumerate(self.brief.sections, 1):
            yield from ("", f"## {number}. {plain(section.title)}")
            if section.intro:
                yield from ("", plain(section.intro))
            for block in section.blocks:
                yield ""
                yield from self._grid(block) if isinstance(block, Grid) else self._listing(block)
        yield ""
        for note, number in self.numbers.items():
            yield f"[^{number}]: {self._note(note)}"

    def _listing(self, listing: Listing) -> Iterator[str]:
        if listing.title:
            yield from (f"**{plain(listing.title)}:**", "")
        for number, statement in enumerate(listing.statements, 1):
            mark = f"{number}." if listing.ordered else "-"
            yield f"{mark} {self._statement(statement)}"
            for inner in statement.below:
                yield f"{' ' * len(mark)} - {self._statement(inner)}"
        if listing.more:
            yield f"- {left(listing.more)}: `{_code(listing.more.command)}`"

    def _grid(self, grid: Grid) -> Iterator[str]:
        if grid.rows:
            yield f"| {' | '.join(map(self._part, grid.headers))} |"
            yield f"|{'---|' * len(grid.headers)}"
        for row in grid.rows:
            about = "".join(map(self._heading, row.about)) + (" \\~" if row.fragile else "")
            cells = ("<br>".join(map(self._cell, cell)) for cell in row.cells)
            yield f"| {' | '.join((about, *cells))} |"
        if grid.below or grid.more:
            yield ""
        for statement in grid.below:
            yield f"- {self._statement(statement)}"
        for more in grid.more:
            yield f"- {left(more)}: `{_code(more.command)}`"

    def _heading(self, part: Part) -> str:
        return f"**{self._part(part)}**" if part.kind == "name" else self._part(part)

    def _cell(self, statement: Statement) -> str:
        mark = f"{MARKS[statement.silence]} " if statement.silence else ""
        return f"{mark}{self._parts(statement.parts)}{self._fragile(statement)}"

    def _statement(self, statement: Statement) -> str:
        searched = f" (searched: {plain(statement.searched)})." if statement.searched else ""
        parts = statement.parts
        first = _after_notes(parts)
        stop = ended(statement)
        told = f"{self._parts(parts[:first])}{stop}{self._parts(parts[first:])}"
        return f"{told}{self._fragile(statement)}{searched}"

    def _fragile(self, statement: Statement) -> str:
        return f" *(fragile: {plain(statement.fragile)})*" if statement.fragile else ""

    def _parts(self, parts: Sequence[Part | Note]) -> str:
        return "".join(
            f"[^{self.numbers[part]}]" if isinstance(part, Note) else self._part(part)
            for part in parts
        )

    def _part(self, part: Part) -> str:
        if part.kind == "quoted":
            return f"“{_isolated(part.text)}”"
        if part.kind == "name":
            return _isolated(part.text)
        return _spaced(part.text)

    def _note(self, note: Note) -> str:
        told = ", ".join(map(plain, filter(None, (*described(note), place(note)))))
        how = spoken(note)
        language = note.source.language
        tongue = f" (in the language {plain(language)})" if language not in ("", "en") else ""
        return f"“{_words(note)}”{tongue} — {f'{plain(how)}; ' if how else ''}{told}."


def _words(note: Note) -> str:
    """The whole passage, with the words that carry the statement set off where it is longer."""
    before, after = note.around
    if not before and not after:
        return _isolated(note.quote)
    inner = f"{_spaced(before)}<strong>{plain(note.quote)}</strong>{_spaced(after)}"
    return f"{_ISOLATE}{inner}{_END}" if _turned(note.within) else inner


def _after_notes(parts: Sequence[Part | Note]) -> int:
    """Where the notes at the end of a statement begin."""
    first = len(parts)
    while first and isinstance(parts[first - 1], Note):
        first -= 1
    return first


def _isolated(text: str) -> str:
    """Text as Markdown; where it runs from right to left, kept apart from what is around it."""
    return f"{_ISOLATE}{plain(text)}{_END}" if _turned(text) else plain(text)


def _turned(text: str) -> bool:
    return any(bidirectional(character) in _RIGHT_TO_LEFT for character in text)


def _spaced(text: str) -> str:
    """Plain text that keeps a space at its ends."""
    if not text.strip():
        return " " if text else ""
    before, after = (" " if text[at].isspace() else "" for at in (0, -1))
    return f"{before}{plain(text)}{after}"


def _code(command: str) -> str:
    return " ".join(command.replace("`", "'").split())
