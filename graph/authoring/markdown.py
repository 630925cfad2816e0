"""What a Markdown text says about itself: its front matter, else its first heading.

Front matter is the block between two lines of three hyphens at the top, as static site generators use
it. The text itself is left as it is, front matter included: quotes are checked against the very file.
"""

import re

from detente.graph.dossier.marked import parse

_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"^#[ \t]+(.+?)[ \t#]*$", re.MULTILINE)
_LARGEST = 20_000

# What generators call it → what a sheet calls it; the first that is there counts.
_KEYS = {
    "title": "title",
    "author": "author",
    "authors": "author",
    "publisher": "publisher",
    "source": "publisher",
    "date": "published",
    "published": "published",
    "url": "url",
    "link": "url",
    "canonical_url": "url",
    "language": "language",
    "lang": "language",
}


def markdown_metadata(text: str) -> dict[str, str]:
    """Title, author, publisher, published, url and language, where the text gives them.

    >>> markdown_metadata("---\\ntitle: Trams stand still\\nlang: en\\n---\\nMost trams …")
    {'title': 'Trams stand still', 'language': 'en'}
    """
    front = _FRONT.match(text)
    found: dict[str, str] = {}
    if front and len(front[1]) < _LARGEST:
        data = parse(front[1], "")[0].data
        for key, name in _KEYS.items():
            value = _as_text(data.get(key)) if isinstance(data, dict) else ""
            if value:
                found.setdefault(name, value)
    heading = _HEADING.search(text, front.end() if front else 0)
    if heading:
        found.setdefault("title", heading[1])
    return found


def _as_text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(entry for entry in value if isinstance(entry, str))
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
