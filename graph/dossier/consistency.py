"""What sheets say together: an item that two sheets evidence is one item, a statement is one statement."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from detente.graph.dossier.model import (
    Claim,
    Condition,
    Event,
    Position,
    Sheet,
    Source,
    Span,
    Statement,
)
from detente.graph.errors import Location, Problem

# Each source has its own evidence, wording and coder's remark; everything else must agree.
_OWN = {"evidence", "conditions", "quote", "rationale", "time", "note", "at"}
# What one source leaves out and another gives is no disagreement.
_OPTIONAL = {
    *("addressee", "continuity", "from_", "until", "supersedes", "salience"),
    *("contradicts", "participants", "place", "date", "same_event_as"),
}
_ADVICE = "Make the two agree, or give this one an id of its own."
_ADVICE_ON_EVENTS = (
    "Make the two agree; or, where the sources differ, give this account an id of its own "
    "and join the two with 'same_event_as'."
)

_Coded = Position | Claim | Event


def consistency_problems(sheets: Iterable[Sheet]) -> list[Problem]:
    """Items, statements and sources that are described twice in ways that contradict each other."""
    sheets = list(sheets)
    return [*_items(sheets), *_statements(sheets), *_texts(sheets)]


def _items(sheets: list[Sheet]) -> Iterator[Problem]:
    first: dict[tuple[str, str], _Coded | Condition] = {}
    for sheet in sheets:
        conditions = (it for position in sheet.positions for it in position.conditions)
        for item in (*_coded(sheet), *conditions):
            differing: dict[Location, list[str]] = {}
            for field in fields(item):
                given = getattr(item, field.name)
                if field.name in _OWN or (field.name in _OPTIONAL and given in (None, ())):
                    continue
                known = first.setdefault((item.id, field.name), item)
                if given != getattr(known, field.name):
                    differing.setdefault(known.at, []).append(field.name.rstrip("_"))
            for where, names in differing.items():
                yield Problem(
                    item.at,
                    f"'{item.id}' is also given at {where}, with another {_list(names)}",
                    _ADVICE_ON_EVENTS if isinstance(item, Event) else _ADVICE,
                )


def _coded(sheet: Sheet) -> tuple[_Coded, ...]:
    return (*sheet.positions, *sheet.claims, *sheet.events)


def _differing(one: Any, other: Any) -> list[str]:
    names = [field.name for field in fields(one) if field.name not in _OWN - {"time"}]
    return [it.rstrip("_") for it in names if getattr(one, it) != getattr(other, it)]


def _both(one: Any, other: Any, name: str) -> tuple[Any, Any]:
    return getattr(one, name), getattr(other, name)


def _list(names: list[str]) -> str:
    *most, last = (f"'{name}'" for name in names)
    return f"{', '.join(most)} and {last}" if most else last


def _statements(sheets: list[Sheet]) -> Iterator[Problem]:
    first: dict[tuple[str, Span, str | None, str], Statement] = {}
    for sheet in sheets:
        for statement in _all_statements(sheet):
            key = (sheet.source.sha256, statement.passage, statement.speaker, statement.mode)
            known = first.setdefault(key, statement)
            differing = _differing(statement, known)
            if differing:
                yield Problem(
                    statement.at,
                    f"the same words are also evidence at {known.at}, with another {_list(differing)}",
                    "They are one statement: make the two agree, or anchor them in different "
                    "passages with 'within'.",
                )


def _all_statements(sheet: Sheet) -> Iterator[Statement]:
    for item in (*sheet.offices, *_coded(sheet)):
        for evidence in item.evidence:
            statement: Statement | None = evidence.statement
            while statement:
                yield statement
                statement = statement.quoted_from


def _texts(sheets: list[Sheet]) -> Iterator[Problem]:
    first: dict[str, Source] = {}
    for sheet in sheets:
        source = sheet.source
        known = first.setdefault(source.sha256[:16], source)
        # What one sheet does not say of a text, another may.
        differing = [it for it in _differing(source, known) if None not in _both(source, known, it)]
        if source.sha256 != known.sha256:
            yield Problem(
                source.at,
                f"the text's hash begins like that of {known.name}",
                "Change one of the texts by a line break; the two would get the same address.",
            )
        elif source.name != known.name:
            yield Problem(
                source.at,
                f"the text is the same as '{known.name}'",
                "Use that one, so that its words are not taken for two sources.",
            )
        elif differing:
            yield Problem(
                source.at,
                f"the same text is described at {known.at} with another {_list(differing)}",
                "Make the two agree.",
            )
