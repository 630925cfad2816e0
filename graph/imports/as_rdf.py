"""A table's stands as RDF, written row by row: N-Quads or TriG, by the file's ending.

The evidence chain is whole: each position leads to its row by the table's SHA-256 and the row's offsets
in it, and has the row's exact words. The text of the table itself is not written, nor what stands before
and after each row: a million rows would carry it a million times.
"""

import os
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from detente.graph.dossier.model import Sheet, Span, Statement
from detente.graph.encode import date_literal, decimal_literal, encode
from detente.graph.errors import OutsideError, UsageError
from detente.graph.imports.as_dossier import agenda, base, sheet_name, source
from detente.graph.imports.rejects import Rejects
from detente.graph.imports.stands import Refused, Stand, Stands
from detente.graph.imports.vocabulary import Entry
from detente.graph.names import Names
from detente.ontology.codes import ACT
from detente.ontology.prefixes import PREFIXES, expand
from detente.ontology.terms import CODE, neg

ENDINGS = (".nq", ".trig")
_TEXT = expand("schema:text")
_SPECIAL = re.compile(r'["\\\n\r]')
_BLOCK = 1 << 20


def into_rdf(stands: Stands, path: Path, rejects: Rejects) -> None:
    """Write the RDF of a table to ``path``, whole or not at all; rows that cannot be read to ``rejects``.

    Raises UsageError when the file is there already, InputError when no row could be read, OutsideError
    when the system refuses.
    """
    if path.exists():
        raise UsageError(f"'{path}' is already there; it is left as it is\n    Name a new file.")
    beside = path.parent / f".{secrets.token_hex(8)}.tmp"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("x", encoding="utf-8", newline="\n", buffering=_BLOCK) as file:
            _write(stands, file, path.suffix, rejects)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise OutsideError(f"{path}: cannot be written: {error.strerror or error}") from error
    finally:
        with suppress(OSError):
            beside.unlink()


def _write(stands: Stands, file: IO[str], ending: str, rejects: Rejects) -> None:
    sha256 = stands.table.sha256()
    names, sheet = Names(base(stands.mapping)), sheet_name(stands)
    prefixes = (
        {**PREFIXES, **{kind: names.of(kind, "") for kind in _OWN}} if ending == ".trig" else {}
    )
    for prefix, namespace in prefixes.items():
        file.write(f"@prefix {prefix}: <{namespace}> .\n")
    graph = names.graph(sheet)
    syntax = _TriG(prefixes) if prefixes else _NQuads(graph)
    file.write(f"\n<{graph}> {{\n" if prefixes else "")
    blocks = _Blocks(stands, names, sha256, syntax)
    for found in stands:
        if isinstance(found, Refused):
            rejects.add(found)
        else:
            file.write(blocks.of(found))
    file.write("}\n\n" if prefixes else "")
    document = Sheet(sheet, source(stands, "", sha256))
    quads = [it for it in encode(agenda(stands, (document,))).quads if it.predicate.value != _TEXT]
    format_ = ox.RdfFormat.TRIG if prefixes else ox.RdfFormat.N_QUADS
    file.write((ox.serialize(quads, format=format_, prefixes=prefixes or None) or b"").decode())


_OWN = ("party", "person", "issue", "option", "position", "document", "passage", "statement")


class _NQuads:
    """One statement a line, each with its graph."""

    def __init__(self, graph: str) -> None:
        self._end = f" <{graph}> .\n"

    def name(self, iri: str) -> str:
        return f"<{iri}>"

    def block(self, subject: str, says: list[str]) -> str:
        end = self._end
        return "".join([f"{subject} {said}{end}" for said in says])


class _TriG:
    """What is said of a subject together, addresses shortened; written inside of a graph."""

    def __init__(self, prefixes: dict[str, str]) -> None:
        self._prefixes = {namespace: prefix for prefix, namespace in prefixes.items()}

    def name(self, iri: str) -> str:
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._prefixes.get(iri[:cut])
        return f"{prefix}:{iri[cut:]}" if prefix and iri[cut:] else f"<{iri}>"

    def block(self, subject: str, says: list[str]) -> str:
        return f"{subject} {' ; '.join(says)} .\n"


