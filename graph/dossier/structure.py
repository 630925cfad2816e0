"""The form of a dossier's files, checked by their JSON Schema and told in words."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, reduce
from pathlib import Path
from typing import Any, cast

import jsonschema_rs

from detente.graph.dossier.marked import Marked
from detente.graph.dossier.marked import Path as DataPath
from detente.graph.errors import Problem
from detente.graph.suggest import did_you_mean

_FOUND = {
    dict: "a group of keys",
    list: "a list",
    str: "text",
    bool: "true or false",
    int: "a number",
    float: "a number",
    type(None): "nothing",
}
_WANTED = {
    "object": "a group of keys",
    "array": "a list",
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
}


def structure_problems(marked: Marked, schema: Path) -> list[Problem]:
    """What in a file departs from ``schema``: keys, types, codes, forms, each at its place."""
    if not isinstance(marked.data, dict):
        found = _FOUND[type(marked.data)]
        return [
            Problem(
                marked.at(()),
                f"expected keys and values, found {found}",
                "Write 'key: value' lines.",
            )
        ]
    document, validator = _load(schema)
    problems: dict[DataPath, list[Problem]] = {}
    for error in validator.iter_errors(marked.data):
        fault = _fault(error, marked, document)
        # An empty text breaks its length and its form: the first rule broken says enough.
        if fault.path not in problems or fault.rule_is_about_the_inside:
            problems.setdefault(fault.path, []).extend(_explain(fault))
    return [problem for group in problems.values() for problem in group]


@cache
def _load(schema: Path) -> tuple[dict[str, Any], jsonschema_rs.Validator]:
    document = json.loads(schema.read_text(encoding="utf-8"))
    return document, jsonschema_rs.validator_for(document)


@dataclass(frozen=True, slots=True)
class _Fault:
    """A broken schema rule: the value at ``path`` breaks the keyword of ``rule`` named ``keyword``."""

    error: jsonschema_rs.ValidationError
    keyword: str
    path: DataPath
    rule: dict[str, Any]
    value: Any
    marked: Marked
    document: dict[str, Any]

    @property
    def rule_is_about_the_inside(self) -> bool:
        return self.keyword in ("additionalProperties", "required", "propertyNames", "anyOf")

    @property
    def key(self) -> str:
        """The key the value belongs to, for a list's entry that of the list."""
        return next((step for step in reversed(self.path) if isinstance(step, str)), "the file")

    @property
    def noun(self) -> str:
        """What the value is, in words: 'a position', 'the source', 'dossier.yaml'."""
        names = [step for step in self.path if isinstance(step, str)]
        if not names:
            return "the file"
        if isinstance(self.path[-1], int) or len(names) > 1:
            group = names[-1] if isinstance(self.path[-1], int) else names[-2]
            single = {"people": "person", "evidence": "evidence", "parties": "party"}.get(
                group, group.removesuffix("s")
            )
            return (
                single
                if single == "evidence"
                else f"{'an' if single[0] in 'aeio' else 'a'} {single}"
            )
        return f"'{names[0]}'"

    @property
    def expected(self) -> str:
        return f"Expected: {self.rule['description']}" if "description" in self.rule else ""

    def problem(self, message: str, advice: str = "") -> Problem:
        return Problem(self.marked.at(self.path), message, advice)

    def problem_at_key(self, key: str, message: str, advice: str) -> Problem:
        return Problem(self.marked.at_key((*self.path, key)), message, advice)


def _fault(
    error: jsonschema_rs.ValidationError, marked: Marked, document: dict[str, Any]
) -> _Fault:
    *place, keyword = error.schema_path
    path = tuple(error.instance_path)
    rule: Any = reduce(lambda schema, step: schema[step], place, cast("Any", document))
    value = reduce(lambda data, step: data[step], path, marked.data)
    return _Fault(error, str(keyword), path, rule, value, marked, document)


def _explain(fault: _Fault) -> Iterator[Problem]:
    yield from _EXPLAIN.get(fault.keyword, _other)(fault)


def _unknown_keys(fault: _Fault) -> Iterator[Problem]:
    known = fault.rule["properties"]
    for key in fault.value:
        if key not in known:
            message = f"unknown key '{_short(key)}' in {fault.noun}"
            yield fault.problem_at_key(key, message, did_you_mean(key, known, "keys"))


def _missing_key(fault: _Fault) -> Iterator[Problem]:
    key = cast("Any", fault.error.kind).property
    rule = fault.rule["properties"][key]
    if "description" not in rule and "$ref" in rule:
        rule = fault.document["$defs"][rule["$ref"].removeprefix("#/$defs/")]
    yield fault.problem(f"{fault.noun} needs the key '{key}'", rule.get("description", ""))


