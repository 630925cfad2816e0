"""Settings that are there stay there, comments and layout with them."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.graph.authoring.editor import write_schemas
from detente.graph.errors import DossierError, InputError

OURS = {
    "./.detente/dossier.schema.json": "dossier.yaml",
    "./.detente/sheet.schema.json": "sources/*.yaml",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return dossier_in(tmp_path)


def dossier_in(path: Path) -> Path:
    (path / "dossier.yaml").write_text("parties: {union: {label: The union}}\n")
    return path


def merged(folder: Path, before: str) -> str:
    settings = folder / ".vscode" / "settings.json"
    settings.parent.mkdir(exist_ok=True)
    settings.write_text(before)
    write_schemas(folder)
    after = settings.read_text()
    write_schemas(folder)
    assert settings.read_text() == after
    return after


CASES = {
    "nothing yet": "",
    "empty": "{}",
    "empty in lines": "{\n}\n",
    "one setting": '{"a": 1}',
    "comments and a stray comma": '// { "yaml.schemas": {\n{\n  /* { */ "a": 1, // }\n}\n',
    "other schemas": '{\n  "yaml.schemas": {\n    "x.json": "*.yaml"\n  },\n  "a": {"b": "}"}\n}',
    "no schema yet": '{"yaml.schemas": {}, "a": 1}',
    "one of ours": '{"yaml.schemas": {"./.detente/sheet.schema.json": "sources/*.yaml"}}',
    "the key as a value": '{"a": "yaml.schemas", "b": {"yaml.schemas": {}}, "c": {}}',
    "the key in other letters": '{"yaml\\u002eschemas": {"x.json": "*.yaml"}}',
}


@pytest.mark.parametrize("before", CASES.values(), ids=CASES)
def test_settings_are_merged(folder: Path, before: str) -> None:
    after = merged(folder, before)
    lines = [line for line in before.splitlines() if line.strip() not in ("{", "}", "{}", "")]
    if len(lines) > 1:
        assert all(line in after for line in lines)
    without_comments = re.sub(r"(?m)//.*$|/\*.*?\*/", "", after)
    data = json.loads(re.sub(r",(\s*})", r"\1", without_comments))
    assert OURS.items() <= data["yaml.schemas"].items()
    if "x.json" in before:
        assert data["yaml.schemas"]["x.json"] == "*.yaml"


JSON = st.recursive(
    st.text() | st.integers() | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.dictionaries(st.text(), JSON, max_size=4),
    st.none() | st.dictionaries(st.text(), st.text(), max_size=2),
    st.sampled_from([None, 0, 2, "\t"]),
)
def test_any_settings_keep_what_they_say(
    tmp_path_factory: pytest.TempPathFactory,
    settings: dict[str, object],
    schemas: dict[str, str] | None,
    indent: int | str | None,
) -> None:
    before = settings if schemas is None else {**settings, "yaml.schemas": schemas}
    folder = dossier_in(tmp_path_factory.mktemp("dossier"))
    after = json.loads(merged(folder, json.dumps(before, indent=indent)))
    assert after == {**settings, "yaml.schemas": {**(schemas or {}), **OURS}}


@pytest.mark.parametrize(
    "before", ["[]", "{", "yes", '{"yaml.schemas": []}', '{"a": 1} {"b": 2}', '{"a" 1}']
)
def test_settings_that_cannot_be_understood_are_left(folder: Path, before: str) -> None:
    settings = folder / ".vscode" / "settings.json"
    settings.parent.mkdir()
    settings.write_text(before)
    with pytest.raises(InputError, match="Put in by hand"):
        write_schemas(folder)
    assert settings.read_text() == before
    assert not (folder / ".detente").exists()


def test_a_half_written_sheet_is_passed_over_and_a_broken_agenda_is_told(folder: Path) -> None:
    (folder / "sources").mkdir()
    (folder / "sources" / "a.yaml").write_text("positions: [{id: a")
    (folder / "sources" / "b.yaml").write_text("positions: [{id: b, holder: union, act: offer}]")
    write_schemas(folder)
    schema = json.loads((folder / ".detente" / "sheet.schema.json").read_text())
    assert schema["$defs"]["position-id"]["anyOf"][0] == {
        "enum": ["b"],
        "enumDescriptions": ["union offer"],
    }
    (folder / "dossier.yaml").write_text("parties: [")
    with pytest.raises(DossierError):
        write_schemas(folder)
