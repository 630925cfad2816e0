"""A narrowed schema takes what the dossier says and refuses ids that are not in it."""

from collections.abc import Iterator
from copy import deepcopy
from functools import reduce
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.graph.authoring.narrow import agenda_schema, known_ids, sheet_schema
from detente.graph.dossier.marked import Marked, parse
from detente.graph.dossier.references import USED_IN_AGENDA, USED_IN_EVIDENCE, USED_IN_SHEET
from detente.graph.open import bundled
from detente.seeds import __file__ as seeds

FOLDERS = [Path(seeds).parent / name for name in bundled()]


def read(path: Path) -> Marked:
    marked, problems = parse(path.read_text(encoding="utf-8"), path.name)
    assert not problems
    return marked


def files(folder: Path) -> tuple[Marked, list[Marked]]:
    sheets = [read(path) for path in sorted((folder / "sources").glob("*.yaml"))]
    return read(folder / "dossier.yaml"), sheets


def validators(folder: Path) -> tuple[jsonschema_rs.Validator, jsonschema_rs.Validator]:
    agenda, sheets = files(folder)
    ids = known_ids(agenda, sheets)
    return tuple(  # type: ignore[return-value]
        jsonschema_rs.validator_for(schema)
        for schema in (agenda_schema(ids), sheet_schema(ids, agenda))
    )


def references(marked: Marked, *, agenda: bool) -> Iterator[tuple[Any, ...]]:
    """The paths of all ids that name something in the agenda."""
    evidence = {("positions", "*", "evidence", "*", key): k for key, k in USED_IN_EVIDENCE.items()}
    table = USED_IN_AGENDA if agenda else USED_IN_SHEET | evidence
    for pattern, kinds in table.items():
        if {"position", "claim", "event"} & set(kinds):
            continue
        for path, value in marked.find(pattern):
            if isinstance(value, list):
                yield from ((*path, i) for i in range(len(value)))
            else:
                yield path


def with_value(data: Any, path: tuple[Any, ...], value: str) -> Any:
    changed = deepcopy(data)
    reduce(lambda part, step: part[step], path[:-1], changed)[path[-1]] = value
    return changed


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_dossier_itself_is_right(folder: Path) -> None:
    for_agenda, for_sheets = validators(folder)
    agenda, sheets = files(folder)
    assert for_agenda.is_valid(agenda.data)
    assert all(for_sheets.is_valid(sheet.data) for sheet in sheets)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_each_reference_to_what_is_not_there_is_refused(folder: Path) -> None:
    for_agenda, for_sheets = validators(folder)
    agenda, sheets = files(folder)
    tried = 0
    for validator, file in [(for_agenda, agenda), *((for_sheets, sheet) for sheet in sheets)]:
        for path in references(file, agenda=file is agenda):
            assert not validator.is_valid(with_value(file.data, path, "nobody")), path
            tried += 1
    assert tried > 100


def test_an_option_of_another_issue_is_refused() -> None:
    _, for_sheets = validators(FOLDERS[-1])
    _, sheets = files(FOLDERS[-1])
    data = deepcopy(sheets[0].data)
    assert data["positions"][0]["option"] == "rise-of-8"
    data["positions"][0]["option"] = "pay-talks"
    assert not for_sheets.is_valid(data)


def test_a_position_that_is_about_to_be_written_is_let_through() -> None:
    _, for_sheets = validators(FOLDERS[-1])
    _, sheets = files(FOLDERS[-1])
    data = deepcopy(sheets[0].data)
    data["positions"][0]["supersedes"] = "not-written-yet"
    assert for_sheets.is_valid(data)


IDS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,4})?", fullmatch=True)


@given(st.lists(IDS, min_size=3, max_size=8, unique=True), st.text(), IDS)
def test_any_ids_and_labels(ids: list[str], label: str, other: str) -> None:
    party, issue, *options = ids
    agenda = Marked(
        "dossier.yaml",
        {
            "detente": 1,
            "id": "x",
            "title": "x",
            "principals": [party],
            "parties": {party: {"label": label or "x"}},
            "issues": {issue: {"question": "x?", "options": {o: {"label": "x"} for o in options}}},
        },
        None,  # type: ignore[arg-type]
    )
    known = known_ids(agenda, [])
    validator = jsonschema_rs.validator_for(sheet_schema(known, agenda))
    position = {"id": "p", "issue": issue, "act": "demand", "confidence": 1, "firmness": "stated"}
    evidence = {"evidence": [{"quote": "x", "mode": "narrator"}]}

    def valid(holder: str, option: str) -> bool:
        entry = {**position, **evidence, "holder": holder, "option": option}
        return validator.is_valid({"source": {"text": "a.txt"}, "positions": [entry]})

    assert all(valid(party, option) for option in options)
    assert valid(other, options[0]) == (other == party)
    assert valid(party, other) == (other in options)
