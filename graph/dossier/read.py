"""A dossier's folder into the frozen dossier, or every error in it at once."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from detente.graph.dossier.build import build_dossier, build_sheet
from detente.graph.dossier.consistency import consistency_problems
from detente.graph.dossier.files import NO_SUCH_FILE, Folder
from detente.graph.dossier.marked import Marked, parse
from detente.graph.dossier.marked import Path as DataPath
from detente.graph.dossier.model import Dossier, Span
from detente.graph.dossier.references import reference_problems
from detente.graph.dossier.shown import quoted
from detente.graph.dossier.spans import place_quotes
from detente.graph.dossier.structure import structure_problems
from detente.graph.errors import DossierError, Location, Problem
from detente.graph.suggest import did_you_mean
from detente.ontology import DOSSIER_SCHEMA, SHEET_SCHEMA

AGENDA = "dossier.yaml"
SOURCES = "sources"

# Each sheet is a named graph; these two names are taken.
RESERVED = ("agenda.yaml", "outside.yaml")
_SHEET = (".yaml", ".yml")


def read_dossier(path: str | Path, *, without: Collection[str] = ()) -> Dossier:
    """The dossier in the folder ``path``, as it would be ``without`` the sheets of these names.

    Raises DossierError with every problem found: files, keys, codes, references, quotes.
    Raises OutsideError when the system refuses to read a file.
    """
    folder = Folder(Path(path))
    if not (folder.path / AGENDA).exists():
        raise DossierError((_no_agenda(folder),))
    reading = _Reading(folder)
    agenda = reading.parsed(AGENDA, DOSSIER_SCHEMA)
    names = [name for name in reading.sheet_names() if Path(name).stem not in without]
    sheets = {name: reading.parsed(f"{SOURCES}/{name}", SHEET_SCHEMA) for name in names}
    parsed = {Path(name).stem: sheet for name, sheet in sheets.items() if sheet}
    reading.check_references(agenda, list(parsed.values()), len(parsed) < len(sheets))
    coded = [reading.coded(name, sheet) for name, sheet in parsed.items()]
    problems = reading.problems
    if agenda and not problems:
        # Built only now: building relies on all that was checked above.
        built = tuple(
            build_sheet(it.sheet, it.name, it.text, it.sha256, it.spans) for it in coded if it
        )
        problems += consistency_problems(built)
        if not problems:
            return build_dossier(agenda, built)
    raise DossierError(tuple(sorted(set(problems))))


def _no_agenda(folder: Folder) -> Problem:
    advice = f"A dossier is a folder with a file '{AGENDA}' and a folder '{SOURCES}'."
    if (folder.path / "dossier.yml").is_file():
        advice = f"Rename 'dossier.yml' to '{AGENDA}'."
    return Problem(Location(folder.shown(AGENDA)), NO_SUCH_FILE, advice)


@dataclass(frozen=True, slots=True)
class _Coded:
    """A sheet with its text and the places of its quotes in it."""

    name: str
    sheet: Marked
    text: str
    sha256: str
    spans: Mapping[DataPath, Span]


@dataclass(frozen=True, slots=True)
class _Reading:
    """The reading of one folder; collects what is wrong on the way."""

    folder: Folder
    problems: list[Problem] = field(default_factory=list)

    def sheet_names(self) -> list[str]:
        """The file names of the coding sheets."""
        names = self.folder.names(SOURCES)
        if isinstance(names, Problem):
            self.problems.append(names)
            return []
        for name in names:
            if name.endswith(".yml"):
                advice = f"Rename it to {Path(name).stem}.yaml; it is not read as it is."
                where = Location(self.folder.shown(f"{SOURCES}/{name}"))
                self.problems.append(Problem(where, "a coding sheet's name ends in .yaml", advice))
            if name in RESERVED:
                where = Location(self.folder.shown(f"{SOURCES}/{name}"))
                message = "a coding sheet cannot have this name, which stands for another graph"
                self.problems.append(Problem(where, message, "Give it another name."))
        return [name for name in names if name.endswith(".yaml")]

    def parsed(self, name: str, schema: Path) -> Marked | None:
        """A YAML file with its form checked; None when there are no keys and values to go on with."""
        content = self.folder.read(name)
        if isinstance(content, Problem):
            self.problems.append(content)
            return None
        marked, faults = parse(content[1], self.folder.shown(name))
        self.problems.extend(faults)
        if marked.data is None and faults:
            return None  # its form cannot be judged
        marked, problems = structure_problems(marked, schema)
        self.problems.extend(problems)
        return marked if isinstance(marked.data, dict) else None

    def check_references(
        self, agenda: Marked | None, sheets: list[Marked], sheets_missing: bool
    ) -> None:
        """Checks the ids; an id that is not known is not blamed for its form as well."""
        found = reference_problems(agenda, sheets, sheets_missing=sheets_missing)
        places = {problem.where for problem in found}
        self.problems[:] = [it for it in self.problems if it.where not in places] + found

    def coded(self, name: str, sheet: Marked) -> _Coded | None:
        """A sheet with its quotes placed in its text; None when there is no such text."""
        source = sheet.data.get("source")
        file = source.get("text") if isinstance(source, dict) else None
        if not isinstance(file, str) or not file.strip() or "/" in file or "\\" in file:
            return None  # the JSON Schema tells
        content = self._text(file, sheet.at(("source", "text")))
        if isinstance(content, Problem):
            self.problems.append(content)
            return None
        data, text = content
        placed = place_quotes(sheet, text)
        self.problems.extend(placed.problems)
        return _Coded(name, sheet, text, hashlib.sha256(data).hexdigest(), placed.spans)

    def _text(self, file: str, where: Location) -> tuple[bytes, str] | Problem:
        if file.endswith(_SHEET):
            message = f"{quoted(file)} is a coding sheet, not a source text"
            return Problem(where, message, self._nearest_text(file))
        content = self.folder.read(f"{SOURCES}/{file}")
        if isinstance(content, Problem):
            if content.message == NO_SUCH_FILE:
                message = f"there is no text {quoted(f'{SOURCES}/{file}')}"
                return Problem(where, message, self._nearest_text(file))
        elif "\0" in content[1]:
            line = content[1].count("\n", 0, content[1].index("\0")) + 1
            place = Location(self.folder.shown(f"{SOURCES}/{file}"), line)
            advice = "Save the source as plain text in UTF-8."
            return Problem(place, "the text has a NUL character: it is not plain text", advice)
        return content

    def _nearest_text(self, file: str) -> str:
        names = self.folder.names(SOURCES)
        texts = [it for it in names if not it.endswith(_SHEET)] if isinstance(names, list) else []
        # The file itself may be a link that leads nowhere.
        return did_you_mean(file, (it for it in texts if it != file), "texts")
