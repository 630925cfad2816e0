"""Reading two coders' sheets of one text, each checked against the dossier's agenda.

A coder's sheet is an ordinary coding sheet. One may lie in the dossier's ``sources/``, the other
anywhere, such as ``coders/NAME.yaml``: its text is looked for in ``sources/``. References are checked
against the agenda and the sheets of the other texts, not against the other coder's sheet.
"""

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import detente.seeds
from detente.graph.dossier.build import build_dossier, build_sheet
from detente.graph.dossier.consistency import consistency_problems
from detente.graph.dossier.files import Folder
from detente.graph.dossier.marked import Marked, parse
from detente.graph.dossier.model import Dossier, Issue, Sheet
from detente.graph.dossier.read import AGENDA, SOURCES
from detente.graph.dossier.references import reference_problems
from detente.graph.dossier.spans import place_quotes
from detente.graph.dossier.structure import structure_problems
from detente.graph.errors import DossierError, Problem, UsageError
from detente.ontology import DOSSIER_SCHEMA, SHEET_SCHEMA


@dataclass(frozen=True, slots=True)
class CodedSheet:
    """One coder's sheet: as data, and as it was written."""

    file: str
    coder: str
    sheet: Sheet
    written: Marked


@dataclass(frozen=True, slots=True)
class Setting:
    """What the sheets of one text are checked against: the agenda and the other texts' sheets."""

    folder: Folder
    agenda: Marked
    others: tuple[Marked, ...]

    @property
    def issues(self) -> Mapping[str, Issue]:
        """The agenda's issues by id."""
        return {issue.id: issue for issue in build_dossier(self.agenda, ()).issues}


def read_pair(
    first: str | Path, second: str | Path, source: str | None = None
) -> tuple[CodedSheet, CodedSheet, Setting]:
    """Two coders' sheets on the same text, with what they were checked against.

    ``source`` is the dossier's folder or a bundled dossier's name; None: the folder with a
    dossier.yaml that encloses one of the sheets.
    Raises DossierError with every problem of either sheet, UsageError when there is no such dossier
    or the sheets are about different texts, OutsideError when a file cannot be read.
    """
    folder = Folder(_dossier_folder(source, Path(first), Path(second)))
    problems: list[Problem] = []
    agenda = _agenda(folder)
    parsed = [_parsed(Folder(Path(path).parent), Path(path).name) for path in (first, second)]
    texts = {_text_name(sheet) for sheet in parsed}
    setting = Setting(folder, agenda, _other_sheets(folder, texts))
    read = []
    for path, sheet in zip((first, second), parsed, strict=True):
        try:
            read.append(check_sheet(setting, sheet, Path(path).stem))
        except DossierError as error:
            problems += error.problems
    _refuse(problems)
    one, other = read
    if one.sheet.source.sha256 != other.sheet.source.sha256:
        raise UsageError(
            f"the sheets code different texts: {one.sheet.source.name} and {other.sheet.source.name}"
            "\n    Compare two sheets of the same text."
        )
    return one, other, setting


def parse_sheet(text: str, file: str) -> Marked:
    """A sheet with its form checked; raises DossierError."""
    return _formed(text, file, SHEET_SCHEMA)


def check_sheet(setting: Setting, written: Marked, name: str) -> CodedSheet:
    """A sheet whose references, quotes and consistency have been checked; raises DossierError."""
    others = [other for other in setting.others if other is not written]
    everything = reference_problems(setting.agenda, [*others, written])
    problems = [problem for problem in everything if problem.where.file == written.file]
    content = setting.folder.read(f"{SOURCES}/{_text_name(written)}")
    if isinstance(content, Problem):
        where = written.at(("source", "text"))
        message = f"the text in the dossier's sources cannot be read: {content.message}"
        raise DossierError((Problem(where, message, content.help),))
    data, text = content
    placed = place_quotes(written, text)
    problems += placed.problems
    _refuse(problems)
    sheet = build_sheet(written, name, text, hashlib.sha256(data).hexdigest(), placed.spans)
    _refuse(consistency_problems([sheet]))
    coder = sheet.coding.coder if sheet.coding else name
    return CodedSheet(written.file, coder, sheet, written)


def dossier_with(setting: Setting, sheet: Sheet) -> Dossier | None:
    """The agenda with this sheet and those of the other texts; None when one of those has errors."""
    try:
        others = [check_sheet(setting, it, Path(it.file).stem).sheet for it in setting.others]
    except DossierError:
        return None
    sheets = (*others, sheet)
    return None if consistency_problems(sheets) else build_dossier(setting.agenda, sheets)


def _dossier_folder(source: str | None, *sheets: Path) -> Path:
    if source:
        bundled = Path(detente.seeds.__file__).parent / source
        for folder in (bundled, Path(source)):
            if (folder / AGENDA).is_file():
                return folder
        raise UsageError(f"'{source}' is no dossier: there is no {AGENDA} in it")
    for sheet in sheets:
        for folder in sheet.parents:
            if (folder / AGENDA).is_file():
                return folder
    raise UsageError(
        f"no {AGENDA} in a folder above {sheets[0]} or {sheets[1]}"
        "\n    Say which dossier the sheets belong to with -g."
    )


def _formed(text: str, file: str, schema: Path) -> Marked:
    marked, problems = parse(text, file)
    if not problems:
        marked, problems = structure_problems(marked, schema)
    _refuse(problems)
    return marked


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise DossierError(tuple(sorted(set(problems))))


def _agenda(folder: Folder) -> Marked:
    content = folder.read(AGENDA)
    if isinstance(content, Problem):
        raise DossierError((content,))
    marked = _formed(content[1], folder.shown(AGENDA), DOSSIER_SCHEMA)
    # Without a sound agenda, everything in a sheet would seem wrong.
    _refuse(reference_problems(marked, (), sheets_missing=True))
    return marked


def _parsed(folder: Folder, name: str) -> Marked:
    content = folder.read(name)
    if isinstance(content, Problem):
        raise DossierError((content,))
    return parse_sheet(content[1], folder.shown(name))


def _other_sheets(folder: Folder, texts: set[str]) -> tuple[Marked, ...]:
    """The sheets of other texts, which a sheet may refer to; broken ones give nothing to refer to."""
    found = []
    for path in sorted((folder.path / SOURCES).glob("*.yaml")):
        content = folder.read(f"{SOURCES}/{path.name}")
        if not isinstance(content, Problem):
            with suppress(DossierError):
                found.append(parse_sheet(content[1], folder.shown(f"{SOURCES}/{path.name}")))
    return tuple(sheet for sheet in found if _text_name(sheet) not in texts)


def _text_name(sheet: Marked) -> str:
    return str(sheet.data["source"]["text"])
