"""The rows of a table as stands of parties on issues, by a mapping; one at a time.

Memory grows with what the rows name (parties, issues, options), not with their number.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from detente.graph.authoring.ids import id_from
from detente.graph.errors import InputError, Location, Problem, UsageError
from detente.graph.history.dates import period
from detente.graph.imports.mapping import Coded, Dated, Join, Named, TableMapping
from detente.graph.imports.table import Row, Table, key, lookup
from detente.graph.imports.vocabulary import Entry, Vocabulary
from detente.graph.suggest import did_you_mean
from detente.ontology.codes import ACT, FIRMNESS, Code

_COLUMN = re.compile(r"\{([^{}]+)\}")
_ISO = re.compile(r"([0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)(?:[T ].*)?")
_MOST = 1_000_000  # different cells of one column that are remembered

Cells = list[str]
Get = Callable[[Cells], str]


class Stand(NamedTuple):
    """What one row says: who holds what on which issue, and where it stands."""

    row: Row
    holder: Entry
    speaker: Entry | None
    issue: Entry
    option: Entry | None
    value: Decimal | None
    act: str
    firmness: str | None
    since: str | None
    until: str | None
    quote: tuple[int, int]  # where in the text the words stand that carry it
    note: str


class Refused(NamedTuple):
    """A row that cannot be read, and why."""

    row: Row
    reason: str


class _Fault(Exception):  # noqa: N818 - control flow inside this module, not an error of its own
    pass


@dataclass(slots=True)
class Counts:
    """How many rows were read, and what became of them."""

    rows: int = 0
    stands: int = 0
    refused: int = 0
    left_out: int = 0  # by the mapping's own codes


class Stands:
    """Reads a table by a mapping. ``vocabulary`` and ``counts`` fill while the rows are read.

    Raises UsageError when the mapping names a column that is not there.
    """

    def __init__(self, table: Table, mapping: TableMapping) -> None:
        self.table, self.mapping = table, mapping
        self.prefix = (id_from(table.name.partition(".")[0]) or "row")[:80].strip("-")
        self.vocabulary = Vocabulary(self.prefix)
        self.counts = Counts()
        heading = table.heading()
        self._joined = [_Joined(join, heading, table) for join in mapping.joins]
        self._getters = _getters(heading, self._joined)
        self._check_columns()
        self._readers()

    def _check_columns(self) -> None:
        known = self._getters
        problems = tuple(
            Problem(
                Location(str(self.table.path), 1),
                f"there is no column '{column}', which the mapping names",
                did_you_mean(column, known, "columns"),
            )
            for column in _columns(self.mapping)
            if column not in known
        )
        if problems:
            raise InputError(problems)

    def _readers(self) -> None:
        mapping = self.mapping
        self._holder = self._named(mapping.holder, "party")
        self._speaker = self._named(mapping.speaker, "person") if mapping.speaker else None
        self._issue = self._issues(mapping.issue)
        self._option = self._options(mapping.option) if mapping.option else None
        self._act = self._coded(mapping.act, ACT)
        self._firmness = self._coded(mapping.firmness, FIRMNESS)
        self._since = self._dated(mapping.date)
        self._until = self._dated(mapping.until)
        self._value = self._get(mapping.value) if mapping.value else None
        self._note = self._get(mapping.note) if mapping.note else None
        self._quote = self._get(mapping.quote) if mapping.quote else None

    def __iter__(self) -> Iterator[Stand | Refused]:
        counts = self.counts
        for row in self.table.rows():
            counts.rows += 1
            if row.fault:
                counts.refused += 1
                yield Refused(row, row.fault)
                continue
            try:
                stand = self._stand(row)
            except _Fault as fault:
                counts.refused += 1
                yield Refused(row, str(fault))
                continue
            if stand is None:
                counts.left_out += 1
            else:
                counts.stands += 1
                yield stand

    def _stand(self, row: Row) -> Stand | None:
        cells = row.cells
        for joined in self._joined:
            joined.check(cells)
        act = self._act(cells)
        if act is None:
            return None
        silent = ACT[act].direction == "silent"
        issue = self._issue(cells)
        option = self._option(cells, issue) if self._option and not silent else None
        value = _number(self._value(cells)) if self._value and not silent and not option else None
        if not silent and option is None and value is None:
            raise _Fault("says what the party does, but not with which option")
        return Stand(
            row,
            self._holder(cells),
            self._speaker(cells) if self._speaker else None,
            issue,
            option,
            value,
            act,
            None if silent else self._firmness(cells) or "stated",
            self._since(cells),
            self._until(cells),
            self._place(row),
            self._note(cells) if self._note else "",
        )

    def _place(self, row: Row) -> tuple[int, int]:
        """Where the words stand: those of the quote's cell as they are written, else the row."""
        words = self._quote(row.cells) if self._quote else ""
        if words and row.text.count(words) == 1:
            start = row.start + row.text.index(words)
            return start, start + len(words)
        return row.start, row.end

    # -------------------------------------------------------------- readers of single terms

    def _get(self, column: str) -> Get:
        return self._getters[column]

    def _template(self, text: str) -> Get:
        parts = _COLUMN.split(text)
        gets = [self._get(name) for name in parts[1::2]]
        literals = parts[::2]

        def filled(cells: Cells) -> str:
            values = [get(cells) for get in gets]
            pieces = [literals[0]]
            for value, literal in zip(values, literals[1:], strict=True):
                pieces += [value, literal]
            return _one_line("".join(pieces))

        return filled

    def _key_and_label(self, named: Named) -> tuple[Get, Get]:
        label = self._template(named.label) if named.label else self._get(named.column or "")
        return (self._get(named.column) if named.column else label), label

    def _named(self, named: Named, kind: str) -> Callable[[Cells], Entry]:
        get, label = self._key_and_label(named)
        make = self.vocabulary.party if kind == "party" else self.vocabulary.person
        known = self.vocabulary.parties if kind == "party" else self.vocabulary.people
        column = named.column or named.label

        def read(cells: Cells) -> Entry:
            name = get(cells)
            found = known.get(name)
            if found:
                return found
            if not name:
                raise _Fault(f"has nothing under '{column}'")
            return make(name, _one_line(label(cells)) or name)

        if kind == "party":
            return read
        return lambda cells: read(cells) if get(cells) else None  # type: ignore[return-value]

    def _issues(self, named: Named) -> Callable[[Cells], Entry]:
        get, label = self._key_and_label(named)
        question = self._template(named.question) if named.question else None
        vocabulary, measured = self.vocabulary, self.mapping.value is not None
        group = self._groups(named.broader) if named.broader else None

        def read(cells: Cells) -> Entry:
            name = get(cells)
            found = vocabulary.issues.get(name)
            if found:
                return found
            if not name:
                raise _Fault(f"has nothing under '{named.column or named.label}'")
            text = _one_line(label(cells)) or name
            asked = question(cells) if question else _question(text)
            part_of = group(cells) if group else None
            return vocabulary.issue(
                name, text, asked, named.unit, measured=measured, broader=part_of
            )

        return read

    def _groups(self, named: Named) -> Callable[[Cells], Entry | None]:
        """The issues that others are part of; a row that names none leaves its issue on its own."""
        get, label = self._key_and_label(named)
        question = self._template(named.question) if named.question else None
        vocabulary = self.vocabulary

        def read(cells: Cells) -> Entry | None:
            name = get(cells)
            if not name or name in vocabulary.groups:
                return vocabulary.groups.get(name)
            text = _one_line(label(cells)) or name
            return vocabulary.group(name, text, question(cells) if question else _question(text))

        return read

    def _options(self, named: Named) -> Callable[[Cells, Entry], Entry | None]:
        get, label = self._key_and_label(named)
        vocabulary = self.vocabulary
        constant = named.column is None and not _COLUMN.search(named.label or "")

        def read(cells: Cells, issue: Entry) -> Entry | None:
            name = get(cells)
            found = issue.options.get(name)
            if found:
                return found
            if not name:
                if self.mapping.value is None:
                    raise _Fault(f"has nothing under '{named.column}'")
                return None
            text = _one_line(label(cells)) or name
            return vocabulary.option(issue, name, text, f"{issue.id} {text}" if constant else text)

        return read

    def _coded(self, coded: Coded, known: object) -> Callable[[Cells], str | None]:
        if coded.column is None:
            return lambda cells: coded.default
        get, column = self._get(coded.column), coded.column
        meanings: dict[str, str | None] = {**_own_names(known), **coded.codes}

        def read(cells: Cells) -> str | None:
            text = get(cells).lower()
            if text in meanings:
                return meanings[text]
            if not text and coded.default:
                return coded.default
            if not text:
                raise _Fault(f"has nothing under '{column}'")
            raise _Fault(f"has '{text}' under '{column}', which stands for no code")

        return read

    def _dated(self, dated: Dated | None) -> Callable[[Cells], str | None]:
        if dated is None:
            return lambda cells: None
        get, format_, column = self._get(dated.column), dated.format, dated.column
        seen: dict[str, str | None] = {"": None}

        def read(cells: Cells) -> str | None:
            text = get(cells)
            if text not in seen:
                if len(seen) > _MOST:
                    seen.clear()
                    seen[""] = None
                seen[text] = _date(text, format_, column)
            return seen[text]

        return read


