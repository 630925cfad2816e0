"""Help for editors: a dossier's own JSON Schemas, and VS Code's settings that point to them."""

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

from detente.graph.authoring.narrow import agenda_schema, known_ids, sheet_schema
from detente.graph.dossier.files import Folder
from detente.graph.dossier.marked import Marked, parse
from detente.graph.dossier.read import AGENDA
from detente.graph.errors import DossierError, InputError, Location, Problem, UsageError
from detente.graph.files import save

_SCHEMAS = ".detente"
_SETTINGS = ".vscode/settings.json"
_MAPPING = {
    f"./{_SCHEMAS}/dossier.schema.json": AGENDA,
    f"./{_SCHEMAS}/sheet.schema.json": "sources/*.yaml",
}
# For editors that read no settings: the first line of a file, by which file it is.
MODELINES = {
    AGENDA: f"# yaml-language-server: $schema={_SCHEMAS}/dossier.schema.json",
    "sources/*.yaml": f"# yaml-language-server: $schema=../{_SCHEMAS}/sheet.schema.json",
}

_TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|//[^\n]*|/\*.*?\*/|[{}\[\],:]', re.DOTALL)


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Write the schemas of the dossier ``folder`` and merge them into its editor settings; the files.

    The schemas are made anew each time. Other settings, their comments and layout stay as they are.
    Raises UsageError when there is no dossier, DossierError when its agenda cannot be read, InputError
    when the settings cannot be understood, OutsideError when the system refuses.
    """
    if not (folder / AGENDA).is_file():
        raise UsageError(f"'{folder}' holds no dossier")
    settings = folder / _SETTINGS
    merged = _merged(settings)  # before anything is written
    files = Folder(folder)
    agenda = _read(files, AGENDA)
    names = [f"sources/{path.name}" for path in sorted((folder / "sources").glob("*.yaml"))]
    sheets = [sheet for name in names if (sheet := _read_if_it_can_be(files, name))]
    ids = known_ids(agenda, sheets)
    written = {
        folder / _SCHEMAS / "dossier.schema.json": agenda_schema(ids),
        folder / _SCHEMAS / "sheet.schema.json": sheet_schema(ids, agenda),
    }
    for path, schema in written.items():
        save((json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode(), path)
    if merged is None:
        return tuple(written)
    save(merged.encode(), settings)
    return (*written, settings)


def _read(files: Folder, name: str) -> Marked:
    content = files.read(name)
    if isinstance(content, Problem):
        raise DossierError((content,))
    marked, problems = parse(content[1], files.shown(name))
    if not isinstance(marked.data, dict):
        raise DossierError(tuple(problems) or (Problem(marked.at(()), "there are no keys in it"),))
    return marked


def _read_if_it_can_be(files: Folder, name: str) -> Marked | None:
    """A sheet that is only half written has no ids to offer yet; ``detente check`` tells."""
    try:
        return _read(files, name)
    except DossierError:
        return None


def _merged(path: Path) -> str | None:
    """The settings with the schemas in them; None when they are there already.

    VS Code's settings are JSON with comments and stray commas. They are understood without those, and
    changed by putting a line in where it belongs.
    """
    text = _settings_text(path)
    if not text.strip():
        return json.dumps({"yaml.schemas": _MAPPING}, indent=2) + "\n"
    data = _understood(text, path)
    known = data.get("yaml.schemas", {})
    if not isinstance(known, dict):
        raise _not_understood(path, "'yaml.schemas' is not a group of keys")
    lacking = {key: value for key, value in _MAPPING.items() if known.get(key) != value}
    if not lacking:
        return None
    if set(lacking) & set(known):
        raise _not_understood(path, "'yaml.schemas' maps the dossier's schemas to other files")
    if "yaml.schemas" in data:
        place = _after_brace(text, inside="yaml.schemas")
        return _put(text, place, lacking, indent=4, last=not known)
    place = _after_brace(text)
    return _put(text, place, {"yaml.schemas": _MAPPING}, indent=2, last=not data)


def _settings_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise _not_understood(path, "the file cannot be read") from error


def _put(text: str, place: int, entries: dict[str, Any], *, indent: int, last: bool) -> str:
    lines = json.dumps(entries, indent=2).splitlines()[1:-1]
    block = "\n".join(" " * (indent - 2) + line for line in lines)
    after = text[place:]
    closing = "\n" + " " * (indent - 2) if last and after.lstrip()[:1] == "}" else ""
    return f"{text[:place]}\n{block}{'' if last else ','}{closing}{after.lstrip() if closing else after}"


def _after_brace(text: str, inside: str = "") -> int:
    """Just after the brace that opens the settings, or the group ``inside`` them."""
    marks = [found for found in _TOKEN.finditer(text) if not found[0].startswith(("//", "/*"))]
    depth, wanted = 0, not inside
    for mark, following in pairwise(marks):
        if mark[0] == "{" and wanted:
            return mark.end()
        depth += (mark[0] in "{[") - (mark[0] in "}]")
        if depth == 1 and mark[0][0] == '"' and following[0] == ":":
            wanted = json.loads(mark[0], strict=False) == inside
    raise AssertionError("the settings were understood as a group that has this key")


def _understood(text: str, path: Path) -> dict[str, Any]:
    """The settings as data, comments and commas before a closing bracket left out."""

    def bare(found: re.Match[str]) -> str:
        return "" if found[0].startswith(("//", "/*")) else found[0]

    plain = re.sub(r",(\s*[}\]])", r"\1", _TOKEN.sub(bare, text.removeprefix("\ufeff")))
    try:
        data = json.loads(plain)
    except ValueError as error:
        raise _not_understood(path, "this is not JSON with comments") from error
    if not isinstance(data, dict):
        raise _not_understood(path, "expected a group of settings")
    return data


def _not_understood(path: Path, message: str) -> InputError:
    wanted = json.dumps({"yaml.schemas": _MAPPING}, indent=2)
    return InputError((Problem(Location(str(path)), message, f"Put in by hand:\n{wanted}"),))
