"""What both forms of a brief put into the same words: where a note comes from, what is not shown."""

from collections.abc import Iterable

from detente.exports.markdown_text import closing
from detente.graph.brief import More, Note, Part, Statement

# Each silence has a mark of its own, the same as in ``detente matrix`` and on the explorer page.
MARKS = {"withheld": "?", "not-stated": "–", "not-recorded": "·"}
_STOPS = (".", "!", "?", "…", ":")


def spoken(note: Note) -> str:
    """Who says the words of a note, and how.

    >>> from detente.graph.brief import Source
    >>> spoken(Note("could", Source("d", "d.txt"), mode="indirect speech", speaker="Judith Marlowe",
    ...             on_behalf_of="Mediation office", hedge="could"))
    'Judith Marlowe for Mediation office, indirect speech, hedged “could”'
    """
    speaker, behalf, first, hedge = map(
        _shut, (note.speaker, note.on_behalf_of, note.passing_on, note.hedge)
    )
    who = (
        " for ".join(filter(None, (speaker, behalf))) if speaker else f"for {behalf}" * bool(behalf)
    )
    passing = f"passing on {first}" if first else ""
    if passing and note.passing_on == note.speaker:
        passing = "telling what was said earlier"
    hedge = f"hedged “{hedge}”" if hedge else ""
    return ", ".join(filter(None, (who, note.mode, passing, hedge)))


def _shut(text: str) -> str:
    """A text whose directions end with it."""
    return f"{text}{closing(text)}"


def place(note: Note) -> str:
    """Where in its source the words of a note stand, and whether they were found there.

    >>> from detente.graph.brief import Source
    >>> place(Note("trams", Source("d", "d.txt", text="The trams"), start=4, end=9, line=1))
    'line 1, characters 4–9'
    """
    line = f"line {note.line}" if note.line else ""
    known = note.start is not None and note.end is not None
    characters = f"characters {note.start}–{note.end}" if known else ""
    found = {
        True: "",
        False: "these words do not stand there",
        None: "not compared: the graph does not hold the text",
    }[note.verified]
    return ", ".join(filter(None, (line, characters, found)))


def described(note: Note) -> tuple[str, ...]:
    """Title, publisher, author, date and file of a note's source, as far as they are recorded."""
    source = note.source
    known = (source.title, source.publisher, source.author, source.date)
    named = tuple(filter(None, known))
    return named if source.title else (source.name, *named)


def ended(statement: Statement) -> str:
    """The full stop that a statement lacks, if it does."""
    last = next((it for it in reversed(statement.parts) if isinstance(it, Part)), None)
    if statement.searched or last is None or (last.kind == "quoted" and last.text.endswith(_STOPS)):
        return ""
    return "" if last.kind != "quoted" and last.text.rstrip().endswith(_STOPS) else "."


def left(more: More) -> str:
    """How many are not shown."""
    if more.noun == "more" or more.number == 1:
        return f"and {more.number:,} {'more' if more.noun == 'more' else f'more {more.noun}'}"
    plural = f"{more.noun[:-1]}ies" if more.noun.endswith("y") else f"{more.noun}s"
    return f"and {more.number:,} more {plural}"


def numbered(notes: Iterable[Note]) -> dict[Note, int]:
    """The number of each footnote."""
    return {note: number for number, note in enumerate(notes, 1)}
