"""The options of a model file, and the statements over them."""

from collections.abc import Mapping
from typing import Any

from detente.graph.analysis.stability.model import Irreversible, Option
from detente.graph.analysis.stability.option_form import MOST_OPTIONS
from detente.graph.analysis.stability.statements import (
    RESERVED,
    Statement,
    StatementError,
    statement,
)
from detente.graph.dossier.marked import Marked
from detente.graph.dossier.marked import Path as DataPath
from detente.graph.dossier.shown import shown
from detente.graph.errors import Problem
from detente.graph.suggest import did_you_mean

_ONLY_OPTION_FORM = ("infeasible", "indistinguishable")


def read_options(
    marked: Marked, makers: Mapping[str, int], problems: list[Problem]
) -> tuple[Option, ...]:
    """The options, in the order of the file; none in graph form."""
    data = marked.data
    if "options" not in data:
        problems += [
            Problem(
                marked.at_key((key,)),
                f"'{key}' belongs to option form, but the file has moves and no options",
                "Remove it, or give options in the place of moves.",
            )
            for key in _ONLY_OPTION_FORM
            if key in data
        ]
        return ()
    if "moves" in data:
        message = "the file has both options and moves"
        problems.append(
            Problem(marked.at_key(("moves",)), message, "Keep one of the two: they say the same.")
        )
    if len(data["options"]) > MOST_OPTIONS:
        message = (
            f"{len(data['options'])} options are more than the {MOST_OPTIONS} that can be analysed"
        )
        problems.append(
            Problem(marked.at_key(("options",)), message, "Leave out those that decide least.")
        )
    return tuple(
        _option(marked, name, option, makers, problems) for name, option in data["options"].items()
    )


def _option(
    marked: Marked,
    name: str,
    data: dict[str, Any],
    makers: Mapping[str, int],
    problems: list[Problem],
) -> Option:
    path: DataPath = ("options", name)
    if name in RESERVED or name.isdecimal():
        message = f"'{name}' cannot be the id of an option: statements read it otherwise"
        problems.append(Problem(marked.at_key(path), message, "Choose a name with a letter in it."))
    by = data["by"] if isinstance(data["by"], list) else [data["by"]]
    for number, maker in enumerate(by):
        if maker not in makers:
            place = (*path, "by", number) if isinstance(data["by"], list) else (*path, "by")
            problems.append(
                Problem(
                    marked.at(place),
                    f"there is no decision maker '{shown(maker)}'",
                    did_you_mean(maker, makers, "decision makers"),
                )
            )
    irreversible = data.get("irreversible")
    return Option(
        name,
        data["label"],
        tuple(makers[maker] for maker in by if maker in makers),
        Irreversible(irreversible) if irreversible else None,
    )


def read_statement(
    marked: Marked,
    path: DataPath,
    value: Any,
    options: tuple[Option, ...],
    problems: list[Problem],
) -> Statement | None:
    """The statement at ``path``: a text, an option's number, or ``{holds: …, positions: […]}``."""
    positions: tuple[str, ...] = ()
    if isinstance(value, dict):
        positions = _positions(marked, path, value, problems)
        path, value = (*path, "holds"), value.get("holds")
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        advice = "A statement is a text over option ids, such as: accept if not modify."
        problems.append(Problem(marked.at(path), "a statement is expected here", advice))
        return None
    text = value if isinstance(value, str) else marked.written(path)
    bits = {option.id: bit for bit, option in enumerate(options)}
    try:
        return statement(text, bits, positions)
    except StatementError as error:
        advice = did_you_mean(error.unknown, bits, "options") if error.unknown else ""
        message = f"'{shown(text)}' cannot be read as a statement: {shown(str(error), 120)}"
        problems.append(Problem(marked.at(path), message, advice))
        return None


def _positions(
    marked: Marked, path: DataPath, value: dict[str, Any], problems: list[Problem]
) -> tuple[str, ...]:
    known = ("holds", "positions", "because")
    problems += [
        Problem(
            marked.at_key((*path, key)),
            f"unknown key '{shown(key)}' in a statement",
            did_you_mean(key, known, "keys"),
        )
        for key in value
        if key not in known
    ]
    positions = value.get("positions", [])
    if isinstance(positions, list) and all(isinstance(it, str) for it in positions):
        return tuple(positions)
    problems.append(
        Problem(marked.at((*path, "positions")), "'positions' needs a list of ids of positions")
    )
    return ()
