"""YAML into plain data that remembers where each key and value stood.

Read by the YAML 1.2 core schema: only ``true``, ``false``, ``null`` and numbers are special, so the
country code ``no`` and the date ``2025-05-19`` stay text. Anchors, tags and second documents have no
use in a dossier and are refused: they would let a small file unfold into an endless one.
"""

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from detente.graph.dossier.shown import shown
from detente.graph.dossier.unreadable import unreadable
from detente.graph.errors import Location, Problem

Path = tuple[str | int, ...]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEPTH = 32
# A double holds numbers of so many digits exactly as written; longer ones are left as text, which the
# JSON Schema refuses.
DIGITS = 15
_INTEGER = re.compile(rf"[-+]?[0-9]{{1,{DIGITS}}}")
_NUMBER = re.compile(
    rf"[-+]?(?=[.0-9]{{1,{DIGITS + 1}}}([eE]|$))(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{{1,2}})?"
)
_CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}


@dataclass(slots=True)
class Mark:
    """Where a value begins and how it was written; for a group also its keys and what is inside."""

    line: int
    column: int
    written: str = ""
    keys: dict[str, "Mark"] = field(default_factory=dict)
    children: dict[str | int, "Mark"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Marked:
    """The data of one YAML file and the marks that locate it.

    ``whole`` is false when the file says more than ``data`` holds, because it could not be read or
    gives a key twice.
    """

    file: str
    data: Any
    root: Mark
    whole: bool = True

    def at(self, path: Path) -> Location:
        """Where the value at ``path`` begins; the nearest enclosing value if it is absent."""
        mark = self._mark(path)
        return Location(self.file, mark.line, mark.column)

    def at_key(self, path: Path) -> Location:
        """Where the key that ends ``path`` stands."""
        key = self._mark(path[:-1]).keys[str(path[-1])]
        return Location(self.file, key.line, key.column)

    def written(self, path: Path) -> str:
        """A value as it stands in the file: ``007`` where the data has 7."""
        return self._mark(path).written

    def with_keys_renamed(self, renamed: Iterable[tuple[Path, str, str]]) -> "Marked":
        """A copy in which the groups at some paths have another key for what they hold."""
        data, root = deepcopy((self.data, self.root))
        copy = replace(self, data=data, root=root)
        for path, wrong, right in renamed:
            mark, group = copy._mark(path), reduce(lambda part, step: part[step], path, data)
            group[right] = group.pop(wrong)
            mark.keys[right] = mark.keys.pop(wrong)
            mark.children[right] = mark.children.pop(wrong)
        return copy

    def _mark(self, path: Path) -> Mark:
        mark = self.root
        for step in path:
            if step not in mark.children:
                break
            mark = mark.children[step]
        return mark

    def find_any(self, patterns: Iterable[Path]) -> Iterator[tuple[Path, Any]]:
        """The values that any of several path patterns leads to."""
        for pattern in patterns:
            yield from self.find(pattern)

    def find(self, pattern: Path) -> Iterator[tuple[Path, Any]]:
        """The values that a path pattern leads to; ``"*"`` stands for each entry or key.

        What does not have the pattern's form is passed over: the JSON Schema reports it.
        """
        found: list[tuple[Path, Any]] = [((), self.data)]
        for step in pattern:
            found = [
                ((*path, key), entry)
                for path, value in found
                for key, entry in _entries(value)
                if step in ("*", key)
            ]
        yield from found


def _entries(value: Any) -> Any:
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, list) else ()


def parse(text: str, file: str) -> tuple[Marked, list[Problem]]:
    """YAML text as marked data, and what is wrong with it as YAML.

    A file that cannot be read to its end has no data: half of it would only lead to false complaints.
    """
    builder = _Builder(file)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except _StopReading:
        pass
    except yaml.YAMLError as error:
        builder.unusable = True
        builder.problems.append(unreadable(error, text, file))
    if builder.unusable:
        return Marked(file, None, Mark(1, 1), whole=False), builder.problems
    return Marked(file, builder.result, builder.root, not builder.problems), builder.problems


class _StopReading(Exception):  # noqa: N818 - control flow inside this module, not an error of its own
    pass


