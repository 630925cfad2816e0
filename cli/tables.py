"""Headers and rows as a table for people, or as CSV or JSON for programs."""

import csv
import io
import json
from collections.abc import Iterable, Sequence

STYLES = ("table", "csv", "json")


def tabular(
    headers: Sequence[str], rows: Iterable[Sequence[object]], style: str, *, wide: bool = True
) -> str:
    """Rows as text; in JSON each is an object with the headers as keys.

    ``wide`` makes a table as wide as it needs; else it is folded to the terminal.

    >>> print(tabular(["party", "positions"], [["russia", 4]], "csv"), end="")
    party,positions
    russia,4
    """
    if style == "json":
        objects = [dict(zip(headers, row, strict=True)) for row in rows]
        return as_json(objects)
    if style == "csv":
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(headers)
        writer.writerows([_cell(value) for value in row] for row in rows)
        return text.getvalue()
    return _table(headers, rows, wide=wide)


def as_json(data: object) -> str:
    """Plain data as indented JSON that ends in a line break."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _cell(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return " ".join(str(it) for it in value)
    return "" if value is None else str(value)


def _table(headers: Sequence[str], rows: Iterable[Sequence[object]], *, wide: bool) -> str:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for header in headers:
        table.add_column(header, overflow="fold")
    for row in rows:
        table.add_row(*(Text(_printable(_cell(value))) for value in row))
    console = Console(width=1_000_000 if wide else None, color_system=None, highlight=False)
    with console.capture() as captured:
        console.print(table)
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def _printable(text: str) -> str:
    """Text that cannot steer the terminal or turn its lines around."""
    return "".join(it if it.isprintable() else "·" for it in text)
