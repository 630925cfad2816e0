"""Coded items as YAML that reads back as the same data, laid out as people write it."""

from collections.abc import Iterator
from typing import Any

from detente.graph.authoring.scalars import scalar


def dump(data: dict[str, Any] | list[Any]) -> str:
    """Plain data as YAML: groups and lists of groups line by line, other lists in brackets.

    >>> print(dump([{"id": "a", "about": ["b", "c"], "date": "2025"}]), end="")
    - id: a
      about: [b, c]
      date: "2025"
    """
    return "".join(f"{line}\n" for line in _lines(data))


def _lines(data: dict[str, Any] | list[Any]) -> Iterator[str]:
    if isinstance(data, list):
        for entry in data:
            first, *rest = _lines(entry)
            yield f"- {first}"
            yield from (f"  {line}" for line in rest)
        return
    for key, value in data.items():
        if _is_block(value):
            yield f"{scalar(key)}:"
            yield from (f"  {line}" for line in _lines(value))
        else:
            yield f"{scalar(key)}: {_inline(value)}"


def _is_block(value: Any) -> bool:
    if isinstance(value, list):
        return bool(value) and all(isinstance(entry, dict) and entry for entry in value)
    return isinstance(value, dict) and bool(value)


def _inline(value: Any, *, flow: bool = False) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_inline(entry, flow=True) for entry in value)}]"
    if isinstance(value, dict):
        pairs = (
            f"{scalar(key, flow=True)}: {_inline(each, flow=True)}" for key, each in value.items()
        )
        return f"{{{', '.join(pairs)}}}"
    if value is None or isinstance(value, bool):
        return "null" if value is None else str(value).lower()
    return scalar(value, flow=flow) if isinstance(value, str) else str(value)


def comment(text: str) -> str:
    """A text as one line of comment, whatever characters it has."""
    return "# " + "".join(c if c.isprintable() else " " for c in text)