class _Joined:
    """A table joined to another by a column of both."""

    def __init__(self, join: Join, heading: list[str], table: Table) -> None:
        if join.on not in heading:
            advice = did_you_mean(join.on, heading, "columns")
            raise UsageError(f"'{table.path}' has no column '{join.on}' to join by\n    {advice}")
        other = Table(join.file)
        self.on, self.file = join.on, join.file
        self.place, self.columns = heading.index(join.on), other.heading()
        self.rows = lookup(other, join.on)

    def check(self, cells: Cells) -> None:
        if key(cells[self.place]) not in self.rows:
            name = cells[self.place].strip()
            raise _Fault(f"has '{name}' under '{self.on}', of which {self.file.name} says nothing")

    def get(self, number: int) -> Get:
        rows, place = self.rows, self.place
        return lambda cells: rows[key(cells[place])][number].strip()


def _getters(heading: list[str], joined: list[_Joined]) -> dict[str, Get]:
    """How to get what stands in each column, the table's own and those of the tables joined to it."""
    getters: dict[str, Get] = {}
    for other in joined:
        for number, column in enumerate(other.columns):
            getters[column] = other.get(number)
    for number, column in enumerate(heading):
        getters[column] = _own(number)
    return getters


def _own(number: int) -> Get:
    return lambda cells: cells[number].strip()


