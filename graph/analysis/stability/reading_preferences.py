"""The preferences of a model file: rankings with ties, or prioritised statements."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from detente.graph.analysis.stability.model import Level, Option, State
from detente.graph.analysis.stability.preferences import ranks_by_groups, ranks_by_statements
from detente.graph.analysis.stability.reading_options import read_statement
from detente.graph.dossier.marked import Marked
from detente.graph.dossier.marked import Path as DataPath
from detente.graph.dossier.shown import shown
from detente.graph.errors import Problem
from detente.graph.suggest import did_you_mean


@dataclass(frozen=True)
class Ranked:
    """What each decision maker prefers, as in Model."""

    rank: tuple[tuple[int, ...], ...]
    levels: tuple[tuple[Level, ...], ...]
    silent: frozenset[int]


def read_preferences(
    marked: Marked,
    makers: Mapping[str, int],
    options: tuple[Option, ...],
    states: tuple[State, ...],
    problems: list[Problem],
) -> Ranked:
    """The ranks of all decision makers; every one needs an entry, an empty list says that none is known."""
    data = marked.data["preferences"]
    for name in data:
        if name not in makers:
            message = f"there is no decision maker '{name}'"
            advice = did_you_mean(name, makers, "decision makers")
            problems.append(Problem(marked.at_key(("preferences", name)), message, advice))
    rank: list[tuple[int, ...]] = []
    levels: list[tuple[Level, ...]] = []
    for name in makers:
        path: DataPath = ("preferences", name)
        found: tuple[Level, ...] = ()
        ranks = (0,) * len(states)
        if name not in data:
            message = f"'preferences' says nothing of '{name}'"
            advice = f"Add its preferences, or '{name}: {{statements: []}}' where none are known."
            problems.append(Problem(marked.at_key(("preferences",)), message, advice))
        elif "ranking" in data[name] and "statements" in data[name]:
            message = f"'{name}' has both a ranking and statements"
            problems.append(Problem(marked.at(path), message, "Keep one of the two."))
        elif "ranking" in data[name]:
            ranks = _ranking(marked, (*path, "ranking"), data[name]["ranking"], states, problems)
        else:
            found = _levels(marked, (*path, "statements"), data[name], options, problems)
            ranks = ranks_by_statements(found, states)
        rank.append(ranks)
        levels.append(found)
    silent = frozenset(
        makers[name]
        for name in makers
        if not data.get(name, {}).get("ranking") and not levels[makers[name]]
    )
    return Ranked(tuple(rank), tuple(levels), silent)


def _ranking(
    marked: Marked,
    path: DataPath,
    value: list[Any],
    states: tuple[State, ...],
    problems: list[Problem],
) -> tuple[int, ...]:
    places = {state.id: place for place, state in enumerate(states)}
    groups: list[list[int]] = []
    given: set[int] = set()
    for number, entry in enumerate(value):
        group = []
        inside = isinstance(entry, list)
        for inner in range(len(entry) if inside else 1):
            step = (*path, number, inner) if inside else (*path, number)
            name = marked.written(step)
            place = places.get(name)
            if place is None:
                message = f"there is no state '{shown(name)}'"
                advice = did_you_mean(name, places, "states")
                problems.append(Problem(marked.at(step), message, advice))
            elif place in given:
                message = f"state '{name}' is ranked twice"
                problems.append(Problem(marked.at(step), message, "Keep one of the two."))
            else:
                given.add(place)
                group.append(place)
        groups.append(group)
    missing = [state.id for place, state in enumerate(states) if place not in given]
    if missing:
        names = ", ".join(missing[:12]) + (" …" if len(missing) > 12 else "")
        message = f"the ranking leaves out {len(missing)} of {len(states)} states: {names}"
        advice = "A ranking has all states; put those that are equally good into a list: [s1, s2]."
        problems.append(Problem(marked.at(path), message, advice))
    return ranks_by_groups(groups, len(states))


def _levels(
    marked: Marked,
    path: DataPath,
    data: dict[str, Any],
    options: tuple[Option, ...],
    problems: list[Problem],
) -> tuple[Level, ...]:
    if data["statements"] and not options:
        message = "statements are over options, but the file has none"
        problems.append(Problem(marked.at(path), message, "Give a ranking of the states."))
        return ()
    levels = []
    for number, entry in enumerate(data["statements"]):
        entries = (
            [((*path, number, inner), it) for inner, it in enumerate(entry)]
            if isinstance(entry, list)
            else [((*path, number), entry)]
        )
        read = [read_statement(marked, step, it, options, problems) for step, it in entries]
        levels.append(Level(tuple(statement for statement in read if statement)))
    return tuple(levels)
