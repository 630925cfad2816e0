"""Plain text for terminals and pipes: columns, and data that cannot steer the terminal."""

from collections.abc import Iterator, Sequence


def printable(text: object) -> str:
    """A text on one line, without characters that move the cursor or turn the line around.

    >>> printable("a\\x1b[1m\\nb")
    'a·[1m b'
    """
    line = " ".join(str(text).split())
    return "".join(c if c.isprintable() else "·" for c in line)


def columns(
    rows: Sequence[Sequence[object]], indent: int = 2, right: frozenset[int] = frozenset()
) -> Iterator[str]:
    """Rows as lines with aligned columns; the columns in ``right`` end flush.

    >>> list(columns([["a", 1], ["bcd", 20]], indent=0, right=frozenset({1})))
    ['a     1', 'bcd  20']
    """
    cells = [[printable(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        padded = (
            cell.rjust(width) if number in right else cell.ljust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield (" " * indent + "  ".join(padded)).rstrip()
