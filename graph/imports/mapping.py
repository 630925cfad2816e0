"""Mappings: which columns of a table say who holds what. Kept in a YAML file of their own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from detente.graph.dossier.marked import Marked, parse
from detente.graph.dossier.structure import structure_problems
from detente.graph.dossier.yaml_text import NOTHING, to_yaml
from detente.graph.errors import InputError, Location, OutsideError, Problem
from detente.graph.suggest import did_you_mean
from detente.ontology import MAPPING_SCHEMA
from detente.ontology.codes import ACT, FIRMNESS


@dataclass(frozen=True, slots=True)
class Named:
    """A thing told by a column and shown by a template; for an issue also its question, its unit and the
    issue it is part of."""

    column: str | None = None
    label: str | None = None
    question: str | None = None
    unit: str | None = None
    broader: "Named | None" = None


@dataclass(frozen=True, slots=True)
class Coded:
    """A code told by a column: ``codes`` are what stands in it, in small letters, and what that means;
    None leaves such rows out."""

    column: str | None = None
    codes: Mapping[str, str | None] = field(default_factory=dict)
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a column, in a format of ``strptime`` or as ISO 8601 has it."""

    column: str
    format: str | None = None


@dataclass(frozen=True, slots=True)
class Join:
    """A further table, joined by a column that both have."""

    file: Path
    on: str


@dataclass(frozen=True, slots=True)
class TableForm:
    """How the table is written and where it comes from."""

    delimiter: str = ""
    encoding: str = "utf-8"
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class TableMapping:
    """What becomes of a table's columns; columns by their headings."""

    id: str
    title: str
    holder: Named
    issue: Named
    act: Coded
    language: str = "en"
    principals: tuple[str, ...] = ()
    table: TableForm = TableForm()
    joins: tuple[Join, ...] = ()
    speaker: Named | None = None
    option: Named | None = None
    value: str | None = None
    firmness: Coded = Coded(default="stated")
    date: Dated | None = None
    until: Dated | None = None
    quote: str | None = None
    note: str | None = None
    confidence: Decimal = Decimal(1)


def read_mapping(path: Path) -> TableMapping:
    """The mapping in a file.

    Raises InputError with everything that is wrong in it, OutsideError when it cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise OutsideError(f"{path}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise InputError(
            (Problem(Location(str(path)), "not UTF-8", "Save it as UTF-8."),)
        ) from error
    marked, problems = parse(text, str(path))
    if not problems:
        marked, problems = structure_problems(marked, MAPPING_SCHEMA)
        problems = [*problems, *_unknown_codes(marked)]
    if problems:
        raise InputError(tuple(sorted(set(problems))))
    return _built(marked.data, path.parent)


def _unknown_codes(marked: Marked) -> Iterator[Problem]:
    for term, known in (("act", ACT), ("firmness", FIRMNESS)):
        for pattern in ((term, "codes", "*"), (term, "default")):
            for path, code in marked.find(pattern):
                if isinstance(code, str) and code not in known:
                    message = f"'{code}' is not a known {term}"
                    yield Problem(marked.at(path), message, did_you_mean(code, known))


def _built(data: dict[str, Any], folder: Path) -> TableMapping:
    dossier = data["dossier"]
    return TableMapping(
        id=dossier["id"],
        title=dossier["title"],
        language=dossier.get("language", "en"),
        principals=tuple(dossier.get("principals", ())),
        table=TableForm(**data.get("table", {})),
        joins=tuple(Join(folder / it["file"], it["on"]) for it in data.get("joins", ())),
        holder=Named(**data["holder"]),
        speaker=Named(**data["speaker"]) if "speaker" in data else None,
        issue=_issue(data["issue"]),
        option=Named(**data["option"]) if "option" in data else None,
        value=data["value"]["column"] if "value" in data else None,
        act=_coded(data["act"]),
        firmness=_coded(data.get("firmness", {"default": "stated"})),
        date=Dated(**data["date"]) if "date" in data else None,
        until=Dated(**data["until"]) if "until" in data else None,
        quote=data["quote"]["column"] if "quote" in data else None,
        note=data["note"]["column"] if "note" in data else None,
        confidence=Decimal(str(data.get("confidence", 1))),
    )


def _issue(data: Mapping[str, Any]) -> Named:
    broader = data.get("broader")
    return Named(**{**data, "broader": Named(**broader) if broader else None})


def _coded(data: Mapping[str, Any]) -> Coded:
    codes = {key.strip().lower(): code for key, code in data.get("codes", {}).items()}
    return Coded(data.get("column"), codes, data.get("default"))


def written_mapping(mapping: TableMapping) -> str:
    """A mapping as the text of its file, to be saved and changed."""
    form = mapping.table
    return to_yaml(
        {
            "detente": Decimal(1),
            "dossier": {
                "id": mapping.id,
                "title": mapping.title,
                "language": mapping.language if mapping.language != "en" else None,
                "principals": mapping.principals,
            },
            "table": {
                "delimiter": form.delimiter or None,
                "encoding": form.encoding if form.encoding != "utf-8" else None,
                "title": form.title,
                "publisher": form.publisher,
                "published": form.published,
                "url": form.url,
            },
            "joins": [{"file": str(it.file), "on": it.on} for it in mapping.joins],
            "holder": _named_data(mapping.holder),
            "speaker": _named_data(mapping.speaker),
            "issue": _named_data(mapping.issue),
            "option": _named_data(mapping.option),
            "value": _cell_data(mapping.value),
            "act": _coded_data(mapping.act),
            "firmness": _coded_data(mapping.firmness),
            "date": _dated_data(mapping.date),
            "until": _dated_data(mapping.until),
            "quote": _cell_data(mapping.quote),
            "note": _cell_data(mapping.note),
            "confidence": mapping.confidence,
        }
    )


def _named_data(named: Named | None) -> dict[str, Any] | None:
    if named is None:
        return None
    return {
        "column": named.column,
        "label": named.label,
        "question": named.question,
        "unit": named.unit,
        "broader": _named_data(named.broader),
    }


def _cell_data(column: str | None) -> dict[str, Any] | None:
    return {"column": column} if column else None


def _dated_data(dated: Dated | None) -> dict[str, Any] | None:
    return {"column": dated.column, "format": dated.format} if dated else None


def _coded_data(coded: Coded) -> dict[str, Any]:
    codes = {key: code if code is not None else NOTHING for key, code in coded.codes.items()}
    return {"column": coded.column, "codes": codes, "default": coded.default}
