"""A text into a dossier: stored as it is, beside an empty sheet that says where it came from."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from detente.graph.authoring.html import article, declared_encoding
from detente.graph.authoring.ids import file_name_from, one_line
from detente.graph.authoring.markdown import markdown_metadata
from detente.graph.authoring.scalars import scalar
from detente.graph.authoring.texts import Text, decoded
from detente.graph.dossier.read import AGENDA
from detente.graph.errors import OutsideError, UsageError
from detente.graph.files import create

KINDS = ("text", "markdown", "html")

_ENDINGS = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
}

# Each key of a sheet's source with its hint, in the order of the sheet; the form of those that have one.
_SOURCE = {
    "language": "en",
    "title": "As the text's headline has it",
    "publisher": "Who published it",
    "author": "Who wrote it",
    "published": '"2024-03-05"   # leave it out when the text does not say',
    "url": "https://…",
    "said": '"2024-03-04"   # where all of it was said on one day: a speech, a minute, an interview',
    "recorded": '"2024-03-06"   # when it entered the record, if not on the day of the coding',
}
_FORMS = {
    "language": re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*"),
    "published": re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"),
    "url": re.compile(r"https?://[^\s<>\"{}|\\^`]+"),
}

_SHEET = """\
# Coding sheet of {name}.txt (SHA-256 {sha256}).
# Each entry rests on the exact words of the text: 'detente quote' finds them. Take away the '# ' of what
# you use; order and layout do not matter, 'detente fmt' sees to them.

source:
  text: {text}
{metadata}

# coding: {{coder: Your name, date: "2024-03-05"}}

# Offices the text names.
# offices:
#   - person: first-last          # an id under people in dossier.yaml
#     party: union                # an id under parties
#     title: Chair
#     evidence:
#       - {{quote: "the union’s chair, First Last", mode: narrator}}

# What parties want, offer, refuse, or decline to say.
# positions:
#   - id: union-pay
#     holder: union               # an id under parties
#     issue: pay                  # an id under issues
#     act: demand                 # demand, propose, offer, accept, commit, concede, refuse, warn;
#                                 # withhold (declined to say), not-stated (reported as not set)
#     option: rise-of-eight       # an id under the issue's options; none for withhold and not-stated
#     firmness: stated            # insisted, stated, open, hinted; red-line only where the text says so
#     confidence: 0.9             # yours, from 0 to 1, that the words say this
#     evidence:
#       - quote: wants a wage rise of 8 percent
#         mode: indirect          # direct-quote, partial-quote, indirect: with a speaker
#         speaker: first-last     # narrator, presupposed: the text's own voice, without one

# How things are said to be, as opposed to how someone wants them.
# claims:
#   - id: trams-running
#     kind: report                # report, assessment, characterisation, prediction
#     label: Ten trams ran on Monday
#     confidence: 0.9
#     evidence:
#       - {{quote: ten trams ran on Monday, mode: narrator}}

