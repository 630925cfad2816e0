"""Large results page after page, from endpoints that send only so many rows at once.

The pages of a query are disjoint only if its rows are in a fixed order: its own ORDER BY is kept, and
all its columns break the ties, by text, language and type.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from detente.graph.sparql.tokens import tokens, without_escapes
from detente.graph.stores.results import RemoteRows

_BINDINGS = b'"bindings":['
_ORDERING = ("ORDER", "BY", "ASC", "DESC")
_MODIFIERS = ("ORDER", "LIMIT", "OFFSET", "VALUES")


@dataclass(frozen=True, slots=True)
class Sliced:
    """A SELECT query taken apart where pages are cut. ``limit`` is None where it has none."""

    prologue: str
    head: str
    order: str
    limit: int | None
    offset: int
    values: str
    grouped: bool

    def none(self) -> str:
        """The query for no rows, only to see its columns."""
        return f"{self.prologue}{self.head}\nLIMIT 0\n{self.values}"

    def page(self, columns: Sequence[str], start: int, size: int) -> str:
        """The query for ``size`` rows from row ``start`` of its result."""
        head, order, values = self.head, self.order or "ORDER BY", self.values
        cut = f"LIMIT {size} OFFSET {self.offset + start}"
        if not columns:
            return f"{self.prologue}{head}\n{self.order}\n{cut}\n{values}"
        plain = " ".join(f"?{name}" for name in columns)
        ties = _one_text(columns)
        if self.grouped and self._orders_by(columns):
            # From outside: not all engines take the values of groups in an expression.
            head, values = f"SELECT {plain} {{ {{ {head}\n{values} }} }}", ""
        elif self.grouped:
            ties = plain
        return f"{self.prologue}{head}\n{order} {ties}\n{cut}\n{values}"

    def _orders_by(self, columns: Sequence[str]) -> bool:
        """Whether the query's own order is one of its columns alone."""
        for kind, text, _ in tokens(self.order):
            if kind == "variable" and text[1:] not in columns:
                return False
            if kind in ("name", "iri") or (kind == "word" and text.upper() not in _ORDERING):
                return False
        return True


def _one_text(columns: Sequence[str]) -> str:
    """All that tells rows apart as one text: there are engines that take few keys."""
    parts = ", ".join(
        f'COALESCE({part}, ""), " "'
        for name in columns
        for part in (f"STR(?{name})", f"LANG(?{name})", f"STR(DATATYPE(?{name}))")
    )
    return f"CONCAT({parts})"


def sliced(query: str) -> Sliced:
    """A SELECT query taken apart at its ORDER BY, LIMIT, OFFSET and final VALUES.

    >>> parts = sliced("SELECT ?x { ?x ?p ?o } ORDER BY DESC(?x) LIMIT 5")
    >>> parts.head, parts.order, parts.limit
    ('SELECT ?x { ?x ?p ?o } ', 'ORDER BY DESC(?x) ', 5)
    """
    query = without_escapes(query)
    select = 0
    depth, where_over, grouped = 0, False, False
    found: list[tuple[str, int]] = []
    for kind, text, start in tokens(query):
        if kind == "other" and text in "{(":
            depth += 1
        elif kind == "other" and text in "})":
            depth -= 1
            where_over = where_over or (text == "}" and depth == 0)
        elif kind == "word" and text.upper() == "SELECT" and depth == 0:
            select = start
        elif kind == "word" and where_over and depth == 0:
            grouped = grouped or text.upper() == "GROUP"
            if text.upper() in _MODIFIERS:
                found.append((text.upper(), start))
    ends = [start for _, start in found[1:]] + [len(query)]
    parts = {word: query[start:end] for (word, start), end in zip(found, ends, strict=False)}
    return Sliced(
        query[:select],
        query[select : found[0][1]] if found else query[select:],
        parts.get("ORDER", ""),
        _number(parts["LIMIT"]) if "LIMIT" in parts else None,
        _number(parts["OFFSET"]) if "OFFSET" in parts else 0,
        parts.get("VALUES", ""),
        grouped,
    )


def _number(modifier: str) -> int:
    return int("".join(text for _, text, _ in tokens(modifier) if text.isdigit()) or 0)


def pages(
    parts: Sliced, columns: Sequence[str], size: int, ask: Callable[[str], RemoteRows]
) -> Iterator[bytes]:
    """The rows of all pages as one result in JSON, each page asked for when its turn comes.

    ``ask`` gives the rows of a query. Of each page ``size`` rows are asked for; a server may send
    fewer, so that only an empty page is the last.
    """
    names = ",".join(f'"{name}"' for name in columns)
    yield f'{{"head":{{"vars":[{names}]}},"results":{{"bindings":['.encode()
    done, total = 0, parts.limit
    while total is None or done < total:
        asked = size if total is None else min(size, total - done)
        rows, count = _bindings(ask(parts.page(columns, done, asked)))
        if not count:
            break
        yield (b"," if done else b"") + rows
        done += count
    yield b"]}}"


def _bindings(page: RemoteRows) -> tuple[bytes, int]:
    """The rows of one page in JSON, and how many they are."""
    data = page.serialize(format=ox.QueryResultsFormat.JSON) or b""
    count = len(json.loads(data)["results"]["bindings"])
    start = data.index(_BINDINGS) + len(_BINDINGS)
    return data[start : data.rindex(b"]")], count
