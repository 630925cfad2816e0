"""A YAML tree in its canonical layout.

Two spaces for each level, lists set in below their key, one space after a colon, two before a comment.
Texts are plain where that is safe, else in double quotes. What was written on one line between { } or
[ ] stays there while it fits in 120 columns and has no comment inside. Texts in lines (| and >) keep their
lines; other texts that were broken into lines are set with >-. One empty line at most, between the parts
of a file two. Keys come in the order of a JSON Schema; those it does not know come last.
"""

import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from detente.graph.authoring.scalars import scalar
from detente.graph.authoring.tree import Entry, Group, Scalar
from detente.graph.dossier.marked import parse

_WIDTH = 120
_TEXT_WIDTH = 100
_KEPT = "\0"  # an empty line that is part of a text
_IN_LINES = re.compile(r"([|>]-?)[ \t]*(?:#[^\r\n]*)?(?:\r\n|\n|\r)(.*)", re.DOTALL)


def laid_out(tree: Group, data: Any, schema: dict[str, Any]) -> str:
    """The text of a file; ``data`` is what the tree says, ``schema`` gives the order of keys."""
    layout = _Layout(schema)
    heading: list[str] = []
    first = tree.entries[0]
    if layout.ordered(tree, schema)[0] is not first:
        heading, rest = _heading(first.above)
        tree = replace(tree, entries=[replace(first, above=rest), *tree.entries[1:]])
    return "\n".join(_spaced([*heading, *layout.group(tree, data, schema, 0)])) + "\n"


def _heading(above: list[str]) -> tuple[list[str], list[str]]:
    """What stands on top of a file is about the file, up to an empty line: it does not move with a key."""
    begin = next((i for i, line in enumerate(above) if line), len(above))
    gap = next((i for i, line in enumerate(above) if i > begin and not line), len(above))
    return above[: gap + 1], above[gap:]


class _Layout:
    def __init__(self, schema: dict[str, Any]) -> None:
        self.definitions = schema.get("$defs", {})

    def group(self, group: Group, data: Any, rule: dict[str, Any], indent: int) -> list[str]:
        """The lines of a group that does not stand on one line."""
        lines: list[str] = []
        margin = " " * indent
        for entry, value, inner in self._entries(group, data, rule):
            lines += [f"{margin}{line}" if line else "" for line in entry.above]
            block = self._entry(entry, value, inner, indent)
            if entry.key is None and isinstance(entry.value, Group):
                # The comments above an entry's first key would come between it and its hyphen.
                while block and block[0].lstrip()[:1] in ("", "#"):
                    lines += [margin + block[0].strip()] if block[0] else []
                    del block[0]
            lines += block
        return lines + [f"{margin}{line}" if line else "" for line in group.below]

    def _entry(self, entry: Entry, data: Any, rule: dict[str, Any], indent: int) -> list[str]:
        margin = " " * indent
        lead = margin + ("-" if entry.key is None else f"{scalar(entry.key)}:")
        beside = f"  {entry.beside}" if entry.beside else ""
        if isinstance(entry.value, Scalar):
            header, body = _in_lines(entry.value, data)
            line = header or _one_line(entry.value, data, flow=False)
            kept = [f"{margin}  {line}" if line else _KEPT for line in body]
            return [f"{lead} {line}".rstrip() + beside, *kept]
        short = self._short(entry.value, data, rule, len(lead) + 1)
        if short:
            return [f"{lead} {short}{beside}"]
        inner = self.group(entry.value, data, rule, indent + 2)
        if entry.key is not None:
            return [lead + beside, *inner]
        first = next(i for i, line in enumerate(inner) if line.lstrip()[:1] not in ("", "#"))
        inner[first] = f"{lead} {inner[first].lstrip()}"
        return [f"{margin}{entry.beside}", *inner] if beside else inner

    def _short(self, group: Group, data: Any, rule: dict[str, Any], column: int) -> str:
        """A group on one line; nothing when it needs more."""
        if not group.entries:
            return "{}" if group.keyed else "[]"
        line = self._in_line(group, data, rule) if group.in_line else ""
        return line if column + len(line) <= _WIDTH else ""

    def _in_line(self, value: Scalar | Group, data: Any, rule: dict[str, Any]) -> str:
        if isinstance(value, Scalar):
            return _one_line(value, data, flow=True)
        parts = []
        for entry, inner, inner_rule in self._entries(value, data, rule):
            key = "" if entry.key is None else f"{scalar(entry.key, flow=True)}: "
            parts.append(key + self._in_line(entry.value, inner, inner_rule))
        return f"{{{', '.join(parts)}}}" if value.keyed else f"[{', '.join(parts)}]"

    def _entries(
        self, group: Group, data: Any, rule: dict[str, Any]
    ) -> Iterator[tuple[Entry, Any, dict[str, Any]]]:
        """The entries in canonical order, each with its data and its rule in the schema."""
        rule = self._resolved(rule)
        if not group.keyed:
            for entry, value in zip(group.entries, data, strict=True):
                yield entry, value, rule.get("items", {})
            return
        known = rule.get("properties", {})
        for entry in self.ordered(group, rule):
            other = rule.get("additionalProperties")
            inner = known.get(entry.key, other if isinstance(other, dict) else {})
            yield entry, data[entry.key], inner

    def ordered(self, group: Group, rule: dict[str, Any]) -> list[Entry]:
        """A group's entries in the order of the schema's keys; those that it does not know come last."""
        order = {key: place for place, key in enumerate(rule.get("properties", ()))}
        return sorted(group.entries, key=lambda entry: order.get(str(entry.key), len(order)))

    def _resolved(self, rule: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in rule:
            rule = self.definitions[rule["$ref"].removeprefix("#/$defs/")]
        return rule


def _one_line(value: Scalar, data: Any, *, flow: bool) -> str:
    """Numbers and nothing stand as they were written."""
    return scalar(data, flow=flow) if isinstance(data, str) else value.written


def _in_lines(value: Scalar, data: Any) -> tuple[str, list[str]]:
    """The mark and the lines of a text that is set in lines; no mark for one that is not."""
    if not isinstance(data, str) or value.lines == 1:
        return "", []
    found = _IN_LINES.fullmatch(value.written)
    if found and value.style in ("|", ">"):
        lines = found[2].rstrip().splitlines()
        first = next((line for line in lines if line.strip()), "")
        indent = len(first) - len(first.lstrip(" "))
        mark, body = found[1], [line[indent:] for line in lines]
    else:
        mark, body = (
            ">-",
            textwrap.wrap(data, _TEXT_WIDTH, break_long_words=False, break_on_hyphens=False),
        )
    if len(body) < 2 and mark == ">-":
        return "", []
    # Lines can be part of a text in many ways; what does not say the same is set on one line.
    said, problems = parse("\n".join([f"text: {mark}", *(f"  {line}" for line in body)]) + "\n", "")
    return (mark, body) if not problems and said.data == {"text": data} else ("", [])


def _spaced(lines: Iterable[str]) -> Iterator[str]:
    """One empty line at most, two above a comment or key at the margin; none at the ends."""
    empty, begun = 0, False
    for line in lines:
        if not line:
            empty += 1
            continue
        yield from [""] * min(empty * begun, 2 if line[0] != " " else 1)
        yield "" if line == _KEPT else line
        empty, begun = 0, True
