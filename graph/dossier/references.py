"""Who and what a dossier names: every id is given once, and every id used is given."""

from collections.abc import Iterable
from dataclasses import dataclass

from detente.graph.dossier.marked import Marked
from detente.graph.dossier.marked import Path as DataPath
from detente.graph.errors import Location, Problem
from detente.graph.suggest import did_you_mean

# Where ids are given: path pattern → kind. In the agenda the key is the id, in a sheet the key "id" has it.
_GIVEN_IN_AGENDA: dict[DataPath, str] = {
    ("parties", "*"): "party",
    ("people", "*"): "person",
    ("places", "*"): "place",
    ("issues", "*"): "issue",
    ("issues", "*", "options", "*"): "option",
}
_GIVEN_IN_SHEET: dict[DataPath, str] = {
    ("positions", "*", "id"): "position",
    ("positions", "*", "conditions", "*", "id"): "condition",
    ("claims", "*", "id"): "claim",
    ("events", "*", "id"): "event",
}

_ANYTHING = ("party", "person", "place", "issue", "option", "position", "claim", "event")
_SPEAKER = ("person", "party")

# Where ids are used: path pattern → the kinds that may stand there. A list is read entry by entry.
_USED_IN_AGENDA: dict[DataPath, tuple[str, ...]] = {
    ("principals",): ("party",),
    ("people", "*", "roles", "*", "party"): ("party",),
    ("issues", "*", "broader"): ("issue",),
    ("issues", "*", "options", "*", "performer"): ("party",),
    ("issues", "*", "options", "*", "affects"): ("party",),
    ("issues", "*", "options", "*", "entails"): ("option",),
    ("issues", "*", "options", "*", "incompatible_with"): ("option",),
    ("outside", "*", "about"): ("event", "position"),
}
_USED_IN_SHEET: dict[DataPath, tuple[str, ...]] = {
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
_USED_IN_EVIDENCE = {
    "speaker": _SPEAKER,
    "on_behalf_of": ("party",),
    "addressee": _SPEAKER,
    "made_during": ("event",),
}


@dataclass(frozen=True, slots=True)
class Given:
    """An id that is given: of what kind, and where first."""

    kind: str
    where: Location


def reference_problems(agenda: Marked, sheets: Iterable[Marked]) -> list[Problem]:
    """Ids given twice, ids used but not given, ids of the wrong kind; each with the nearest right one."""
    sheets = list(sheets)
    problems: list[Problem] = []
    given: dict[str, Given] = {}
    for pattern, kind in _GIVEN_IN_AGENDA.items():
        for path, _ in agenda.find(pattern):
            _give(given, str(path[-1]), Given(kind, agenda.at_key(path)), problems)
    for sheet in sheets:
        here: dict[str, Location] = {}
        for pattern, kind in _GIVEN_IN_SHEET.items():
            for path, name in sheet.find(pattern):
                if isinstance(name, str):
                    _give_in_sheet(given, here, name, Given(kind, sheet.at(path)), problems)
    for file, table in [(agenda, _USED_IN_AGENDA), *((sheet, _USED_IN_SHEET) for sheet in sheets)]:
        for pattern, kinds in table.items():
            for path, value in file.find(pattern):
                problems += _dangling(file, path, value, kinds, given)
    for sheet in sheets:
        for path, item in evidence_items(sheet):
            for key, kinds in _USED_IN_EVIDENCE.items():
                if key in item:
                    problems += _dangling(sheet, (*path, key), item[key], kinds, given)
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


def _give(given: dict[str, Given], name: str, new: Given, problems: list[Problem]) -> None:
    old = given.setdefault(name, new)
    if old is not new:
        message = f"the id '{name}' is already given to {_a(old.kind)}"
        problems.append(
            Problem(
                new.where, message, f"See {old.where}. Ids are unique in a dossier: rename one."
            )
        )


def _give_in_sheet(
    given: dict[str, Given],
    here: dict[str, Location],
    name: str,
    new: Given,
    problems: list[Problem],
) -> None:
    """Another sheet may evidence the same item again; the same sheet may not."""
    if name in here:
        message = f"the id '{name}' is given twice in this sheet"
        advice = f"See {here[name]}. Put all its evidence in one place, or rename one."
        problems.append(Problem(new.where, message, advice))
        return
    here[name] = new.where
    if name not in given or given[name].kind != new.kind:
        _give(given, name, new, problems)


def _dangling(
    file: Marked, path: DataPath, value: object, kinds: tuple[str, ...], given: dict[str, Given]
) -> list[Problem]:
    entries = (
        [((*path, i), v) for i, v in enumerate(value)]
        if isinstance(value, list)
        else [(path, value)]
    )
    problems = []
    for place, name in entries:
        if not isinstance(name, str):
            continue
        known = given.get(name)
        if known and known.kind in kinds:
            continue
        key = str(path[-1])
        wanted = " or ".join(kinds) if len(kinds) < 4 else "item"
        if known:
            message = f"'{name}' is {_a(known.kind)}, but '{key}' needs {_a(wanted)}"
        else:
            message = f"there is no {wanted} '{name}'"
        right = [other for other, item in given.items() if item.kind in kinds]
        advice = did_you_mean(name, right, f"ids for '{key}'")
        problems.append(Problem(file.at(place), message, advice))
    return problems


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"
