"""A YAML file as a tree that keeps what data does not: comments, empty lines, how each text was written.

Comments belong to what they stand beside, else to what stands below them; comments at the end of a group,
indented like it, belong to the group. Only for files that ``dossier.marked.parse`` takes as a whole: no
anchors, no tags, one document.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.events import (
    CollectionEndEvent,
    CollectionStartEvent,
    MappingStartEvent,
    ScalarEvent,
    StreamEndEvent,
)

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_COMMENT = re.compile("(?:^|(?<=[ \t\n\r\x85\u2028\u2029\ufeff]))#[^\n\r\x85\u2028\u2029]*")


@dataclass(slots=True)
class Scalar:
    """A text, number or nothing: as it was written, and between which marks (' " > | or none)."""

    written: str
    style: str = ""
    lines: int = 1


@dataclass(slots=True)
class Entry:
    """A key with its value, or one of a list's entries (which have no key).

    ``above`` has the comments on lines of their own and "" for an empty line; ``beside`` the comment
    at the end of its line.
    """

    key: str | None
    value: "Scalar | Group"
    above: list[str] = field(default_factory=list)
    beside: str = ""


@dataclass(slots=True)
class Group:
    """Keys with values, or a list; ``below`` has the comments after its last entry."""

    keyed: bool
    in_line: bool
    entries: list[Entry] = field(default_factory=list)
    below: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Comment:
    index: int
    line: int
    column: int
    text: str
    alone: bool


@dataclass(slots=True)
class _Open:
    """A group whose end has not come yet, its column, and the key that waits for its value."""

    group: Group
    column: int
    key: Entry | None = None

    @property
    def in_line(self) -> bool:
        return self.column < 0


def read_tree(text: str) -> tuple[Group, list[str]]:
    """The tree of a file's keys and values, and the comments in it, in their order.

    Raises ValueError when the file has no keys and values.
    """
    reader = _Reader(text.removeprefix("\ufeff"))
    if not isinstance(reader.root, Group) or not reader.root.keyed:
        raise ValueError("no keys and values")
    return reader.root, [comment.text for comment in reader.comments]


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(found.end() for found in _LINE_END.finditer(text))]
        self.lines = _LINE_END.split(text)
        events: list[Any] = list(yaml.parse(text, Loader=_LOADER))
        self.comments = list(self._comments(events))
        self.waiting = list(reversed(self.comments))
        self.pending: list[_Comment] = []
        self.stack: list[_Open] = []
        self.root: Scalar | Group | None = None
        self.last: tuple[int, Entry] | None = None  # the last entry, and the line it reaches to
        for event in events:
            self._take(event)

    def _comments(self, events: list[Any]) -> Iterator[_Comment]:
        """What begins with # outside all texts, and behind the > or | of a text in lines."""
        scalars: list[Any] = [event for event in events if isinstance(event, ScalarEvent)]
        spans = [(event.start_mark.index, event.end_mark.index, event.style) for event in scalars]
        texts = iter([*spans, (len(self.text), len(self.text), None)])
        begin, end, style = next(texts)
        for found in _COMMENT.finditer(self.text):
            while found.start() >= end and begin < len(self.text):
                begin, end, style = next(texts)
            header = style in ("|", ">") and "\n" not in self.text[begin : found.start()]
            if found.start() < begin or header:
                line = self._line(found.start())
                column = found.start() - self.starts[line]
                alone = not self.text[self.starts[line] : found.start()].strip()
                yield _Comment(found.start(), line, column, found[0].rstrip(), alone)

    def _line(self, index: int) -> int:
        return bisect_right(self.starts, index) - 1

    def _take(self, event: Any) -> None:
        place = event.start_mark
        while self.waiting and self.waiting[-1].index < place.index:
            self._comment(self.waiting.pop())
        if isinstance(event, CollectionStartEvent):
            group = Group(isinstance(event, MappingStartEvent), bool(event.flow_style))
            self._place(group, place)
            self.stack.append(_Open(group, -1 if group.in_line else place.column))
        elif isinstance(event, CollectionEndEvent):
            self._close(event)
        elif isinstance(event, ScalarEvent):
            self._scalar(event)
        elif isinstance(event, StreamEndEvent) and isinstance(self.root, Group):
            self.root.below += self._with_gaps(self.pending)

    def _comment(self, comment: _Comment) -> None:
        for around in self.stack:
            around.group.in_line = False  # what has comments inside needs lines
        beside = None if comment.alone or not self.last else self.last
        if beside and beside[0] == comment.line and not beside[1].beside:
            beside[1].beside = comment.text
        else:
            self.pending.append(comment)

    def _scalar(self, event: Any) -> None:
        around = self.stack[-1] if self.stack else None
        written = self.text[event.start_mark.index : event.end_mark.index]
        first, last = event.start_mark.line, event.end_mark.line
        if around and around.group.keyed and around.key is None:
            around.key = Entry(event.value, Scalar(""), self._above(first, around))
            around.group.entries.append(around.key)
            self.last = (last, around.key)
            return
        style = event.style or ""
        self._place(Scalar(written, style, last - first + 1), event.start_mark)
        if self.last:
            self.last = (first if style in ("|", ">") else last, self.last[1])

    def _place(self, value: Scalar | Group, mark: yaml.Mark) -> None:
        if not self.stack:
            self.root = value
            return
        around = self.stack[-1]
        if around.group.keyed and around.key:
            entry, around.key = around.key, None
            entry.value = value
            if isinstance(value, Scalar):
                entry.above += self._with_gaps(self.pending)
                self.pending = []
        else:
            entry = Entry(None, value, self._above(mark.line, around))
            around.group.entries.append(entry)
        # A comment beside a group that opens in this line is read before what is in the group.
        self.last = (
            mark.line if isinstance(value, Scalar) or self.last is None else self.last[0],
            entry,
        )

    def _close(self, event: Any) -> None:
        closed = self.stack.pop()
        if closed.in_line and self.stack:
            self.last = (event.end_mark.line, self.stack[-1].group.entries[-1])
        outer = max((around.column for around in self.stack), default=-1)
        inside = []
        while self.pending and closed.group.entries:
            if not closed.in_line and not self.pending[0].column >= closed.column > outer:
                break
            inside.append(self.pending.pop(0))
        closed.group.below += self._with_gaps(inside)

    def _above(self, line: int, around: _Open) -> list[str]:
        above = self._with_gaps(self.pending)
        self.pending = []
        return above if around.in_line else above + self._gap(line)

    def _with_gaps(self, comments: list[_Comment]) -> list[str]:
        lines: list[str] = []
        for comment in comments:
            lines += [*(self._gap(comment.line) if comment.alone else ()), comment.text]
        return lines

    def _gap(self, line: int) -> list[str]:
        """As many "" as there are empty lines right above this one."""
        number = 0
        while line - number > 0 and not self.lines[line - number - 1].strip():
            number += 1
        return [""] * number
