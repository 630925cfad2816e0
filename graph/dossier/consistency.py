"""What sheets say together: an item that two sheets evidence is one item, a statement is one statement."""

from collections.abc import Iterable, Iterator
from dataclasses import fields

from detente.graph.dossier.model import Claim, Event, Position, Sheet, Span, Statement
from detente.graph.errors import Problem

# Each source has its own evidence and its own coder's remark; everything else must agree.
_OWN = {"evidence", "conditions", "note", "at"}


def consistency_problems(sheets: Iterable[Sheet]) -> list[Problem]:
    """Items and statements that are coded twice in ways that contradict each other."""
    sheets = list(sheets)
    return [*_items(sheets), *_statements(sheets), *_texts(sheets)]


def _items(sheets: list[Sheet]) -> Iterator[Problem]:
    first: dict[str, Position | Claim | Event] = {}
    for sheet in sheets:
        for item in _coded(sheet):
            known = first.setdefault(item.id, item)
            differing = [
                field.name.rstrip("_")
                for field in fields(item)
                if field.name not in _OWN
                and getattr(item, field.name) != getattr(known, field.name)
            ]
            if differing:
                yield Problem(
                    item.at,
                    f"'{item.id}' differs from the same item at {known.at} in {', '.join(differing)}",
                    "Make them agree, or give this one an id of its own.",
                )


def _coded(sheet: Sheet) -> tuple[Position | Claim | Event, ...]:
    return (*sheet.positions, *sheet.claims, *sheet.events)


def _statements(sheets: list[Sheet]) -> Iterator[Problem]:
    first: dict[tuple[str, Span, str | None, str], Statement] = {}
    for sheet in sheets:
        for item in (*sheet.offices, *_coded(sheet)):
            for evidence in item.evidence:
                statement: Statement | None = evidence.statement
                while statement:
                    key = (
                        sheet.source.sha256,
                        statement.passage,
                        statement.speaker,
                        statement.mode,
                    )
                    known = first.setdefault(key, statement)
                    if statement != known:
                        yield Problem(
                            statement.at,
                            f"the same words of the same speaker are described differently at {known.at}",
                            "A statement has one hedge, addressee, occasion and party: make the two agree, "
                            "or anchor them in different passages with 'within'.",
                        )
                    statement = statement.quoted_from


def _texts(sheets: list[Sheet]) -> Iterator[Problem]:
    first: dict[str, Sheet] = {}
    for sheet in sheets:
        known = first.setdefault(sheet.source.sha256[:16], sheet)
        if known.source.sha256 != sheet.source.sha256:
            yield Problem(
                sheet.source.at,
                f"the text's hash begins like that of {known.source.name}",
                "Change one of the texts by a line break; the two would get the same address.",
            )
