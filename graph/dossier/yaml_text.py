"""Plain data as YAML that every YAML reader reads as the same data."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from detente.graph.authoring.scalars import scalar

EMPTY = object()  # an empty group that has to be written
NOTHING = object()  # a null that has to be written

_WIDTH = 100  # what is longer does not stay on one line


def to_yaml(data: Mapping[str, Any]) -> str:
    """Keys and values as YAML, block by block; what is None or an empty list is left out.

    >>> print(to_yaml({"id": "x", "note": None, "parts": {"a": ("b", "c")}}), end="")
    id: x
    parts: {a: [b, c]}
    """
    lines: list[str] = []
    for key, value in _given(data):
        entry = list(_entry(key, value, 0))
        lines += ["", *entry] if len(entry) > 1 and lines else entry
    return "\n".join(lines) + "\n"


def _given(data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What is said: not what is absent or empty."""
    for key, value in data.items():
        if isinstance(value, Mapping) and not any(_given(value)):
            continue
        if value is not None and value != [] and value != ():
            yield key, value


def _entry(key: str, value: Any, indent: int) -> Iterator[str]:
    lead = f"{' ' * indent}{scalar(key)}:"
    short = _short(value)
    if short is not None and (isinstance(value, str) or len(lead) + len(short) < _WIDTH):
        yield f"{lead} {short}"
        return
    yield lead
    if isinstance(value, Mapping):
        for inner, entry in _given(value):
            yield from _entry(inner, entry, indent + 2)
        return
    for item in value:
        yield from _item(item, indent + 2)


def _item(item: Any, indent: int) -> Iterator[str]:
    short = _short(item)
    if short is not None and (not isinstance(item, Mapping) or indent + len(short) < _WIDTH):
        yield f"{' ' * indent}- {short}"
        return
    first = True
    for key, value in _given(item):
        for line in _entry(key, value, indent + 2):
            yield f"{' ' * indent}- {line[indent + 2 :]}" if first else line
            first = False


def _short(value: Any) -> str | None:
    """A value on one line; None for what is better read on several."""
    if value is EMPTY or value is NOTHING:
        return "{}" if value is EMPTY else "null"
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, tuple):
        return f"[{', '.join(scalar(it, flow=True) for it in value)}]"
    if isinstance(value, list):
        return None
    given = dict(_given(value))
    if any(
        not isinstance(it, str | Decimal | tuple) and it is not NOTHING for it in given.values()
    ):
        return None
    parts = []
    for key, it in given.items():
        text = scalar(it, flow=True) if isinstance(it, str) else _short(it)
        parts.append(f"{scalar(key, flow=True)}: {text}")
    return f"{{{', '.join(parts)}}}"
