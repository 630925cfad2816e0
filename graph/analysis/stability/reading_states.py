"""The states of a model file and the moves between them, in either form."""

import re
from collections.abc import Sequence

from detente.graph.analysis.stability.model import DecisionMaker, Option, State
from detente.graph.analysis.stability.option_form import MOST_STATES, fitting, generated, reach
from detente.graph.analysis.stability.reading_options import read_statement
from detente.graph.analysis.stability.statements import Test
from detente.graph.dossier.marked import Marked
from detente.graph.dossier.shown import shown
from detente.graph.errors import Problem
from detente.graph.suggest import did_you_mean

Reach = tuple[tuple[int, ...], ...]

_ARC = re.compile(r"\s*(\S+)\s*(<?->)\s*(\S+)\s*")


def read_option_form(
    marked: Marked,
    decision_makers: Sequence[DecisionMaker],
    options: tuple[Option, ...],
    problems: list[Problem],
) -> tuple[tuple[State, ...], Reach]:
    """The states, named in the file or made from the options, and who can move where."""
    if "states" in marked.data:
        states = _named(marked, options, problems)
    else:
        states = _made(marked, options, problems)
    return (states, reach(decision_makers, states, options)) if not problems else ((), ())


def _named(
    marked: Marked, options: tuple[Option, ...], problems: list[Problem]
) -> tuple[State, ...]:
    for key in ("infeasible", "indistinguishable"):
        if key in marked.data:
            message = f"'{key}' has no effect where 'states' names the feasible states"
            problems.append(Problem(marked.at_key((key,)), message, "Keep one of the two."))
    states: list[State] = []
    owner: dict[int, str] = {}
    for name, data in marked.data["states"].items():
        where = marked.at(("states", name, "taken"))
        pattern = data.get("taken", "")
        if len(pattern) != len(options):
            message = f"state '{name}' says of {len(pattern)} options whether they are taken"
            advice = (
                f"'taken' needs {len(options)} letters, one an option: Y taken, N not, - either."
            )
            problems.append(Problem(where, message, advice))
            continue
        sets = fitting(pattern)
        same = next((owner[taken] for taken in sets if taken in owner), None)
        if same is not None:
            message = f"states '{same}' and '{name}' have a set of options in common"
            problems.append(Problem(where, message, "Each set of options belongs to one state."))
        owner.update(dict.fromkeys(sets, name))
        states.append(State(name, data.get("label", ""), sets))
    return tuple(states)


def _made(
    marked: Marked, options: tuple[Option, ...], problems: list[Problem]
) -> tuple[State, ...]:
    infeasible = _tests(marked, "infeasible", options, problems)
    same = _tests(marked, "indistinguishable", options, problems)
    if problems:
        return ()
    try:
        states = generated(options, infeasible, same)
    except ValueError as error:
        advice = f"At most {MOST_STATES:,} can be analysed: rule some out under 'infeasible'."
        problems.append(Problem(marked.at_key(("options",)), str(error), advice))
        return ()
    if not states:
        message = "no state is feasible: together these rule out everything"
        problems.append(Problem(marked.at_key(("infeasible",)), message))
    return states


def _tests(
    marked: Marked, key: str, options: tuple[Option, ...], problems: list[Problem]
) -> list[Test]:
    read = [
        read_statement(marked, (key, number), value, options, problems)
        for number, value in enumerate(marked.data.get(key, ()))
    ]
    return [statement.holds for statement in read if statement]


def read_graph_form(
    marked: Marked,
    decision_makers: Sequence[DecisionMaker],
    options: tuple[Option, ...],
    problems: list[Problem],
) -> tuple[tuple[State, ...], Reach]:
    """The states as they are listed, and the moves between them."""
    del options
    data = marked.data
    if "states" not in data:
        problems.append(Problem(marked.at_key(("moves",)), "graph form needs the key 'states'"))
        return (), ()
    if len(data["states"]) > MOST_STATES:
        message = f"at most {MOST_STATES:,} states can be analysed"
        problems.append(Problem(marked.at_key(("states",)), message))
        return (), ()
    for name, state in data["states"].items():
        if "taken" in state:
            message = "'taken' belongs to option form, but the file has no options"
            problems.append(Problem(marked.at_key(("states", name, "taken")), message))
    states = tuple(State(name, it.get("label", "")) for name, it in data["states"].items())
    places = {state.id: place for place, state in enumerate(states)}
    makers = {maker.id: place for place, maker in enumerate(decision_makers)}
    rows = [[0] * len(states) for _ in decision_makers]
    for name, arcs in data["moves"].items():
        if name not in makers:
            message = f"there is no decision maker '{name}'"
            advice = did_you_mean(name, makers, "decision makers")
            problems.append(Problem(marked.at_key(("moves", name)), message, advice))
            continue
        for number, arc in enumerate(arcs):
            for start, end in _ends(marked, (name, number), arc, places, problems):
                rows[makers[name]][start] |= 1 << end
    return states, tuple(tuple(row) for row in rows)


def _ends(
    marked: Marked,
    path: tuple[str, int],
    arc: str,
    places: dict[str, int],
    problems: list[Problem],
) -> list[tuple[int, int]]:
    where = marked.at(("moves", *path))
    match = _ARC.fullmatch(arc)
    if match is None:
        message = f"'{shown(arc)}' is not a move"
        problems.append(Problem(where, message, "Expected: s1 -> s2, or s1 <-> s2."))
        return []
    start, way, end = match.groups()
    unknown = [name for name in (start, end) if name not in places]
    for name in unknown:
        message = f"there is no state '{shown(name)}'"
        problems.append(Problem(where, message, did_you_mean(name, places, "states")))
    if start == end:
        problems.append(Problem(where, "a move leads to another state", "Remove this one."))
    if unknown or start == end:
        return []
    there = (places[start], places[end])
    return [there] if way == "->" else [there, there[::-1]]
