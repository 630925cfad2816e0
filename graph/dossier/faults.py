"""Broken rules of a file's JSON Schema, told to someone who has never seen one."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, cast

import jsonschema_rs

from detente.graph.dossier.marked import DIGITS, Marked
from detente.graph.dossier.marked import Path as DataPath
from detente.graph.dossier.shown import quoted, shown
from detente.graph.errors import Problem
from detente.graph.suggest import as_id, did_you_mean, nearest_value

_FOUND = {
    dict: "a group of keys and values",
    list: "a list",
    str: "text",
    bool: "true or false",
    int: "a number",
    float: "a number",
}
_WANTED = {
    "object": "keys and values",
    "array": "a list",
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
}
_NOUNS = {
    "people": "a person",
    "parties": "a party",
    "evidence": "evidence",
    "outside": "an outside date",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A broken schema rule: the value at ``path`` breaks the keyword ``keyword`` of ``rule``."""

    error: jsonschema_rs.ValidationError
    keyword: str
    path: DataPath
    rule: dict[str, Any]
    value: Any
    marked: Marked
    document: dict[str, Any]

    @property
    def key(self) -> str:
        """The key the value belongs to, for a list's entry that of the list."""
        names = (step for step in reversed(self.path) if isinstance(step, str))
        return shown(next(names, "this file"))

    @property
    def noun(self) -> str:
        """What the value is, in words: 'a position', 'the source', 'this file'."""
        names = [step for step in self.path if isinstance(step, str)]
        if not names:
            return "this file"
        if len(self.path) == 1 or names[-1] == "quoted_from":
            return f"'{names[-1]}'"
        group = names[-1] if isinstance(self.path[-1], int) else names[-2]
        single = group.removesuffix("s")
        return _NOUNS.get(group) or f"{'an' if single[0] in 'aeio' else 'a'} {single}"

    @property
    def about(self) -> str:
        """What the schema says of the value: of the key it belongs to, else of its form."""
        steps = list(self.error.evaluation_path)
        start = max((i for i, it in enumerate(steps[:-1]) if it == "properties"), default=-1)
        rule: Any = self.document
        said = ""
        for step in steps[: start + 2]:
            rule = self._step(rule, step)
        for step in steps[start + 2 :]:
            said = said or rule.get("description", "")
            rule = self._step(rule, step)
            if not isinstance(rule, dict):
                break
        return said or str(self.rule.get("description", ""))

    def _step(self, rule: Any, step: str | int) -> Any:
        if step == "$ref":
            return self.definition(rule["$ref"])
        return rule[step]

    def definition(self, reference: str) -> dict[str, Any]:
        """A rule under ``$defs``."""
        return cast("dict[str, Any]", self.document["$defs"][reference.removeprefix("#/$defs/")])

    def problem(self, message: str, *advice: str, at: DataPath | None = None) -> Problem:
        where = self.marked.at(self.path if at is None else at)
        return Problem(where, message, "\n".join(filter(None, advice)))

    def problem_at_key(self, key: str, message: str, *advice: str) -> Problem:
        where = self.marked.at_key((*self.path, key))
        return Problem(where, message, "\n".join(filter(None, advice)))


def tell(fault: Fault) -> Iterator[Problem]:
    """What is wrong and how to mend it; most faults are one problem, unknown keys one each."""
    yield from _TELL.get(fault.keyword, _other)(fault)


def _unknown_keys(fault: Fault) -> Iterator[Problem]:
    known = fault.rule["properties"]
    for key, value in fault.value.items():
        if key in known:
            continue
        # In {quote: Well, we will see, mode: indirect} the comma ends the quote.
        cut = value is None and " " in key
        advice = (
            "A comma ends a value inside { }: put a text that contains one in quotes."
            if cut
            else did_you_mean(key, known, "keys")
        )
        yield fault.problem_at_key(key, f"unknown key {quoted(key)} in {fault.noun}", advice)


def _missing_key(fault: Fault) -> Iterator[Problem]:
    key = cast("Any", fault.error.kind).property
    yield fault.problem(f"{fault.noun} needs the key '{key}'", _said_of_key(fault, key))


def _said_of_key(fault: Fault, key: str) -> str:
    rule = fault.rule["properties"][key]
    if "description" not in rule and "$ref" in rule:
        rule = fault.definition(rule["$ref"])
    return str(rule.get("description", ""))


def _unknown_code(fault: Fault) -> Iterator[Problem]:
    codes = fault.rule["enum"]
    if fault.value is None:
        advice = f"Known values: {', '.join(codes)}."
        yield fault.problem(f"'{fault.key}' has no value", fault.about, advice)
        return
    written = fault.value if isinstance(fault.value, str) else fault.marked.written(fault.path)
    advice = did_you_mean(written, codes, "values")
    what = quoted(written) if written else _FOUND[type(fault.value)]
    yield fault.problem(f"{what} is not a known {fault.key}", advice)


def _wrong_version(fault: Fault) -> Iterator[Problem]:
    version = fault.rule["const"]
    yield fault.problem(
        f"this is not version {version} of the dossier format",
        f"Write '{fault.key}: {version}', or use a release of Détente that reads the version meant.",
    )


def _wrong_type(fault: Fault) -> Iterator[Problem]:
    wanted = fault.rule["type"]
    yield _not_of_type(fault, _WANTED[wanted], _right_form(fault, wanted))


def _not_of_type(fault: Fault, wanted: str, right: str) -> Problem:
    if fault.value is None:
        return fault.problem(f"'{fault.key}' has no value", fault.about)
    found = _FOUND[type(fault.value)]
    if fault.path and isinstance(fault.path[-1], int):
        message = f"each entry of '{fault.key}' needs {wanted}, but this is {found}"
    else:
        message = f"'{fault.key}' needs {wanted}, but this is {found}"
    return fault.problem(message, right or fault.about)


