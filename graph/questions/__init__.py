"""The saved questions: one SPARQL file each, its opening comment says what it answers.

::

    # Who demands what of whom, and how firmly?
    # A sentence or two on what a row is.
    # parameter party (party): only this party's demands
    # empty: No demand is recorded.
    SELECT …

A parameter named ``party`` is taken by a line ``VALUES ?party { UNDEF }``; left out, it stays open.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from detente.graph.errors import UsageError
from detente.graph.suggest import did_you_mean

_FOLDER = Path(__file__).parent
_PARAMETER = re.compile(r"parameter (?P<name>\w+) \((?P<kind>[\w-]+)\): (?P<help>.+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a saved question can be narrowed to. ``kind`` says what a value names: party, issue, …"""

    name: str
    kind: str
    help: str


@dataclass(frozen=True, slots=True)
class Question:
    """A saved question: its name, its wording, what a row is, and its SPARQL."""

    name: str
    wording: str
    explanation: str
    parameters: tuple[Parameter, ...]
    empty: str
    sparql: str

    def parameter(self, name: str) -> Parameter:
        """The parameter ``name``; raises UsageError when there is none."""
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        advice = did_you_mean(name, [parameter.name for parameter in self.parameters], "parameters")
        raise UsageError(f"'{self.name}' does not take a parameter '{name}'\n    {advice}")


def question_names() -> tuple[str, ...]:
    """The names of the saved questions, in alphabetical order."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.rq")))


def question(name: str) -> Question:
    """The saved question ``name``.

    Raises UsageError with the nearest name when there is none.
    """
    if name not in question_names():
        advice = did_you_mean(name, question_names(), "questions")
        raise UsageError(f"there is no saved question '{name}'\n    {advice}")
    sparql = (_FOLDER / f"{name}.rq").read_text(encoding="utf-8")
    comment = re.match(r"(?:#.*\n)*", sparql)
    lines = [
        line.removeprefix("#").strip() for line in (comment[0] if comment else "").splitlines()
    ]
    wording, *rest = lines
    parameters = tuple(
        Parameter(**found.groupdict()) for line in rest if (found := _PARAMETER.match(line))
    )
    empty = next(line.removeprefix("empty: ") for line in rest if line.startswith("empty: "))
    explanation = " ".join(
        line
        for line in rest
        if line and not _PARAMETER.match(line) and not line.startswith("empty: ")
    )
    return Question(name, wording, explanation, parameters, empty, sparql)


def questions() -> tuple[Question, ...]:
    """All saved questions, in alphabetical order of their names."""
    return tuple(question(name) for name in question_names())
