"""Coded items as YAML that reads back as the same data."""

from typing import Any

import yaml

# What the dossier's reader would take for a number or a constant begins like this.
_SPECIAL = frozenset("+-.0123456789~")
_CONSTANTS = frozenset(("", "null", "true", "false"))


class _Dumper(yaml.SafeDumper):
    """Lists stand inside their key; nothing is shortened to anchors."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    quoted = text[:1] in _SPECIAL or text in _CONSTANTS
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if quoted else None)


_Dumper.add_representer(str, _text)


def dump(data: Any) -> str:
    """Plain data as block YAML, keys in their order, one line for each text that has only one.

    >>> print(dump([{"id": "a", "date": "2025"}]), end="")
    - id: a
      date: "2025"
    """
    written: str = yaml.dump(
        data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=float("inf")
    )
    return written


def comment(text: str) -> str:
    """A text as one line of comment, whatever characters it has."""
    return "# " + "".join(c if c.isprintable() else " " for c in text)
