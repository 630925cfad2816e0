"""Withdrawing a source: what rests on it alone goes with it, and is listed before anything is done."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from detente.graph.dossier.model import Claim, Dossier, Event, Position, Sheet
from detente.graph.dossier.read import SOURCES, read_dossier
from detente.graph.errors import DossierError, OutsideError, UsageError
from detente.graph.suggest import did_you_mean

WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Item:
    """Something a sheet says: its kind, its id, and in words what it is."""

    kind: str
    id: str
    label: str
    statements: int  # of the source, or for what stays those that are left


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What withdrawing sources from a dossier means.

    ``gone`` rests on them alone; ``kept`` stays, with the statements of other sources; ``current`` are
    positions that hold again because what superseded them goes. ``files`` are moved, each to its place
    under ``withdrawn`` in the dossier's folder.
    """

    folder: Path
    sheets: tuple[str, ...]
    files: tuple[Path, ...]
    gone: tuple[Item, ...]
    kept: tuple[Item, ...]
    current: tuple[Item, ...]


def withdrawal(folder: Path, sources: Collection[str]) -> Withdrawal:
    """What it means to withdraw ``sources``, named by sheet or text, from the dossier in ``folder``.

    Raises UsageError when there is no such source; DossierError when the dossier is not in order, or
    would not be without the sources: what stays refers to what would go, at the places named.
    """
    dossier = read_dossier(folder)
    names = _sheets(dossier, sources)
    gone_sheets = [sheet for sheet in dossier.sheets if sheet.name in names]
    left = [sheet for sheet in dossier.sheets if sheet.name not in names]
    _check_what_is_left(folder, names)
    touched = list(chain.from_iterable(map(_items, gone_sheets)))
    counts: Counter[tuple[str, str]] = Counter()
    for item in chain.from_iterable(map(_items, left)):
        counts[item.kind, item.id] += item.statements
    return Withdrawal(
        folder=folder,
        sheets=tuple(sheet.name for sheet in gone_sheets),
        files=tuple(_files(gone_sheets, left)),
        gone=_unique(it for it in touched if (it.kind, it.id) not in counts),
        kept=_unique(
            replace(it, statements=counts[it.kind, it.id])
            for it in touched
            if (it.kind, it.id) in counts
        ),
        current=_unique(_current_again(gone_sheets, left)),
    )


def withdraw(planned: Withdrawal) -> None:
    """Move the files of a withdrawal to ``withdrawn`` in the dossier's folder; nothing is deleted.

    Raises UsageError when a file of that name was withdrawn before, OutsideError when the system refuses.
    """
    target = planned.folder / WITHDRAWN
    for file in planned.files:
        if (target / file.name).exists():
            advice = "Move or rename that one first."
            raise UsageError(f"'{target / file.name}' is already there\n    {advice}")
    try:
        target.mkdir(exist_ok=True)
        for file in planned.files:  # sheets first: a text without a sheet is no error
            (planned.folder / file).rename(target / file.name)
    except OSError as error:
        raise OutsideError(f"{target}: cannot be written: {error.strerror or error}") from error


def _sheets(dossier: Dossier, sources: Collection[str]) -> set[str]:
    """The names of the sheets that are meant: by the sheet's name or file, or by its text's name."""
    known: dict[str, set[str]] = {}
    for sheet in dossier.sheets:
        for name in (sheet.name, f"{sheet.name}.yaml", sheet.source.name):
            known.setdefault(name, set()).add(sheet.name)
    names = set()
    for source in sources:
        name = source.removeprefix(f"{SOURCES}/")
        if name not in known:
            advice = did_you_mean(name, (sheet.name for sheet in dossier.sheets), "sources")
            raise UsageError(f"there is no source '{source}' in the dossier\n    {advice}")
        names |= known[name]
    return names


def _check_what_is_left(folder: Path, names: Collection[str]) -> None:
    try:
        read_dossier(folder, without=names)
    except DossierError as error:
        advice = "It would go with the source: withdraw this one as well, or change it here first."
        problems = (replace(problem, help=advice) for problem in error.problems)
        raise DossierError(tuple(problems)) from error


def _items(sheet: Sheet) -> Iterator[Item]:
    for position in sheet.positions:
        yield _position(position)
        for condition in position.conditions:
            yield Item("condition", condition.id, condition.label, 1)
    things: tuple[Claim | Event, ...] = (*sheet.claims, *sheet.events)
    for thing in things:
        kind = "claim" if isinstance(thing, Claim) else "event"
        yield Item(kind, thing.id, thing.label, len(thing.evidence))
    for office in sheet.offices:
        name = f"{office.person} in {office.party}"
        yield Item("office", name, office.title, len(office.evidence))


def _current_again(gone: list[Sheet], left: list[Sheet]) -> Iterator[Item]:
    def superseded(sheets: list[Sheet]) -> set[str]:
        positions = (position for sheet in sheets for position in sheet.positions)
        return {old for position in positions for old in position.supersedes}

    freed = superseded(gone) - superseded(left)
    for sheet in left:
        for position in sheet.positions:
            if position.id in freed and position.status in (None, "current"):
                yield _position(position)


def _position(position: Position) -> Item:
    label = f"{position.holder}: {position.act} {position.option or position.issue}"
    return Item("position", position.id, label, len(position.evidence))


def _files(gone: list[Sheet], left: list[Sheet]) -> Iterator[Path]:
    """The sheets, then the texts that no other sheet is about."""
    for sheet in gone:
        yield Path(SOURCES) / f"{sheet.name}.yaml"
    needed = {sheet.source.name for sheet in left}
    for name in dict.fromkeys(sheet.source.name for sheet in gone):
        if name not in needed:
            yield Path(SOURCES) / name


def _unique(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple({(item.kind, item.id): item for item in items}.values())
