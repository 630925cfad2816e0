"""How differences between two coders are settled: a form to fill in, and reading it back.

The form lists each disagreement with both coders' words::

    decisions:
      # act: Anna demand, Boris propose
      - first: union-shifts
        second: shift-of-eight-hours
        take: second            # first, second, both or neither; empty: not decided yet
        set: {firmness: stated} # optional: keys of the item that neither coder has right
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from detente.graph.coders.agreement import Agreement, Coded, Disagreement
from detente.graph.coders.layout import comment, dump
from detente.graph.dossier.marked import Marked, parse
from detente.graph.dossier.marked import Path as DataPath
from detente.graph.errors import DossierError, Problem
from detente.graph.suggest import did_you_mean

Key = tuple[str | None, str | None]  # ids of the units in the first and the second sheet

TAKES = ("first", "second", "both", "neither")
_KEYS = ("first", "second", "take", "set")


@dataclass(frozen=True, slots=True)
class Decision:
    """Whose item is taken, and the keys that are set otherwise."""

    take: str
    set: Mapping[str, Any] = field(default_factory=dict)


def key_of(disagreement: Disagreement) -> Key:
    """What a decision names a disagreement by."""
    first, second = disagreement.first, disagreement.second
    return first.id if first else None, second.id if second else None


def form(found: Agreement) -> str:
    """The disagreements as a YAML form to fill in."""
    lines = [
        comment(f"Settling the differences between {found.coders[0]} and {found.coders[1]}"),
        comment(f"on {found.text}: first is {found.files[0]}, second is {found.files[1]}."),
        comment("Beside each take: write first, second, both or neither. Keys that neither coder"),
        comment("has right can be put right beside it: set: {firmness: stated}."),
        "",
        "decisions:" if found.disagreements else "decisions: []",
    ]
    for disagreement in found.disagreements:
        lines += ["", *(f"  {line}" for line in _about(found, disagreement))]
        first, second = key_of(disagreement)
        entry = {"first": first, "second": second}
        given = {side: name for side, name in entry.items() if name}
        lines += [f"  {line}" for line in dump([given]).splitlines()]
        lines.append("    take:")
    return "\n".join(lines) + "\n"


def _about(found: Agreement, disagreement: Disagreement) -> Iterator[str]:
    first, second = disagreement.first, disagreement.second
    for difference in disagreement.differences:
        ours = f"{found.coders[0]} {difference.first}"
        theirs = f"{found.coders[1]} {difference.second}"
        yield comment(f"{difference.variable}: {ours}, {theirs}")
    sides: tuple[tuple[str, Coded | None], ...] = (
        (found.coders[0], first),
        (found.coders[1], second),
    )
    for coder, side in sides:
        if side is None:
            yield comment(f"{coder}: not coded")
        else:
            yield comment(f"{coder}: {' … '.join(f'“{quote}”' for quote in side.quotes)}")


def read_decisions(text: str, file: str, found: Agreement) -> dict[Key, Decision]:
    """The decisions in a filled form; those left empty are not among them.

    Raises DossierError with every fault at its place.
    """
    marked, problems = parse(text, file)
    decided: dict[Key, Decision] = {}
    if not problems:
        known = {key_of(disagreement) for disagreement in found.disagreements}
        entries = marked.data.get("decisions") if isinstance(marked.data, dict) else None
        if not isinstance(entries, list):
            problems.append(Problem(marked.at(("decisions",)), "expected a list of 'decisions'"))
        for index, entry in enumerate(entries if isinstance(entries, list) else ()):
            _read(marked, ("decisions", index), entry, known, decided, problems)
    if problems:
        raise DossierError(tuple(sorted(set(problems))))
    return decided


def _read(
    marked: Marked,
    path: DataPath,
    entry: Any,
    known: set[Key],
    decided: dict[Key, Decision],
    problems: list[Problem],
) -> None:
    if not isinstance(entry, dict):
        problems.append(Problem(marked.at(path), "expected the keys first, second and take"))
        return
    for name in entry:
        if name not in _KEYS:
            where = marked.at_key((*path, name))
            advice = did_you_mean(name, _KEYS, "keys")
            problems.append(Problem(where, f"unknown key '{name}' in a decision", advice))
    key = (_name(entry.get("first")), _name(entry.get("second")))
    take, changes = entry.get("take"), entry.get("set") or {}
    if key not in known:
        shown = " and ".join(f"'{name}'" for name in key if name) or "nothing"
        advice = "The coders do not differ here, or the sheets have changed: make the form anew."
        problems.append(Problem(marked.at(path), f"no disagreement between {shown}", advice))
    elif key in decided:
        problems.append(Problem(marked.at(path), "this is decided twice", "Keep one of them."))
    elif take is not None and take not in TAKES:
        advice = did_you_mean(str(take), TAKES, "answers")
        problems.append(Problem(marked.at((*path, "take")), f"'{take}' is no answer", advice))
    elif not isinstance(changes, dict):
        problems.append(Problem(marked.at((*path, "set")), "expected keys and values to set"))
    elif take is not None:
        decided[key] = Decision(take, changes)


def _name(value: Any) -> str | None:
    return None if value is None else str(value)
