"""A dossier's files in canonical order and layout: the same data, the same comments, fewer quarrels."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from detente.graph.authoring.layout import laid_out
from detente.graph.authoring.tree import read_tree
from detente.graph.dossier.files import Folder
from detente.graph.dossier.marked import parse
from detente.graph.dossier.read import AGENDA
from detente.graph.errors import DetenteError, DossierError, Problem, UsageError
from detente.graph.files import save
from detente.ontology import DOSSIER_SCHEMA, SHEET_SCHEMA


@dataclass(frozen=True, slots=True)
class Tidied:
    """What became of a dossier's files: those that are not in canonical layout, or were not."""

    changed: tuple[Path, ...]
    files: int
    problems: tuple[Problem, ...]


def tidy(folder: Path, *, write: bool = True) -> Tidied:
    """Bring the agenda and the sheets of the dossier ``folder`` into canonical order and layout.

    A file that cannot be read as YAML is left alone, and told among the problems; the others are done.
    With ``write=False`` nothing is written. Raises UsageError when there is no dossier, OutsideError
    when the system refuses.
    """
    if not (folder / AGENDA).is_file():
        raise UsageError(f"'{folder}' holds no dossier")
    files = Folder(folder)
    changed: list[Path] = []
    problems: list[Problem] = []
    names = list(_names(folder))
    for name in names:
        content = files.read(name)
        if isinstance(content, Problem):
            problems.append(content)
            continue
        try:
            tidied = tidied_text(content[1], files.shown(name), agenda=name == AGENDA)
        except DossierError as error:
            problems += error.problems
            continue
        if tidied != content[1]:
            changed.append(folder / name)
            if write:
                save(tidied.encode(), folder / name)
    return Tidied(tuple(changed), len(names), tuple(problems))


def _names(folder: Path) -> Iterator[str]:
    yield AGENDA
    for path in sorted((folder / "sources").glob("*.yaml")):
        yield f"sources/{path.name}"


def tidied_text(text: str, file: str = "", *, agenda: bool = False) -> str:
    """The text of a sheet, or of an agenda, in canonical order and layout.

    Raises DossierError when it is not readable as YAML.

    >>> print(tidied_text("positions:\\n- act:   demand # so\\n  id: 'a'\\nsource: {text: b.txt}"), end="")
    source: {text: b.txt}
    positions:
      - id: a
        act: demand  # so
    """
    marked, problems = parse(text, file)
    if problems:
        raise DossierError(tuple(problems))
    if not isinstance(marked.data, dict) or not marked.data:
        return text  # nothing to lay out; 'detente check' tells what is missing
    tree, comments = read_tree(text)
    tidied = laid_out(tree, marked.data, _schema(DOSSIER_SCHEMA if agenda else SHEET_SCHEMA))
    again, faults = parse(tidied, file)
    if faults or again.data != marked.data or sorted(read_tree(tidied)[1]) != sorted(comments):
        # Cannot happen as far as the tests know; a coder's work is worth a second look.
        raise DetenteError(
            f"{file}: the layout would change what the file says; it is left as it is"
        )
    return tidied


@cache
def _schema(path: Path) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema
