"""The form of a dossier's files, checked by their JSON Schema."""

import json
from collections.abc import Iterator
from functools import cache, reduce
from pathlib import Path
from typing import Any, cast

import jsonschema_rs

from detente.graph.dossier.faults import Fault, misspelt, tell
from detente.graph.dossier.marked import Marked
from detente.graph.dossier.marked import Path as DataPath
from detente.graph.dossier.values import value_problems
from detente.graph.errors import Problem

# What these rules say of a value does not hold for the values inside it.
_ABOUT_THE_INSIDE = ("additionalProperties", "required", "propertyNames", "anyOf")


def structure_problems(marked: Marked, schema: Path) -> tuple[Marked, list[Problem]]:
    """What in a file departs from ``schema``: keys, types, codes, forms, each at its place.

    With the problems comes the file as it is to be read on: with its misspelt keys put right, so
    that one slip of the pen is not also a missing key here and a missing id there.
    """
    if not isinstance(marked.data, dict):
        found = "the file is empty" if marked.data is None else "the file is not made of keys"
        needed = ", ".join(f"'{key}'" for key in _load(schema)[0]["required"])
        return marked, [
            Problem(marked.at(()), found, f"Begin lines with the keys it needs: {needed}.")
        ]
    problems = list(value_problems(marked))
    faults = list(_faults(marked, schema))
    while slips := [slip for fault in faults for slip in misspelt(fault)]:
        problems += [slip.problem for slip in slips]
        marked = marked.with_keys_renamed((slip.path, slip.key, slip.right) for slip in slips)
        faults = list(_faults(marked, schema))
    by_path: dict[DataPath, list[Problem]] = {}
    for fault in faults:
        # An empty text breaks its length and its form: the first rule broken says enough.
        if fault.path not in by_path or fault.keyword in _ABOUT_THE_INSIDE:
            by_path.setdefault(fault.path, []).extend(tell(fault))
    return marked, problems + [problem for group in by_path.values() for problem in group]


def _faults(marked: Marked, schema: Path) -> Iterator[Fault]:
    document, validator = _load(schema)
    for error in validator.iter_errors(marked.data):
        *place, keyword = error.schema_path
        path = tuple(error.instance_path)
        rule: Any = reduce(lambda part, step: part[step], place, cast("Any", document))
        value = reduce(lambda data, step: data[step], path, marked.data)
        yield Fault(error, str(keyword), path, rule, value, marked, document)


@cache
def _load(schema: Path) -> tuple[dict[str, Any], jsonschema_rs.Validator]:
    document = json.loads(schema.read_text(encoding="utf-8"))
    return document, jsonschema_rs.validator_for(document)