def _right_form(fault: Fault, wanted: str) -> str:
    """The value as it would be right, when only its form is wrong."""
    value = fault.value
    if wanted == "string" and isinstance(value, (bool, int, float)):
        return f"Put it in quotes: '{fault.marked.written(fault.path)}'."
    if wanted in ("number", "integer") and isinstance(value, str):
        if re.fullmatch(r"-?[0-9]+,[0-9]+", value):
            return f"Write it with a point: {value.replace(',', '.')}."
        if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value):
            long = len(re.sub("[^0-9]", "", value)) > DIGITS
            return (
                f"Give at most {DIGITS} digits." if long else f"Write it without quotes: {value}."
            )
    if wanted == "array" and isinstance(value, str) and "\n" not in value:
        return f"Write a list, even of one: [{shown(value)}]." if " " not in value else ""
    return ""


def _wrong_form(fault: Fault) -> Iterator[Problem]:
    if fault.keyword == "pattern" and isinstance(fault.value, dict):
        for key in fault.value:
            yield from _wrong_id(fault, key)
    elif fault.rule == fault.document["$defs"]["id"]:
        yield fault.problem(*_no_id(fault, fault.value))
    elif not fault.value.strip():
        yield fault.problem(f"'{fault.key}' is empty", fault.about)
    else:
        message = f"{quoted(fault.value)} is not right for '{fault.key}'"
        form = str(fault.rule.get("description", "")) or fault.about
        right = f"Did you mean 'wd:{fault.value}'?" if re.fullmatch("Q[0-9]+", fault.value) else ""
        yield fault.problem(message, f"Expected: {form}", right)


def _wrong_id(fault: Fault, key: str) -> Iterator[Problem]:
    rule = fault.document["$defs"]["id"]
    if not re.search(rule["pattern"], key) or len(key) > rule["maxLength"]:
        yield fault.problem_at_key(key, *_no_id(fault, key))


def _wrong_ids(fault: Fault) -> Iterator[Problem]:
    for key in fault.value:
        yield from _wrong_id(fault, key)


def _no_id(fault: Fault, text: str) -> tuple[str, ...]:
    rule = fault.document["$defs"]["id"]
    message = f"{quoted(text)} cannot be an id"
    if len(text) > rule["maxLength"]:
        return message, f"An id has at most {rule['maxLength']} characters; this has {len(text)}."
    near = as_id(text)
    return message, f"Expected: {rule['description']}", f"Did you mean '{near}'?" if near else ""


def _out_of_range(fault: Fault) -> Iterator[Problem]:
    bound = " or more" if fault.keyword == "minimum" else " or less"
    written = shown(fault.marked.written(fault.path))
    advice = fault.about or f"Expected: {fault.rule[fault.keyword]}{bound}."
    yield fault.problem(f"{written} is out of range for '{fault.key}'", advice)


def _empty(fault: Fault) -> Iterator[Problem]:
    yield fault.problem(f"'{fault.key}' is empty", fault.about)


def _twice(fault: Fault) -> Iterator[Problem]:
    seen: list[Any] = []
    for number, value in enumerate(fault.value):
        if value in seen:
            what = f" {quoted(value)}" if isinstance(value, str) else " the same"
            message = f"'{fault.key}' lists{what} twice"
            yield fault.problem(message, "Keep one of them.", at=(*fault.path, number))
            return
        seen.append(value)


def _no_alternative(fault: Fault) -> Iterator[Problem]:
    keys = [branch["required"][0] for branch in fault.rule["anyOf"] if "required" in branch]
    if keys:
        said = (f"{key}: {_said_of_key(fault, key)}" for key in keys)
        names = " or ".join(f"'{key}'" for key in keys)
        yield fault.problem(f"{fault.noun} needs the key {names}", *said)
    elif isinstance(fault.value, str):
        yield fault.problem(*_no_id(fault, fault.value))
    elif isinstance(fault.value, list) and all(isinstance(it, str) for it in fault.value):
        rule = fault.document["$defs"]["id"]
        wrong = [i for i, it in enumerate(fault.value) if not re.search(rule["pattern"], it)]
        for number in wrong:
            message, *advice = _no_id(fault, fault.value[number])
            yield fault.problem(message, *advice, at=(*fault.path, number))
        if not wrong:
            yield from _twice(fault) if fault.value else _empty(fault)
    else:
        yield _not_of_type(fault, "an id or a list of ids", "")


def _other(fault: Fault) -> Iterator[Problem]:
    yield fault.problem(f"'{fault.key}': {shown(fault.error.message, 200)}", fault.about)


_TELL: dict[str, Callable[[Fault], Iterator[Problem]]] = {
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
    "propertyNames": _wrong_ids,
    "required": _missing_key,
    "type": _wrong_type,
    "uniqueItems": _twice,
}


@dataclass(frozen=True, slots=True)
class Misspelt:
    """An unknown key in the group at ``path``, and the absent key it is most likely meant to be."""

    path: DataPath
    key: str
    right: str
    problem: Problem


def misspelt(fault: Fault) -> Iterator[Misspelt]:
    """The unknown keys that are near to a known one that is not there."""
    if fault.keyword != "additionalProperties":
        return
    absent = [key for key in fault.rule["properties"] if key not in fault.value]
    for key in fault.value:
        right = None if key in fault.rule["properties"] else nearest_value(key, absent)
        if right:
            absent.remove(right)
            message = f"unknown key {quoted(key)} in {fault.noun}"
            problem = fault.problem_at_key(key, message, f"Did you mean '{right}'?")
            yield Misspelt(fault.path, key, right, problem)
