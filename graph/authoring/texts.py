"""A text as it arrives, from a file or a stream: what it says, and what it says about itself."""

import codecs
import re
from dataclasses import dataclass, field

from detente.graph.dossier.files import LARGEST
from detente.graph.errors import InputError, Location, Problem, UsageError

# Marks at the beginning of a file that give its encoding away; the longer ones first.
_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# What no text has: control characters other than tab, line and page ends.
_BINARY = re.compile("[\x00-\x08\x0b\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Text:
    """A text to be stored, with its metadata by the keys of a sheet's ``source``."""

    content: str
    metadata: dict[str, str] = field(default_factory=dict)


def decoded(data: bytes, file: str, encoding: str | None = None) -> str:
    """The text that ``data`` holds: UTF-8, unless ``encoding`` names another.

    Raises InputError for what is empty, too large, not a text or not in that encoding; UsageError
    when there is no such encoding.

    >>> decoded("naïve".encode("latin-1"), "a.txt", "latin-1")
    'naïve'
    """
    if len(data) > LARGEST:
        advice = "Split it into several sources."
        raise _refused(file, f"larger than {LARGEST // 2**20} MB", advice)
    try:
        text = data.decode(_codec(encoding))
    except UnicodeDecodeError as error:
        raise _undecodable(data, file, encoding, error) from error
    binary = _BINARY.search(text)
    if binary:
        line = text.count("\n", 0, binary.start()) + 1
        message = f"not a text: it holds the character U+{ord(binary[0]):04X}"
        advice = (
            "Save the document as plain text first; a PDF or a word processor's file is none.\n"
            "If every second byte is null, it is a text in another encoding: --encoding utf-16-le."
        )
        raise _refused(file, message, advice, line)
    if not text.strip("\ufeff \t\r\n\f"):
        raise _refused(file, "there is no text in it", "Check that it is the right file.")
    return text


def _codec(encoding: str | None) -> str:
    """The name of a text encoding. Without one UTF-8, in which a byte order mark stays in the text."""
    if encoding is None:
        return "utf-8"
    try:
        "".encode(encoding)
        name = codecs.lookup(encoding).name
    except (LookupError, ValueError) as error:
        raise UsageError(
            f"there is no encoding '{encoding}'\n    Known ones: utf-8, utf-16, windows-1252, …"
        ) from error
    return name


def _undecodable(
    data: bytes, file: str, encoding: str | None, error: UnicodeDecodeError
) -> InputError:
    line = data.count(b"\n", 0, error.start) + 1
    found = f"the byte 0x{data[error.start]:02X} stands for no character"
    if encoding:
        return _refused(file, f"not {encoding}: {found}", "Try another encoding.", line)
    guess = _guess(data)
    advice = (
        f"It may be {guess}: add it with --encoding {guess}, then look whether accents and quotation "
        "marks are right. Or save it as UTF-8 first."
    )
    return _refused(file, f"not UTF-8: {found}", advice, line)


def _guess(data: bytes) -> str:
    """By its mark; else an old one-byte encoding: Windows's, where its quotation marks or dashes occur."""
    marked = next((name for mark, name in _MARKS.items() if data.startswith(mark)), None)
    return marked or ("windows-1252" if re.search(rb"[\x80-\x9f]", data) else "latin-1")


def _refused(file: str, message: str, advice: str, line: int = 0) -> InputError:
    return InputError((Problem(Location(file, line), message, advice),))
