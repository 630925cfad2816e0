"""Ids and file names made from what people write."""

import re
import unicodedata

from detente.graph.authoring.scalars import HIDDEN
from detente.graph.errors import UsageError

_LONGEST_ID = 120
_LONGEST_NAME = 80
# Letters that no accent is taken off by decomposition.
_SPELT = str.maketrans(
    {"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
)


def id_from(label: str) -> str:
    """An id for a label: lower case, without accents, joined by hyphens; empty when no letter fits.

    >>> id_from("Tramworkers’ Union (Östrel)")
    'tramworkers-union-ostrel'
    """
    plain = unicodedata.normalize("NFKD", label.lower().translate(_SPELT))
    bare = re.sub(r"[’'ʼ]|[\u0300-\u036f]", "", plain)
    return _cut("-".join(re.findall(r"[a-z0-9]+", bare)), _LONGEST_ID)


def file_name_from(text: str) -> str:
    """A file name, without ending, for a title or another file's name: letters of any script, digits,
    hyphens, underscores; empty when nothing fits. It holds no dots and no slashes.

    >>> file_name_from("../Strike enters 2nd day!")
    'strike-enters-2nd-day'
    """
    kept = re.findall(r"\w+", unicodedata.normalize("NFC", text).lower())
    name = _cut("-".join(kept), _LONGEST_NAME)
    while len(name.encode()) > 3 * _LONGEST_NAME:
        name = name[:-1]
    return name


def one_line(text: str, what: str) -> str:
    """``text`` without line breaks, doubled spaces and what cannot be seen.

    Raises UsageError when nothing is left.
    """
    try:
        line = " ".join(HIDDEN.sub(" ", text.encode().decode()).split())
    except UnicodeEncodeError as error:
        raise UsageError(f"the {what} is not UTF-8; set the terminal to UTF-8") from error
    if not line:
        raise UsageError(f"the {what} is empty")
    return line


def _cut(name: str, most: int) -> str:
    return name if len(name) <= most else name[:most].rpartition("-")[0].rstrip("-") or name[:most]
