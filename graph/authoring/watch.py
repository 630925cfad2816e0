"""Waiting for files to be saved, and what a save changed among the problems.

The files' times are asked for twice a second. That needs no library, and it works on network drives and
in containers, where the system's notices of changes do not arrive.
"""

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from detente.graph.check import check
from detente.graph.dossier.read import AGENDA
from detente.graph.errors import DetenteError, InputError, Location, Problem, UsageError
from detente.graph.open import open_graph

Moments = dict[str, tuple[int, int]]

_PAUSE = 0.5  # seconds between two looks
_REST = 0.1  # seconds without a change, until what saves several files is done


@dataclass(frozen=True, slots=True)
class Change:
    """What is different between two checks: problems that are new, problems that are gone."""

    new: tuple[Problem, ...]
    gone: tuple[Problem, ...]


def change(before: tuple[Problem, ...], after: tuple[Problem, ...]) -> Change:
    """What is different. A problem that only moved to another line is the same problem.

    >>> from detente.graph.errors import Location
    >>> one, moved = Problem(Location("a", 3), "wrong"), Problem(Location("a", 9), "wrong")
    >>> change((one,), (moved,))
    Change(new=(), gone=())
    """
    return Change(_without(after, before), _without(before, after))


def _without(some: tuple[Problem, ...], others: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Those of ``some`` that have no match among ``others``; of several alike, the last ones."""
    matches = Counter((other.where.file, other.message) for other in others)
    left = []
    for problem in some:
        key = (problem.where.file, problem.message)
        matches[key] -= 1
        if matches[key] < 0:
            left.append(problem)
    return tuple(left)


def watch(source: Path) -> Iterator[tuple[Change, int]]:
    """What a check of ``source`` finds, then what each save changes in it, with how many problems there are.

    ``source`` is a dossier's folder or an RDF file. Never ends. Raises UsageError when there is nothing
    of that name.
    """
    if not source.exists():
        raise UsageError(f"there is no folder or file '{source}' to watch")
    known: tuple[Problem, ...] = ()
    for _ in saves(source):
        found = _problems(source)
        yield change(known, found), len(found)
        known = found


def saves(source: Path) -> Iterator[None]:
    """Yields at once, then whenever the files of ``source`` have been saved. Never ends."""
    before = moments(source)
    yield
    while True:
        time.sleep(_PAUSE)
        now = moments(source)
        if now == before:
            continue
        while True:
            time.sleep(_REST)
            later = moments(source)
            if later == now:
                break
            now = later
        before = now
        yield


def _problems(source: Path) -> tuple[Problem, ...]:
    """A file that is away for the moment in which an editor saves it is a problem like any other."""
    try:
        return check(open_graph(source))
    except InputError as error:
        return error.problems
    except DetenteError as error:
        return (Problem(Location(str(source)), str(error)),)


def moments(source: Path) -> Moments:
    """When each file of a source was last changed, and its size; files that vanish meanwhile are left out."""
    files = [source / AGENDA, *source.glob("sources/*")] if source.is_dir() else [source]
    found: Moments = {}
    for path in files:
        try:
            known = path.stat()
        except OSError:
            continue
        found[str(path)] = (known.st_mtime_ns, known.st_size)
    return found
