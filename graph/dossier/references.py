"""Who and what a dossier names: every id is given once, and every id used is given."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from detente.graph.dossier.marked import Marked
from detente.graph.dossier.marked import Path as DataPath
from detente.graph.dossier.shown import quoted
from detente.graph.errors import Location, Problem
from detente.graph.suggest import as_id, did_you_mean

# Where ids are given: path pattern → kind. In the agenda the key is the id, in a sheet the key "id" has it.
GIVEN_IN_AGENDA: dict[DataPath, str] = {
    ("parties", "*"): "party",
    ("people", "*"): "person",
    ("places", "*"): "place",
    ("issues", "*"): "issue",
    ("issues", "*", "options", "*"): "option",
}
GIVEN_IN_SHEET: dict[DataPath, str] = {
    ("positions", "*", "id"): "position",
    ("positions", "*", "conditions", "*", "id"): "condition",
    ("claims", "*", "id"): "claim",
    ("events", "*", "id"): "event",
}
# Sections and keys that the schema asks for; where one is missing, the ids it would give are not known.
_NEEDED = ("parties", "issues", "options", "id")
_NEVER_EMPTY = ("parties", "issues")

_ANYTHING = ("party", "person", "place", "issue", "option", "position", "claim", "event")
_SPEAKER = ("person", "party")

# Where ids are used: path pattern → the kinds that may stand there. A list is read entry by entry.
USED_IN_AGENDA: dict[DataPath, tuple[str, ...]] = {
    ("principals",): ("party",),
    ("people", "*", "roles", "*", "party"): ("party",),
    ("issues", "*", "broader"): ("issue",),
    ("issues", "*", "options", "*", "performer"): ("party",),
    ("issues", "*", "options", "*", "affects"): ("party",),
    ("issues", "*", "options", "*", "entails"): ("option",),
    ("issues", "*", "options", "*", "incompatible_with"): ("option",),
    ("outside", "*", "about"): ("event", "position"),
}
USED_IN_SHEET: dict[DataPath, tuple[str, ...]] = {
    ("offices", "*", "person"): ("person",),
    ("offices", "*", "party"): ("party",),
    ("positions", "*", "holder"): ("party",),
    ("positions", "*", "issue"): ("issue",),
    ("positions", "*", "option"): ("option",),
    ("positions", "*", "addressee"): _SPEAKER,
    ("positions", "*", "conditions", "*", "party"): ("party",),
    ("positions", "*", "conditions", "*", "option"): ("option",),
    ("positions", "*", "supersedes"): ("position",),
    ("claims", "*", "about"): _ANYTHING,
    ("claims", "*", "contradicts"): ("claim",),
    ("events", "*", "participants"): _SPEAKER,
    ("events", "*", "place"): ("place",),
    ("events", "*", "same_event_as"): ("event",),
}
USED_IN_EVIDENCE = {
    "speaker": _SPEAKER,
    "on_behalf_of": ("party",),
    "addressee": _SPEAKER,
    "made_during": ("event",),
}


@dataclass(slots=True)
class _Ids:
    """The ids of a dossier.

    ``where`` says of what kinds each id is and where it is first given as such: one kind, unless it
    is given twice by mistake. ``unsure`` are the kinds of which more ids may be given in files or
    sections that cannot be read; an unknown id is then no fault of the one who uses it.
    """

    where: dict[str, dict[str, Location]] = field(default_factory=dict)
    unsure: set[str] = field(default_factory=set)
    fit: dict[tuple[str, ...], list[str]] = field(default_factory=dict)

    def give(self, name: str, kind: str, place: Location) -> Iterator[Problem]:
        """Notes an id; complains when it is already given to something of another kind."""
        given = self.where.setdefault(name, {})
        other = next((item for item in given.items() if item[0] != kind), None)
        given.setdefault(kind, place)
        # An id of the wrong form is to be mended where it is given; those who use it are right already.
        self.where.setdefault(as_id(name), given)
        if other:
            message = f"the id {quoted(name)} is already given to {_a(other[0])}"
            advice = f"See {other[1]}. Ids are unique in a dossier: rename one."
            yield Problem(place, message, advice)

    def of(self, kinds: tuple[str, ...]) -> list[str]:
        """The ids of some kinds that may be suggested; asked when all ids are given."""
        if kinds not in self.fit:
            given = (name for name, its in self.where.items() if not its.keys().isdisjoint(kinds))
            self.fit[kinds] = [name for name in given if name and name == as_id(name)]
        return self.fit[kinds]


def reference_problems(
    agenda: Marked | None, sheets: Iterable[Marked], *, sheets_missing: bool = False
) -> list[Problem]:
    """Ids given twice, ids used but not given, ids of the wrong kind; each with the nearest right one.

    What could not be read is left out: ``agenda`` is then None, or ``sheets_missing`` is true.
    """
    sheets = list(sheets)
    problems: list[Problem] = []
    ids = _Ids()
    if agenda:
        problems += _given_in_agenda(agenda, ids)
    else:
        ids.unsure |= set(GIVEN_IN_AGENDA.values())
    if sheets_missing:
        ids.unsure |= set(GIVEN_IN_SHEET.values())
    for sheet in sheets:
        problems += _given_in_sheet(sheet, ids)
    used = [(sheet, USED_IN_SHEET) for sheet in sheets]
    for file, table in [*([(agenda, USED_IN_AGENDA)] if agenda else []), *used]:
        for pattern, kinds in table.items():
            for path, value in file.find(pattern):
                problems += _dangling(file, path, value, kinds, ids)
    for sheet in sheets:
        for path, item in evidence_items(sheet):
            for key, kinds in USED_IN_EVIDENCE.items():
                if key in item:
                    problems += _dangling(sheet, (*path, key), item[key], kinds, ids)
    return problems


def evidence_items(sheet: Marked) -> list[tuple[DataPath, dict[str, object]]]:
    """Every piece of evidence in a sheet with its path, those it is quoted from included."""
    found = []
    for section in ("offices", "positions", "claims", "events"):
        waiting = list(sheet.find((section, "*", "evidence", "*")))
        while waiting:
            path, item = waiting.pop()
            if isinstance(item, dict):
                found.append((path, item))
                if "quoted_from" in item:
                    waiting.append(((*path, "quoted_from"), item["quoted_from"]))
    return found


def _given_in_agenda(agenda: Marked, ids: _Ids) -> Iterator[Problem]:
    for pattern, kind in GIVEN_IN_AGENDA.items():
        if not agenda.whole or _has_gaps(agenda, pattern, dict):
            ids.unsure.add(kind)
        for path, _ in agenda.find(pattern):
            if isinstance(path[-1], str):
                yield from ids.give(path[-1], kind, agenda.at_key(path))


def _given_in_sheet(sheet: Marked, ids: _Ids) -> Iterator[Problem]:
    """Another sheet may evidence the same item again; the same sheet may not."""
    here: dict[str, Location] = {}
    for pattern, kind in GIVEN_IN_SHEET.items():
        if not sheet.whole or _has_gaps(sheet, pattern, list):
            ids.unsure.add(kind)
        for path, name in sheet.find(pattern):
            if not isinstance(name, str):
                continue
            where = sheet.at(path)
            clash = list(ids.give(name, kind, where))
            if name in here:
                advice = f"See {here[name]}. Put all its evidence in one place, or rename one."
                yield Problem(where, f"the id {quoted(name)} is given twice in this sheet", advice)
            else:
                here[name] = where
                yield from clash


def _has_gaps(file: Marked, pattern: DataPath, container: type[dict[Any, Any] | list[Any]]) -> bool:
    """Whether something has another form than it must have where ids are given."""
    values: list[Any] = [file.data]
    for step in pattern:
        inside: list[Any] = []
        for value in values:
            if step == "*":
                if not isinstance(value, container):
                    return True
                inside += value.values() if isinstance(value, dict) else value
            elif not isinstance(value, dict) or _lacks(value, step):
                return True
            elif step in value:
                inside.append(value[step])
        values = inside
    return container is list and not all(isinstance(value, str) for value in values)


def _lacks(group: dict[str, Any], step: str | int) -> bool:
    return step in _NEEDED and not (step in group and (group[step] or step not in _NEVER_EMPTY))


def _dangling(
    file: Marked, path: DataPath, value: object, kinds: tuple[str, ...], ids: _Ids
) -> Iterator[Problem]:
    entries = enumerate(value) if isinstance(value, list) else [(None, value)]
    for number, name in entries:
        if not isinstance(name, str):
            continue
        given = ids.where.get(name, {})
        if not given.keys().isdisjoint(kinds) or (not given and not ids.unsure.isdisjoint(kinds)):
            continue
        if given:
            needed = _one_of([_a(kind) for kind in kinds])
            message = f"{quoted(name)} is {_a(next(iter(given)))}, but '{path[-1]}' needs {needed}"
        else:
            message = f"there is no {_one_of(kinds)} {quoted(name)}"
        advice = did_you_mean(name, ids.of(kinds), _one_of([_PLURALS[kind] for kind in kinds]))
        yield Problem(file.at(path if number is None else (*path, number)), message, advice)


_PLURALS = {
    **{kind: f"{kind}s" for kind in (*GIVEN_IN_AGENDA.values(), *GIVEN_IN_SHEET.values())},
    "party": "parties",
    "person": "people",
}


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _one_of(nouns: Iterable[str]) -> str:
    *most, last = nouns
    return f"{', '.join(most)} or {last}" if most else last
