"""The rule by which positions become utilities: read from a small file that a user can change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from detente.graph.dossier.files import Folder
from detente.graph.dossier.marked import parse
from detente.graph.dossier.structure import structure_problems
from detente.graph.errors import InputError, Problem

DEFAULT_RULE = Path(__file__).parent / "rule.yaml"
_SCHEMA = Path(__file__).parent / "rule.schema.json"


@dataclass(frozen=True)
class Rule:
    """Weights of firmness and act, and what holds when nothing is agreed; ``rule.yaml`` explains each."""

    firmness: Mapping[str, Fraction] = field(default_factory=dict)
    acts: Mapping[str, Fraction] = field(default_factory=dict)
    unjudged_salience: Fraction = Fraction(1)
    closeness: frozenset[str] = frozenset()
    utility: str = "share"
    fallback: tuple[str, ...] = ()
    fallback_utilities: Mapping[str, Fraction] = field(default_factory=dict)


def read_rule(path: Path | None = None) -> Rule:
    """The rule of a file; what the file leaves out is as in the default rule, as is all without one.

    Raises InputError with every fault at its place, OutsideError when the file cannot be read.

    >>> read_rule().firmness["red-line"]
    Fraction(5, 1)
    """
    data = _data(DEFAULT_RULE)
    if path is not None:
        for key, value in _data(path).items():
            data[key] = {**data[key], **value} if isinstance(value, dict) else value
    return Rule(
        firmness=_numbers(data["firmness"]),
        acts=_numbers(data["acts"]),
        unjudged_salience=Fraction(str(data["unjudged_salience"])),
        closeness=frozenset(data["closeness"]),
        utility=str(data["utility"]),
        fallback=tuple(data["disagreement"]["options"]),
        fallback_utilities=_numbers(data["disagreement"]["utilities"]),
    )


def _data(path: Path) -> dict[str, Any]:
    folder = Folder(path.parent)
    content = folder.read(path.name)
    if isinstance(content, Problem):
        raise InputError((content,))
    marked, problems = parse(content[1], folder.shown(path.name))
    if marked.data is None and not problems:  # an empty file, or one of comments alone
        return {}
    if not problems:
        marked, problems = structure_problems(marked, _SCHEMA)
    if problems:
        raise InputError(tuple(problems))
    return dict(marked.data)


def _numbers(data: Mapping[str, Any]) -> dict[str, Fraction]:
    return {str(key): Fraction(str(value)) for key, value in data.items()}
