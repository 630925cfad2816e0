"""CSV: positions with their evidence, one row for each quote, for spreadsheets and statistics.

Columns go by the names they have in a coding sheet. Several values share a cell, joined by `` | ``. The
file is UTF-8 with a byte order mark and CRLF line ends, which is what spreadsheets open without asking.
A text that a spreadsheet would take for a formula (it begins with ``=``, ``+``, ``-``, ``@``, a tab or
a line end, also in full width) gets an apostrophe in front; numbers stay numbers. Control characters
become U+FFFD. Cannot hold claims, events, the agenda or links between options: those are in the RDF
formats. Excel cuts cells after 32,767 characters; the file has them whole.
"""

import csv as csv_writer
import re
from collections.abc import Iterator
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING

from detente.graph.answer import Value
from detente.graph.record import ID, PERSON, QUESTION, UNIT, Evidence, Record, Thing
from detente.ontology.terms import neg

if TYPE_CHECKING:
    from detente.graph.graph import Graph

COLUMNS = (
    *("position", "holder", "issue", "question", "act", "option", "value", "unit"),
    *("firmness", "status", "continuity", "conditions", "rationale", "confidence", "from", "until"),
    *("quote", "speaker", "on_behalf_of", "mode", "hedge", "source", "start", "end"),
)
_CLASSES = (
    *(neg.Position, neg.Party, PERSON, neg.Issue, neg.Option, neg.Condition),
    *(neg.Statement, neg.Passage, neg.Document),
)
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def csv(graph: "Graph") -> bytes:
    """The positions as CSV."""
    record = Record(graph, *_CLASSES)
    text = StringIO(newline="")
    writer = csv_writer.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for position in record.of(neg.Position):
        writer.writerows(map(cell, row) for row in _rows(record, position))
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def cell(value: Value) -> str | int | Decimal | float:
    """A value as a cell that shows what it is and runs nothing.

    >>> cell("=1+1"), cell(Decimal("-2.5"))
    ("'=1+1", Decimal('-2.5'))
    """
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        text = _CONTROL.sub("\ufffd", str(value))
        return f"'{text}" if text.startswith(_FORMULA) else text
    return value


def _rows(record: Record, position: Thing) -> Iterator[list[Value]]:
    issue = record.get(position.one(neg.onIssue))
    about: list[Value] = [
        position.text(ID) or position.iri,
        _joined(record.labels(position.all(neg.holder))),
        record.label(position.one(neg.onIssue)),
        issue.text(QUESTION),
        record.code(position.one(neg.act)),
        _joined(record.labels(position.all(neg.option))),
        position.one(neg.value),
        issue.text(UNIT) if position.all(neg.value) else "",
        record.code(position.one(neg.firmness)),
        record.code(position.one(neg.status)),
        record.code(position.one(neg.continuity)),
        _joined(record.labels(position.all(neg.subjectTo))),
        _joined(position.texts(neg.rationale)),
        position.one(neg.confidence),
        position.text(neg.validFrom),
        position.text(neg.validUntil),
    ]
    for piece in record.evidence(position) or (None,):
        yield about + _words(piece)


def _words(piece: Evidence | None) -> list[Value]:
    if piece is None:
        return [""] * 8
    said = [piece.quote, piece.speaker, piece.on_behalf_of, piece.mode, piece.hedge, piece.source]
    return [*said, piece.start, piece.end]


def _joined(texts: "list[str] | tuple[str, ...]") -> str:
    return " | ".join(texts)
