"""YAML into plain data that remembers where each key and value stood.

Read by the YAML 1.2 core schema: only ``true``, ``false``, ``null`` and numbers are special, so the
country code ``no`` and the date ``2025-05-19`` stay text. Anchors, tags and second documents have no
use in a dossier and are refused: they would let a small file unfold into an endless one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
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

from detente.graph.errors import Location, Problem

Path = tuple[str | int, ...]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEPTH = 32
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,2})?")
_CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}


@dataclass(slots=True)
class Mark:
    """Where a value begins; for a mapping also where its keys are, for both what is inside."""

    line: int
    column: int
    keys: dict[str, "Mark"] = field(default_factory=dict)
    children: dict[str | int, "Mark"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Marked:
    """The data of one YAML file and the marks that locate it."""

    file: str
    data: Any
    root: Mark

    def at(self, path: Path) -> Location:
        """Where the value at ``path`` begins; the nearest enclosing value if it is absent."""
        mark = self.root
        for step in path:
            if step not in mark.children:
                break
            mark = mark.children[step]
        return Location(self.file, mark.line, mark.column)

    def at_key(self, path: Path) -> Location:
        """Where the key that ends ``path`` stands."""
        mark = self.root
        for step in path[:-1]:
            mark = mark.children[step]
        key = mark.keys[str(path[-1])]
        return Location(self.file, key.line, key.column)

    def find(self, pattern: Path) -> Iterator[tuple[Path, Any]]:
        """The values that a path pattern leads to; ``"*"`` stands for each entry or key.

        What does not have the pattern's form is passed over: the JSON Schema reports it.
        """
        found: list[tuple[Path, Any]] = [((), self.data)]
        for step in pattern:
            inside: list[tuple[Path, Any]] = []
            for path, value in found:
                entries = (
                    value.items()
                    if isinstance(value, dict)
                    else enumerate(value)
                    if isinstance(value, list)
                    else ()
                )
                inside += [((*path, key), entry) for key, entry in entries if step in ("*", key)]
            found = inside
        yield from found


def parse(text: str, file: str) -> tuple[Marked, list[Problem]]:
    """YAML text as marked data, and what is wrong with it as YAML."""
    problems: list[Problem] = []
    builder = _Builder(file, problems)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except _StopReading:
        pass
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = Location(file, mark.line + 1, mark.column + 1) if mark else Location(file)
        problems.append(
            Problem(
                where, f"not readable as YAML: {error.problem or error.context}", _yaml_help(error)
            )
        )
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        column = error.position - (text.rfind("\n", 0, error.position) + 1) + 1
        code = ord(error.character) if isinstance(error.character, str) else int(error.character)
        problems.append(
            Problem(
                Location(file, line, column),
                f"the character U+{code:04X} is not allowed in YAML",
                "Delete it, or write it as an escape inside double quotes.",
            )
        )
    return Marked(file, builder.result, builder.root), problems


def _yaml_help(error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or ""
    if "mapping values are not allowed" in problem or "could not find expected ':'" in problem:
        return "Put a text that contains ': ' or ' #' in quotes, and check the indentation."
    if "cannot start any token" in problem:
        return "Indent with spaces, not tabs; put a text that begins with @ ` % or a tab in quotes."
    return "Check indentation, brackets and quotes here and just above."


class _StopReading(Exception):  # noqa: N818 - control flow inside this module, not an error of its own
    pass


class _Builder:
    """Builds the data from parser events with a stack of its own, so that depth is under control."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file = file
        self.problems = problems
        self.result: Any = None
        self.root = Mark(1, 1)
        self.documents = 0
        self.stack: list[tuple[Any, Mark]] = []
        self.keys: list[str | None] = []

    def take(self, event: Event) -> None:
        place = event.start_mark
        mark = Mark(place.line + 1, place.column + 1) if place else Mark(1, 1)
        if isinstance(event, DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._stop(
                    mark, "a second YAML document begins here", "Keep one document per file."
                )
        elif isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            self._stop(
                mark,
                "anchors and aliases (& and *) are not used in a dossier",
                "Write the value out.",
            )
        elif isinstance(event, ScalarEvent):
            if event.tag is not None:
                self._stop(
                    mark, f"the YAML tag {event.tag} is not used in a dossier", "Leave it out."
                )
            self._scalar(event, mark)
        elif isinstance(event, (MappingStartEvent, SequenceStartEvent)):
            if event.tag is not None:
                self._stop(
                    mark, f"the YAML tag {event.tag} is not used in a dossier", "Leave it out."
                )
            if len(self.stack) >= _DEPTH:
                self._stop(
                    mark,
                    f"nested more than {_DEPTH} levels deep",
                    "A dossier needs only a few levels.",
                )
            container: Any = {} if isinstance(event, MappingStartEvent) else []
            if self._expects_key():
                self._stop(mark, "a key must be plain text", "Use a short name as the key.")
            self._place(container, mark)
            self.stack.append((container, mark))
            self.keys.append(None)
        elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            self.stack.pop()
            self.keys.pop()

    def _expects_key(self) -> bool:
        return bool(self.stack) and isinstance(self.stack[-1][0], dict) and self.keys[-1] is None

    def _scalar(self, event: ScalarEvent, mark: Mark) -> None:
        if not self._expects_key():
            self._place(_value(event), mark)
            return
        key = event.value
        container, outer = self.stack[-1]
        if key in container:
            first = outer.keys[key]
            self.problems.append(
                Problem(
                    Location(self.file, mark.line, mark.column),
                    f"the key '{key}' is already given on line {first.line}",
                    "Keep one of the two.",
                )
            )
        outer.keys[key] = mark
        self.keys[-1] = key

    def _place(self, value: Any, mark: Mark) -> None:
        if not self.stack:
            self.result, self.root = value, mark
            return
        container, outer = self.stack[-1]
        if isinstance(container, dict):
            key = str(self.keys[-1])
            container[key] = value
            outer.children[key] = mark
            self.keys[-1] = None
        else:
            outer.children[len(container)] = mark
            container.append(value)

    def _stop(self, mark: Mark, message: str, help: str) -> None:  # noqa: A002 - Problem's word
        self.problems.append(Problem(Location(self.file, mark.line, mark.column), message, help))
        raise _StopReading


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
