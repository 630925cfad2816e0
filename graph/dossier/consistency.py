"""What sheets say together: an item that two sheets evidence is one item, a statement is one statement."""

from collections.abc import Iterable, Iterator
from dataclasses import fields

from detente.graph.dossier.model import Claim, Event, Position, Sheet, Span, Statement
from detente.graph.errors import Location, Problem

# Each source has its own evidence, wording and coder's remark; everything else must agree.
_OWN = {"evidence", "conditions", "rationale", "time", "note", "at"}
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


def consistency_problems(sheets: Iterable[Sheet]) -> list[Problem]:
    """Items and statements that are coded twice in ways that contradict each other."""
    sheets = list(sheets)
    return [*_items(sheets), *_statements(sheets), *_texts(sheets)]


def _items(sheets: list[Sheet]) -> Iterator[Problem]:
    first: dict[tuple[str, str], Position | Claim | Event] = {}
    for sheet in sheets:
        for item in _coded(sheet):
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


def _coded(sheet: Sheet) -> tuple[Position | Claim | Event, ...]:
    return (*sheet.positions, *sheet.claims, *sheet.events)


def _list(names: list[str]) -> str:
    *most, last = (f"'{name}'" for name in names)
    return f"{', '.join(most)} and {last}" if most else last


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