@dataclass(slots=True)
class _Open:
    """A group or list whose end has not come yet."""

    value: Any
    mark: Mark
    key: str | None = None
    repeated: list[tuple[str, Mark]] = field(default_factory=list)

    @property
    def expects_key(self) -> bool:
        return isinstance(self.value, dict) and self.key is None


class _Builder:
    """Builds the data from parser events with a stack of its own, so that depth is under control."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.unusable = False
        self.result: Any = None
        self.root = Mark(1, 1)
        self.documents = 0
        self.stack: list[_Open] = []

    def take(self, event: Event) -> None:
        place = event.start_mark
        mark = Mark(place.line + 1, place.column + 1) if place else Mark(1, 1)
        if isinstance(event, DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._refuse(mark, "a second document begins here", "Remove the line with ---.")
                raise _StopReading
        elif isinstance(event, AliasEvent):
            self._no_anchor(mark)
            self._scalar(None, mark)
        elif isinstance(event, ScalarEvent):
            self._check(event, mark)
            mark.written = event.value
            key = self.stack and self.stack[-1].expects_key
            self._scalar(event.value if key else _value(event), mark)
        elif isinstance(event, (MappingStartEvent, SequenceStartEvent)):
            self._check(event, mark)
            self._open({} if isinstance(event, MappingStartEvent) else [], mark)
        elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            self._close(self.stack.pop())

    def _check(self, event: Any, mark: Mark) -> None:
        if event.anchor is not None:
            self._no_anchor(mark)
        if event.tag is not None:
            advice = "Leave it out, or put a text that begins with ! in quotes."
            message = f"the tag {shown(event.tag)} is not used in a dossier"
            self._refuse(mark, message, advice)

    def _no_anchor(self, mark: Mark) -> None:
        advice = "Write the value out, or put a text that begins with & or * in quotes."
        self._refuse(mark, "anchors and aliases (& and *) are not used in a dossier", advice)

    def _refuse(self, mark: Mark, message: str, advice: str) -> None:
        self.unusable = True
        self._tell(mark, message, advice)

    def _tell(self, mark: Mark, message: str, advice: str) -> None:
        self.problems.append(Problem(Location(self.file, mark.line, mark.column), message, advice))

    def _open(self, value: Any, mark: Mark) -> None:
        if len(self.stack) >= _DEPTH:
            message = f"nested more than {_DEPTH} levels deep"
            self._refuse(mark, message, "A dossier needs only a few levels: check the brackets.")
            raise _StopReading
        if self.stack and self.stack[-1].expects_key:
            self._refuse(mark, "a key has to be a plain word", "Use a short name as the key.")
            raise _StopReading
        self._place(value, mark)
        self.stack.append(_Open(value, mark))

    def _scalar(self, value: Any, mark: Mark) -> None:
        around = self.stack[-1] if self.stack else None
        if around is None or not around.expects_key:
            self._place(value, mark)
            return
        key = str(value)
        if key in around.value:
            around.repeated.append((key, mark))
        around.mark.keys.setdefault(key, mark)
        around.key = key

    def _place(self, value: Any, mark: Mark) -> None:
        if not self.stack:
            self.result, self.root = value, mark
            return
        around = self.stack[-1]
        if isinstance(around.value, dict):
            key = str(around.key)
            around.key = None
            if key not in around.value:  # what is given first counts; the other is complained about
                around.value[key] = value
                around.mark.children[key] = mark
        else:
            around.mark.children[len(around.value)] = mark
            around.value.append(value)

    def _close(self, closed: _Open) -> None:
        """One complaint about all keys that a group repeats: most often a '- ' has been forgotten."""
        if not closed.repeated:
            return
        (key, mark), *more = closed.repeated
        line = closed.mark.keys[key].line
        if more:
            message = (
                f"'{shown(key)}' and {len(more)} more keys are already given above (line {line})"
            )
            self._tell(mark, message, "Begin a new entry with '- ', or keep one of each.")
        else:
            message = f"the key '{shown(key)}' is already given on line {line}"
            self._tell(mark, message, "Keep one of the two.")


def _value(event: ScalarEvent) -> Any:
    text = event.value
    if not event.implicit[0]:  # quoted or block text is never a number
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _NUMBER.fullmatch(text):
        return float(text)
    return text
