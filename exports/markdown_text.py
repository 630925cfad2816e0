"""Data as Markdown text: shown as written, whatever characters it holds."""

import re
from collections.abc import Iterable

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$^=@!])")
_LINE_START = re.compile(r"^([-+]|[0-9]+(?=[.)](\s|$)))")
_ADDRESS = re.compile(r"(?i)(https?|ftp|mailto|xmpp|www)(?=[:.])")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_OPENED_BY = {
    **dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"),
    **dict.fromkeys("\u2066\u2067\u2068", "\u2069"),
}


def plain(text: object) -> str:
    """A text on one line in which nothing is markup, an address to click or a heading.

    Control characters become U+FFFD, line ends spaces. Directions that the text switches on are
    switched off at its end, so that what follows keeps its own.

    >>> plain("*a* | [b](http://c)")
    '\\\\*a\\\\* \\\\| \\\\[b\\\\](http\\\\://c)'
    """
    line = _CONTROL.sub("\ufffd", " ".join(str(text).split()))
    line = _ADDRESS.sub(r"\1" + "\0", _SPECIAL.sub(r"\\\1", line)).replace("\0", "\\")
    start = _LINE_START.match(line)
    if start:
        line = f"\\{line}" if start[0] in "-+" else f"{start[0]}\\{line[start.end() :]}"
    return line + closing(line)


def closing(line: str) -> str:
    """What switches off the directions that a text switches on and leaves on.

    >>> closing("\u2067abc") == "\u2069"
    True
    """
    opened: list[str] = []
    for character in line:
        if character in _OPENED_BY:
            opened.append(_OPENED_BY[character])
        elif opened and character == opened[-1]:
            opened.pop()
    return "".join(reversed(opened))


def listed(texts: Iterable[str]) -> str:
    """Texts as an enumeration: ``a, b and c``; empty when there are none."""
    *first, last = tuple(texts) or ("",)
    return f"{', '.join(first)} and {last}" if first else last
