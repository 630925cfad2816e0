"""What an analyst assumes where the texts give no number, read from a small file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from detente.graph.analysis.recorded import Recorded
from detente.graph.dossier.files import Folder
from detente.graph.dossier.marked import Marked, parse
from detente.graph.dossier.structure import structure_problems
from detente.graph.errors import InputError, Problem
from detente.graph.suggest import did_you_mean

_SCHEMA = Path(__file__).parent / "assumptions.schema.json"


@dataclass(frozen=True)
class Assumptions:
    """Assumed numbers: capability by party, position and salience by issue and party.

    ``without`` are, by issue, the parties supposed to take no part in deciding it.
    """

    capability: Mapping[str, Fraction] = field(default_factory=dict)
    position: Mapping[tuple[str, str], Fraction] = field(default_factory=dict)
    salience: Mapping[tuple[str, str], Fraction] = field(default_factory=dict)
    without: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read_assumptions(path: Path, recorded: Recorded) -> Assumptions:
    """The assumptions of a YAML file, about parties and issues that are recorded.

    Raises InputError with every fault at its place, OutsideError when the file cannot be read.
    """
    folder = Folder(path.parent)
    content = folder.read(path.name)
    if isinstance(content, Problem):
        raise InputError((content,))
    marked, problems = parse(content[1], folder.shown(path.name))
    if marked.data is None and not problems:  # an empty file, or one of comments alone
        return Assumptions()
    if not problems:
        marked, problems = structure_problems(marked, _SCHEMA)
    problems = problems or _unknown(marked, recorded)
    if problems:
        raise InputError(tuple(problems))
    issues: Mapping[str, Any] = marked.data.get("issues", {})
    return Assumptions(
        {party: Fraction(str(it)) for party, it in marked.data.get("capability", {}).items()},
        _numbers(issues, "position"),
        _numbers(issues, "salience"),
        {name: tuple(issue.get("without", ())) for name, issue in issues.items()},
    )


def _numbers(issues: Mapping[str, Any], quantity: str) -> dict[tuple[str, str], Fraction]:
    return {
        (name, party): Fraction(str(said[quantity]))
        for name, issue in issues.items()
        for party, said in issue.get("parties", {}).items()
        if quantity in said
    }


def _unknown(marked: Marked, recorded: Recorded) -> list[Problem]:
    """Parties and issues that the record does not know, and issues that have no interval scale."""
    problems = []
    for path, _ in marked.find_any((("capability", "*"), ("issues", "*", "parties", "*"))):
        if path[-1] not in recorded.parties:
            advice = did_you_mean(str(path[-1]), recorded.parties, "parties")
            problems.append(Problem(marked.at_key(path), f"there is no party '{path[-1]}'", advice))
    for path, party in marked.find(("issues", "*", "without", "*")):
        if party not in recorded.parties:
            advice = did_you_mean(party, recorded.parties, "parties")
            problems.append(Problem(marked.at(path), f"there is no party '{party}'", advice))
    scaled = [it.id for it in recorded.issues.values() if it.scale == "interval"]
    for path, _ in marked.find(("issues", "*")):
        if path[-1] not in scaled:
            message = f"there is no issue '{path[-1]}' with an interval scale"
            advice = did_you_mean(str(path[-1]), scaled, "issues with an interval scale")
            problems.append(Problem(marked.at_key(path), message, advice))
    return sorted(problems)
