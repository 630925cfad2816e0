"""A dossier's folder into the frozen dossier, or every error in it at once."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from detente.graph.dossier.build import build_dossier, build_sheet
from detente.graph.dossier.consistency import consistency_problems
from detente.graph.dossier.files import NO_SUCH_FILE, Folder
from detente.graph.dossier.marked import Marked, parse
from detente.graph.dossier.marked import Path as DataPath
from detente.graph.dossier.model import Dossier, Span
from detente.graph.dossier.references import reference_problems
from detente.graph.dossier.spans import place_quotes
from detente.graph.dossier.structure import structure_problems
from detente.graph.errors import DossierError, Location, Problem
from detente.graph.suggest import did_you_mean
from detente.ontology import DOSSIER_SCHEMA, SHEET_SCHEMA

AGENDA = "dossier.yaml"


def read_dossier(path: str | Path) -> Dossier:
    """The dossier in the folder ``path``.

    Raises DossierError with every problem found: files, keys, codes, references, quotes.
    Raises OutsideError when the system refuses to read a file.
    """
    folder = Folder(Path(path))
    problems: list[Problem] = []
    agenda = _parsed(folder, AGENDA, DOSSIER_SCHEMA, problems)
    if agenda is None:
        raise DossierError(tuple(problems))
    files = _sheet_files(folder, problems)
    parsed = [
        (Path(name).stem, sheet)
        for name in files
        if (sheet := _parsed(folder, name, SHEET_SCHEMA, problems))
    ]
    problems += reference_problems(agenda, [sheet for _, sheet in parsed])
    coded = [_coded(folder, name, sheet, problems) for name, sheet in parsed]
    if not problems:
        # Built only now: building relies on all that was checked above.
        sheets = tuple(
            build_sheet(it.sheet, it.name, it.text, it.sha256, it.spans) for it in coded if it
        )
        problems += consistency_problems(sheets)
    if problems:
        raise DossierError(tuple(sorted(set(problems))))
    return build_dossier(agenda, sheets)


@dataclass(frozen=True, slots=True)
class _Coded:
    """A sheet with its text and the places of its quotes in it."""

    name: str
    sheet: Marked
    text: str
    sha256: str
    spans: Mapping[DataPath, Span]


def _sheet_files(folder: Folder, problems: list[Problem]) -> list[str]:
    names = []
    for path in sorted((folder.path / "sources").glob("*.y*ml")):
        name = f"sources/{path.name}"
        if path.suffix == ".yaml":
            names.append(name)
        else:
            advice = f"Rename it to {path.stem}.yaml; it is not read as it is."
            problems.append(
                Problem(Location(folder.shown(name)), "a coding sheet's name ends in .yaml", advice)
            )
    return names


def _parsed(folder: Folder, name: str, schema: Path, problems: list[Problem]) -> Marked | None:
    """A YAML file with its form checked; None when there are no keys and values to go on with."""
    content = folder.read(name)
    if isinstance(content, Problem):
        problems.append(content)
        return None
    marked, faults = parse(content[1], folder.shown(name))
    # What a broken file lacks or seems to have would only echo the fault that broke it.
    problems += faults or structure_problems(marked, schema)
    return marked if isinstance(marked.data, dict) else None


def _coded(folder: Folder, name: str, sheet: Marked, problems: list[Problem]) -> _Coded | None:
    """A sheet with its quotes placed in its text; None when there is no such text."""
    source = sheet.data.get("source")
    file = source.get("text") if isinstance(source, dict) else None
    if not isinstance(file, str) or not file or "/" in file or "\\" in file:
        return None
    content = folder.read(f"sources/{file}")
    if isinstance(content, Problem):
        missing = content.message == NO_SUCH_FILE
        where = sheet.at(("source", "text")) if missing else content.where
        message = f"there is no text 'sources/{file}'" if missing else content.message
        advice = did_you_mean(file, folder.names("sources"), "texts") if missing else content.help
        problems.append(Problem(where, message, advice))
        return None
    data, text = content
    placed = place_quotes(sheet, text)
    problems += placed.problems
    return _Coded(name, sheet, text, hashlib.sha256(data).hexdigest(), placed.spans)
