"""A table as text: its rows one by one, each with the exact place it has in the file.

Read as RFC 4180 has it, strictly: what is not well formed is refused row by row. Offsets count Unicode
code points of the whole text, line ends and a byte order mark included; a row's span ends before its line
end. A byte that is no UTF-8 makes its row unreadable and counts as one code point, U+FFFD.
"""

import csv
import gzip
import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from detente.graph.errors import InputError, Location, OutsideError, Problem, UsageError

_DELIMITERS = (",", ";", "\t", "|")
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_STRAY = re.compile("[\ud800-\udfff]")
_BLOCK = 1 << 20


class Row(NamedTuple):
    """A row: its number, the heading's being 1; where it stands; its text; and its cells, or why
    they cannot be read."""

    number: int
    start: int
    text: str
    cells: list[str]
    fault: str = ""

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Table:
    """A table in a file, plain or gzipped."""

    path: Path
    delimiter: str = ""
    encoding: str = "utf-8"

    @property
    def name(self) -> str:
        """The file's name, without the ending of its packing."""
        return self.path.stem if self.path.suffix == ".gz" else self.path.name

    def heading(self) -> list[str]:
        """The names of the columns. Raises InputError when there is no heading."""
        for row in self._rows():
            cells = [cell.strip() for cell in row.cells]
            if row.fault or not any(cells):
                where = Location(str(self.path), 1)
                advice = "The first line has to name the columns."
                raise InputError((Problem(where, row.fault or "there is no heading", advice),))
            return cells
        raise InputError((Problem(Location(str(self.path)), "the table is empty", ""),))

    def rows(self) -> Iterator[Row]:
        """The rows below the heading; rows without anything in them are passed over."""
        rows = self._rows()
        width = len(next(rows).cells)
        for row in rows:
            if row.fault or len(row.cells) == width:
                yield row
            elif row.cells and (len(row.cells) > 1 or row.cells[0].strip()):
                many = f"{len(row.cells)} cell{'s' if len(row.cells) > 1 else ''}"
                yield row._replace(fault=f"has {many} where the heading has {width}")

    def sha256(self) -> str:
        """The hash of the table's text as UTF-8: of the unpacked file itself, if it is UTF-8."""
        digest = hashlib.sha256()
        if self._is_utf8:
            with self._open() as file:
                while block := file.read(_BLOCK):
                    digest.update(block)
        else:
            for line in self._lines():
                digest.update(line.encode("utf-8", "surrogateescape"))
        return digest.hexdigest()

    def text(self) -> str:
        """The whole table; what cannot be read is U+FFFD."""
        return _STRAY.sub("\ufffd", "".join(self._lines()))

    @property
    def _is_utf8(self) -> bool:
        return self.encoding.lower().replace("_", "-") in ("utf-8", "utf8")

    def _rows(self) -> Iterator[Row]:
        pulled: list[str] = []

        def feed() -> Iterator[str]:
            for number, line in enumerate(self._lines()):
                pulled.append(line)
                # A byte order mark is part of the text, but not of the first cell.
                yield line if number else line.removeprefix("\ufeff")

        reader = csv.reader(feed(), delimiter=self.delimiter or self._sniffed(), strict=True)
        number, start = 0, 0
        while True:
            cells, fault = [], ""
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                fault = f"is not well formed: {error}"
            whole = pulled[0] if len(pulled) == 1 else "".join(pulled)
            pulled.clear()
            number += 1
            text = whole.rstrip("\r\n")
            if not text.isascii() and _STRAY.search(text):
                fault = f"is not {self.encoding.upper()}"
                text = _STRAY.sub("\ufffd", text)
            yield Row(number, start, text, cells, fault)
            start += len(whole)

    def _lines(self) -> Iterator[str]:
        """The lines with their ends; bytes that are none of the encoding as lone surrogates."""
        try:
            with (
                self._open() as file,
                io.TextIOWrapper(
                    cast("io.BufferedReader", file), self.encoding, "surrogateescape", newline=""
                ) as lines,
            ):
                yield from lines
        except LookupError as error:
            raise UsageError(f"there is no encoding '{self.encoding}'") from error
        except UnicodeError as error:
            raise UsageError(f"{self.path}: cannot be read as {self.encoding}: {error}") from error

    def _open(self) -> BinaryIO:
        try:
            if self.path.suffix == ".gz":
                return cast("BinaryIO", gzip.open(self.path, "rb"))
            return self.path.open("rb")
        except OSError as error:
            raise OutsideError(f"{self.path}: cannot be read: {error.strerror or error}") from error

    def _sniffed(self) -> str:
        """The delimiter that the first line has most of, outside of quotes."""
        first = _QUOTED.sub("", next(self._lines(), "").removeprefix("\ufeff"))
        return max(_DELIMITERS, key=first.count)


def lookup(table: Table, on: str) -> Mapping[str, list[str]]:
    """The rows of a table by what stands in the column ``on``; the first of several counts.

    Raises UsageError when there is no such column.
    """
    heading = table.heading()
    if on not in heading:
        raise UsageError(f"'{table.path}' has no column '{on}'; it has {', '.join(heading)}")
    place, found = heading.index(on), dict[str, list[str]]()
    for row in table.rows():
        if not row.fault:
            found.setdefault(key(row.cells[place]), row.cells)
    return found


def key(cell: str) -> str:
    """A cell as a key: without spaces around it, and 3.0 is 3."""
    bare = cell.strip()
    return bare[:-2] if bare.endswith(".0") and bare[:-2].isdigit() else bare