class _Blocks:
    """The statements about a row's position, statement and passages, as the encoding has them."""

    def __init__(self, stands: Stands, names: Names, sha256: str, syntax: _NQuads | _TriG) -> None:
        self._names, self._sha256, self._syntax = names, sha256, syntax
        self._prefix, self._language = stands.prefix, stands.mapping.language
        name = syntax.name
        self._p: Callable[[str], str] = cache(lambda curie: name(_iri(curie)))
        self._code: Callable[[str], str] = cache(lambda code: name(CODE + code))
        self._date: Callable[[str], str] = cache(
            lambda text: _literal_term(date_literal(text), name)
        )
        self._confidence = self._number(stands.mapping.confidence)
        self._entries: dict[int, tuple[str, str]] = {}
        type_, quoted_from = self._p("rdf:type"), self._p("prov:wasQuotedFrom")
        self._is_position = f"{type_} {name(neg.Position)}"
        self._is_statement = f"{type_} {name(neg.Statement)}"
        self._is_passage = f"{type_} {name(neg.Passage)}"
        self._of_document = f"{quoted_from} {name(names.document(sha256))}"
        self._current = f"{self._p('neg:status')} {self._code('current')}"
        self._passage_base = names.passage(sha256, Span(0, 0)).removesuffix("0-0")

    def of(self, stand: Stand) -> str:
        row, (start, end) = stand.row, stand.quote
        passage = self._passage(row.start, row.end)
        parts = []
        narrow = passage
        if (start, end) != (row.start, row.end):
            narrow = self._passage(start, end)
            words = row.text[start - row.start : end - row.start]
            parts.append(self._passage_block(narrow, words, start, end))
        parts.append(self._passage_block(passage, row.text, row.start, row.end))
        statement = Statement(
            Span(row.start, row.end),
            "indirect" if stand.speaker else "narrator",
            stand.speaker.id if stand.speaker else None,
        )
        said = self._syntax.name(self._names.statement(self._sha256, statement))
        parts.append(self._syntax.block(said, list(self._statement(stand, statement, passage))))
        name = f"{self._prefix}-{row.number}"
        subject = self._syntax.name(self._names.of("position", name))
        parts.append(self._syntax.block(subject, self._position(stand, name, said, narrow)))
        return "".join(parts)

    def _position(self, stand: Stand, name: str, said: str, narrow: str) -> list[str]:
        p, code = self._p, self._code
        holder, party = self._entry(stand.holder)
        issue, topic = self._entry(stand.issue)
        about = self._entry(stand.option)[1] if stand.option else topic
        if stand.value is not None:
            about = f"{about}, {_plain(stand.value)}"
        says = [
            self._is_position,
            f'{p("dct:identifier")} "{name}"',
            f'{p("rdfs:label")} "{party}: {ACT[stand.act].label} – {about}"@{self._language}',
            f"{p('neg:holder')} {holder}",
            f"{p('neg:onIssue')} {issue}",
            f"{p('neg:act')} {code(stand.act)}",
            self._current,
            f"{p('neg:confidence')} {self._confidence}",
            f"{p('neg:evidencedBy')} {said}",
            f"{p('neg:passage')} {narrow}",
        ]
        if stand.option:
            says.append(f"{p('neg:option')} {self._entry(stand.option)[0]}")
        if stand.value is not None:
            says.append(f"{p('neg:value')} {self._number(stand.value)}")
        if stand.firmness:
            says.append(f"{p('neg:firmness')} {code(stand.firmness)}")
        if stand.since:
            says.append(f"{p('neg:validFrom')} {self._date(stand.since)}")
        if stand.until:
            says.append(f"{p('neg:validUntil')} {self._date(stand.until)}")
        if stand.note:
            says.append(f"{p('skos:note')} {_quoted(stand.note)}@{self._language}")
        return says

    def _statement(self, stand: Stand, statement: Statement, passage: str) -> Iterator[str]:
        yield self._is_statement
        yield f"{self._p('neg:passage')} {passage}"
        yield f"{self._p('neg:speechMode')} {self._code(statement.mode)}"
        if stand.speaker:
            yield f"{self._p('neg:speaker')} {self._entry(stand.speaker)[0]}"
            yield f"{self._p('neg:onBehalfOf')} {self._entry(stand.holder)[0]}"

    def _passage(self, start: int, end: int) -> str:
        return self._syntax.name(f"{self._passage_base}{start}-{end}")

    def _passage_block(self, passage: str, words: str, start: int, end: int) -> str:
        p = self._p
        return self._syntax.block(
            passage,
            [
                self._is_passage,
                f"{p('oa:exact')} {_quoted(words)}",
                f"{p('oa:start')} {self._integer(start)}",
                f"{p('oa:end')} {self._integer(end)}",
                self._of_document,
            ],
        )

    def _entry(self, entry: Entry) -> tuple[str, str]:
        """The address of something named, and its label as it stands inside of quotes."""
        found = self._entries.get(id(entry))
        if found is None:
            iri = self._syntax.name(self._names.of(entry.kind, entry.id))
            found = self._entries[id(entry)] = (iri, _quoted(entry.label)[1:-1])
        return found

    def _integer(self, number: int) -> str:
        return f'"{number}"^^{self._p("xsd:integer")}'

    def _number(self, number: Decimal) -> str:
        return _literal_term(decimal_literal(number), self._syntax.name)


@cache
def _iri(curie: str) -> str:
    prefix, _, name = curie.partition(":")
    return PREFIXES[prefix] + name


def _literal_term(literal: ox.Literal, name: Callable[[str], str]) -> str:
    return f'"{literal.value}"^^{name(literal.datatype.value)}'


def _quoted(text: str) -> str:
    if not _SPECIAL.search(text):
        return f'"{text}"'
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + text.replace("\n", "\\n").replace("\r", "\\r") + '"'


def _plain(number: Decimal) -> str:
    return str(number)
