"""Which characters XML can hold."""

import re
from typing import Final

# XML 1.0, production 2: no control characters but tab and line ends, no surrogates, no U+FFFE, U+FFFF.
FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def without_forbidden(text: str) -> str:
    """Text with U+FFFD for every character that XML forbids.

    >>> without_forbidden("a\\x00b")
    'a\\ufffdb'
    """
    return FORBIDDEN.sub("\ufffd", text)