def _unknown_code(fault: _Fault) -> Iterator[Problem]:
    codes = fault.rule["enum"]
    if isinstance(fault.value, str):
        yield fault.problem(
            f"'{_short(fault.value)}' is not a known {fault.key}",
            did_you_mean(fault.value, codes, "values"),
        )
    else:
        found = _FOUND[type(fault.value)]
        yield fault.problem(
            f"expected a code for '{fault.key}', found {found}",
            f"Known values: {', '.join(codes)}.",
        )


def _wrong_version(fault: _Fault) -> Iterator[Problem]:
    version = fault.rule["const"]
    yield fault.problem(
        f"this is not version {version} of the dossier format",
        f"Write '{fault.key}: {version}', or use a release of Détente that reads the version meant.",
    )


def _wrong_type(fault: _Fault) -> Iterator[Problem]:
    value, wanted = fault.value, fault.rule["type"]
    advice = fault.expected
    if wanted == "string" and isinstance(value, (bool, int, float)):
        advice = f"Put it in quotes: '{str(value).lower()}'."
    message = f"expected {_WANTED[wanted]} for '{fault.key}', found {_FOUND[type(value)]}"
    yield fault.problem(message, advice)


def _wrong_form(fault: _Fault) -> Iterator[Problem]:
    message = f"'{_short(fault.value)}' is not right for '{fault.key}'"
    yield fault.problem(
        message, "\n".join(filter(None, [fault.expected, _nearest_id(fault.value, fault.rule)]))
    )


def _wrong_id(fault: _Fault) -> Iterator[Problem]:
    rule = fault.document["$defs"]["id"]
    for key in fault.value:
        if not re.search(rule["pattern"], key) or len(key) > rule["maxLength"]:
            advice = "\n".join(
                filter(None, [f"Expected: {rule['description']}", _nearest_id(key, rule)])
            )
            yield fault.problem_at_key(key, f"'{_short(key)}' cannot be an id", advice)


def _out_of_range(fault: _Fault) -> Iterator[Problem]:
    bound = " or more" if fault.keyword == "minimum" else " or less"
    advice = fault.expected or f"Expected: {fault.rule[fault.keyword]}{bound}."
    yield fault.problem(f"{fault.value} is out of range for '{fault.key}'", advice)


def _empty(fault: _Fault) -> Iterator[Problem]:
    yield fault.problem(f"'{fault.key}' is empty", fault.expected)


def _twice(fault: _Fault) -> Iterator[Problem]:
    yield fault.problem(f"'{fault.key}' lists the same entry twice", "Keep one of them.")


def _no_alternative(fault: _Fault) -> Iterator[Problem]:
    keys = [branch["required"][0] for branch in fault.rule["anyOf"] if "required" in branch]
    if keys:
        yield fault.problem(f"{fault.noun} needs the key {' or '.join(repr(key) for key in keys)}")
    elif isinstance(fault.value, (str, list)):
        values = fault.value if isinstance(fault.value, list) else [fault.value]
        rule = fault.document["$defs"]["id"]
        wrong = next(
            (v for v in values if not isinstance(v, str) or not re.search(rule["pattern"], v)), None
        )
        if wrong is None:
            yield fault.problem(
                f"'{fault.key}' is empty or lists the same entry twice", "Give each id once."
            )
        else:
            advice = "\n".join(
                filter(None, [f"Expected: {rule['description']}", _nearest_id(str(wrong), rule)])
            )
            yield fault.problem(f"'{_short(str(wrong))}' cannot be an id for '{fault.key}'", advice)
    else:
        found = _FOUND[type(fault.value)]
        yield fault.problem(f"expected an id or a list of ids for '{fault.key}', found {found}")


def _other(fault: _Fault) -> Iterator[Problem]:
    yield fault.problem(f"'{fault.key}': {fault.error.message}", fault.expected)


_EXPLAIN: dict[str, Callable[[_Fault], Iterator[Problem]]] = {
    "additionalProperties": _unknown_keys,
    "anyOf": _no_alternative,
    "const": _wrong_version,
    "enum": _unknown_code,
    "maxLength": _wrong_form,
    "maximum": _out_of_range,
    "minItems": _empty,
    "minLength": _empty,
    "minProperties": _empty,
    "minimum": _out_of_range,
    "pattern": _wrong_form,
    "propertyNames": _wrong_id,
    "required": _missing_key,
    "type": _wrong_type,
    "uniqueItems": _twice,
}


def _nearest_id(text: str, rule: dict[str, Any]) -> str:
    if "Lower-case letters" not in rule.get("description", "") and "hyphen" not in rule.get(
        "pattern", ""
    ):
        return ""
    near = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    return f"Did you mean '{near[:120]}'?" if near and near != text else ""


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