# What happened, goes on, or is announced.
# events:
#   - id: strike
#     label: Strike of the tram drivers
#     status: ongoing             # occurred, ongoing, announced, stalled, claimed
#     evidence:
#       - {{quote: a strike by drivers, mode: narrator}}
"""


@dataclass(frozen=True, slots=True)
class Added:
    """A text in a dossier: ``new`` is false when the very same text was there before."""

    text: Path
    sheet: Path
    sha256: str
    metadata: Mapping[str, str]
    new: bool = True


def add(
    folder: Path,
    data: bytes,
    file: str,
    *,
    kind: str | None = None,
    name: str | None = None,
    encoding: str | None = None,
    metadata: Mapping[str, str] | None = None,
) -> Added:
    """Store the text ``data``, which came from ``file``, in the dossier ``folder``, with an empty sheet.

    ``kind`` is one of KINDS; without it the file's ending tells. Of a page in HTML the article is
    stored, of all else the text as it is, in UTF-8. ``metadata`` goes before what the text says about
    itself. Nothing that is there is written over, and a text that is there already is left alone.

    Raises UsageError when there is no such dossier or the name is taken, InputError when ``data`` is no
    text, OutsideError when the system refuses or HTML cannot be read for lack of a library.
    """
    if not (folder / AGENDA).is_file():
        raise UsageError(f"'{folder}' holds no dossier\n    Begin one with: detente init {folder}")
    given = {key: _in_form(key, value) for key, value in (metadata or {}).items()}
    read = _READERS[kind or _ENDINGS.get(Path(file).suffix.lower(), "text")]
    text = read(data, file, encoding)
    content = text.content.encode()
    sha256 = hashlib.sha256(content).hexdigest()
    known = {
        key: value for key in _SOURCE if (value := given.get(key) or _tidy(key, text.metadata))
    }
    sources = folder / "sources"
    if not sources.resolve().is_relative_to(folder.resolve()):
        raise UsageError(f"'{sources}' is a link that leads out of the dossier")
    same = _same_text(sources, content)
    if same and same.with_suffix(".yaml").exists():
        return Added(same, same.with_suffix(".yaml"), sha256, known, new=False)
    target = same or sources / f"{_stem(name, file, known, sha256)}.txt"
    sheet = target.with_suffix(".yaml")
    for path in (sheet,) if same else (target, sheet):
        if path.exists() or path.is_symlink():
            advice = "Give the new text another --name."
            raise UsageError(f"'{path}' is already there, with other words\n    {advice}")
    if not same:
        create(content, target)
    create(_sheet(target.stem, sha256, known).encode(), sheet)
    return Added(target, sheet, sha256, known)


def _plain(data: bytes, file: str, encoding: str | None) -> Text:
    return Text(decoded(data, file, encoding))


def _markdown(data: bytes, file: str, encoding: str | None) -> Text:
    content = decoded(data, file, encoding)
    return Text(content, markdown_metadata(content))


def _html(data: bytes, file: str, encoding: str | None) -> Text:
    return article(decoded(data, file, encoding or declared_encoding(data)), file)


_READERS: dict[str, Callable[[bytes, str, str | None], Text]] = {
    "text": _plain,
    "markdown": _markdown,
    "html": _html,
}


def _in_form(key: str, value: str) -> str:
    """What the user gives has to be right, or is told."""
    line = one_line(value, key)
    if key in _FORMS and not _FORMS[key].fullmatch(line):
        example = _SOURCE[key].partition("   #")[0].strip('"')
        raise UsageError(
            f"'{line}' is not right for '{key}'\n    Expected something like {example}."
        )
    return line


def _tidy(key: str, found: Mapping[str, str]) -> str:
    """What the text gives, where it can be used as it is; else nothing, and the hint stays."""
    if not found.get(key, "").strip():
        return ""
    value = one_line(found[key], key)
    if key == "language":
        value = value.lower().replace("_", "-")
    if key == "published":
        value = value[:10]  # a time of day may follow
    return value if key not in _FORMS or _FORMS[key].fullmatch(value) else ""


def _same_text(sources: Path, content: bytes) -> Path | None:
    """The file among the dossier's texts that has exactly these bytes."""
    try:
        texts = sorted(sources.glob("*.txt"))
        return next((path for path in texts if _has(path, content)), None)
    except OSError as error:
        raise OutsideError(f"{sources}: cannot be read: {error.strerror or error}") from error


def _has(path: Path, content: bytes) -> bool:
    return (
        path.is_file()
        and not path.is_symlink()
        and path.stat().st_size == len(content)
        and path.read_bytes() == content
    )


def _stem(name: str | None, file: str, metadata: Mapping[str, str], sha256: str) -> str:
    """The new files' name without ending: as the user says, else as the file or the text is called."""
    if name is not None:
        stem = file_name_from(name.removesuffix(".txt"))
        if not stem:
            raise UsageError(f"'{name}' has no letter or digit to make a file name of")
        return stem
    wanted = metadata.get("title", "") if file == "-" else Path(file).stem
    return file_name_from(wanted) or f"text-{sha256[:8]}"


def _sheet(stem: str, sha256: str, metadata: Mapping[str, str]) -> str:
    lines = [
        f"  {key}: {scalar(metadata[key])}" if key in metadata else f"  # {key}: {hint}"
        for key, hint in _SOURCE.items()
    ]
    return _SHEET.format(
        name=stem, sha256=sha256, text=scalar(f"{stem}.txt"), metadata="\n".join(lines)
    )