def _columns(mapping: TableMapping) -> list[str]:
    """Every column the mapping names, also inside of templates."""
    named = (mapping.holder, mapping.speaker, mapping.issue, mapping.issue.broader, mapping.option)
    found: list[str | None] = []
    for it in named:
        if it:
            texts = " ".join(text for text in (it.label, it.question) if text)
            found += [it.column, *_COLUMN.findall(texts)]
    found += [
        mapping.act.column,
        mapping.firmness.column,
        mapping.value,
        mapping.quote,
        mapping.note,
    ]
    found += [it.column for it in (mapping.date, mapping.until) if it]
    return [column for column in dict.fromkeys(found) if column]


def _own_names(known: object) -> dict[str, str | None]:
    """Codes by their own names and labels."""
    codes: dict[str, Code] = dict(known)  # type: ignore[call-overload]
    return {text.lower(): name for name, code in codes.items() for text in (name, code.label)}


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _question(label: str) -> str:
    return label if label.endswith("?") else f"What is the position on: {label}?"


def _number(text: str) -> Decimal | None:
    if not text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise _Fault(f"has '{text}' where a number should be") from error
    if not number.is_finite():
        raise _Fault(f"has '{text}' where a number should be")
    plain = format(number, "f")
    return Decimal(plain.rstrip("0").rstrip(".") if "." in plain else plain)


def is_date(text: str, format_: str) -> bool:
    """Whether a text is a date in a format of ``strptime``."""
    try:
        datetime.strptime(text, format_)  # noqa: DTZ007 - a day, no time
    except ValueError:
        return False
    return True


def _date(text: str, format_: str | None, column: str) -> str:
    if format_:
        try:
            return datetime.strptime(text, format_).date().isoformat()  # noqa: DTZ007 - a day, no time
        except ValueError as error:
            raise _Fault(
                f"has '{text}' under '{column}', which is not written {format_}"
            ) from error
    found = _ISO.fullmatch(text)
    if not found or period(found[1]) is None:
        raise _Fault(f"has '{text}' under '{column}', which is not a date written YYYY-MM-DD")
    return found[1]
