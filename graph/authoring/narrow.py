"""The JSON Schemas of a dossier's files, narrowed to the ids that this dossier has.

An id that has to be in the agenda is refused when it is not there. Of ids that sheets give (positions,
claims, events) those known are offered, and others let through: they may be about to be written.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from detente.graph.dossier.marked import Marked
from detente.graph.dossier.marked import Path as DataPath
from detente.graph.dossier.references import (
    GIVEN_IN_AGENDA,
    GIVEN_IN_SHEET,
    USED_IN_AGENDA,
    USED_IN_EVIDENCE,
    USED_IN_SHEET,
)
from detente.ontology import DOSSIER_SCHEMA, SHEET_SCHEMA

Schema = dict[str, Any]
Ids = Mapping[str, Mapping[str, str]]

_IN_AGENDA = frozenset(GIVEN_IN_AGENDA.values())
_REF = "#/$defs/"


def known_ids(agenda: Marked, sheets: list[Marked]) -> Ids:
    """The ids that files give, by kind, each with a text that says what it stands for."""
    ids: dict[str, dict[str, str]] = {}
    for pattern, kind in GIVEN_IN_AGENDA.items():
        for path, entry in agenda.find(pattern):
            ids.setdefault(kind, {}).setdefault(str(path[-1]), _meaning(entry))
    for sheet in sheets:
        for pattern, kind in GIVEN_IN_SHEET.items():
            for _, entry in sheet.find(pattern[:-1]):
                if isinstance(entry, dict) and isinstance(entry.get("id"), str):
                    ids.setdefault(kind, {}).setdefault(entry["id"], _meaning(entry))
    return ids


def _meaning(entry: Any) -> str:
    if not isinstance(entry, dict):
        return ""
    said = entry.get("question") or entry.get("label")
    if said is None and "holder" in entry:
        said = " ".join(str(entry[key]) for key in ("holder", "act", "option") if key in entry)
    return str(said or "")


def agenda_schema(ids: Ids) -> Schema:
    """The schema of ``dossier.yaml`` for a dossier that has these ids."""
    return _narrowed(DOSSIER_SCHEMA, USED_IN_AGENDA, ids)


def sheet_schema(ids: Ids, agenda: Marked) -> Schema:
    """The schema of the dossier's sheets; a position's option has to be one of its issue's."""
    evidence: dict[DataPath, tuple[str, ...]] = {
        ("positions", "*", "evidence", "*", key): kinds for key, kinds in USED_IN_EVIDENCE.items()
    }
    schema = _narrowed(SHEET_SCHEMA, USED_IN_SHEET | evidence, ids)
    of_issue = list(_options_of_issues(agenda))
    if of_issue:
        schema["$defs"]["position"]["allOf"] = of_issue
    return schema


def _options_of_issues(agenda: Marked) -> Iterator[Schema]:
    for (_, issue), entry in agenda.find(("issues", "*")):
        options = entry.get("options") if isinstance(entry, dict) else None
        if isinstance(options, dict) and options:
            yield {
                "if": {"required": ["issue"], "properties": {"issue": {"const": issue}}},
                "then": {"properties": {"option": {"enum": sorted(options)}}},
            }


def _narrowed(file: Path, used: Mapping[DataPath, tuple[str, ...]], ids: Ids) -> Schema:
    schema: Schema = json.loads(file.read_text(encoding="utf-8"))
    # An address of its own: an editor must not take it for the general schema of that address.
    del schema["$id"]
    for pattern, kinds in used.items():
        *above, key = pattern
        name = f"{'-or-'.join(kinds) if len(kinds) < 4 else 'any'}-id"
        schema["$defs"][name] = _choice(kinds, ids)
        group = _inside(schema, above)
        group["properties"][key] = _pointed(group["properties"][key], f"{_REF}{name}")
    return schema


def _choice(kinds: tuple[str, ...], ids: Ids) -> Schema:
    known = {id_: meaning for kind in kinds for id_, meaning in ids.get(kind, {}).items()}
    if not known:
        return {"$ref": f"{_REF}id"}
    # enumDescriptions is what VS Code and the YAML language server show beside a value.
    values = {"enum": list(known), "enumDescriptions": list(known.values())}
    return values if _IN_AGENDA.issuperset(kinds) else {"anyOf": [values, {"$ref": f"{_REF}id"}]}


def _inside(schema: Schema, steps: list[str | int]) -> Schema:
    """The rule for what a data path leads to; ``"*"`` stands for each entry or each key's value."""
    rule = schema
    for step in steps:
        rule = (
            rule["properties"][step]
            if step != "*"
            else rule.get("items") or rule["additionalProperties"]
        )
        while "$ref" in rule:
            rule = schema["$defs"][rule["$ref"].removeprefix(_REF)]
    return rule


def _pointed(rule: Schema, target: str) -> Schema:
    """A rule for an id or for ids, which now are of ``target``; what else the rule says stays."""
    kept = {key: value for key, value in rule.items() if key != "$ref"}
    one: Schema = {"$ref": target}
    many = {"type": "array", "items": one, "uniqueItems": True}
    forms: dict[str, Schema] = {
        "id": one,
        "ids": many,
        "one-or-more-ids": {"anyOf": [one, many | {"minItems": 1}]},
    }
    return forms[rule["$ref"].removeprefix(_REF)] | kept
