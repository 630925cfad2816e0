"""What a dossier says, as it may be shown in a message: on one line, short, and without tricks.

Texts come from anywhere. A control character would move the terminal's cursor and a direction mark
would turn the line round, so whatever cannot be seen is written as an escape.
"""


def shown(text: str, most: int = 60) -> str:
    r"""A text as part of a message; what is longer than ``most`` loses its middle.

    >>> shown("stop\x1b[31m")
    'stop\\x1b[31m'
    >>> shown("a long story about nothing", 11)
    'a lon…thing'
    """
    return "".join(it if it.isprintable() else _escape(it) for it in _short(text, most))


def quoted(text: str, most: int = 60) -> str:
    r"""A text in quotation marks; when it is not too long it can be pasted into a sheet as it is.

    >>> print(quoted("three per cent\nif"))
    "three per cent\nif"
    """
    if text.isprintable() and "'" not in text:
        return f"'{_short(text, most)}'"
    return f'"{"".join(_escape(it) for it in _short(text, most))}"'


def _short(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    kept = (most - 1) // 2
    return f"{text[: most - 1 - kept]}…{text[len(text) - kept :]}"


def _escape(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    return character if character.isprintable() else character.encode("unicode_escape").decode()
