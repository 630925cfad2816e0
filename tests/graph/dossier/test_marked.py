"""YAML as data with marks: the same data as any reader's, each value at its place."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.graph.dossier.marked import parse
from detente.graph.errors import Location

# Plain words that mean the same in YAML 1.1, which PyYAML reads, and in 1.2, which we do.
WORDS = st.text(alphabet="abcdefg -:#'\"“é😀,[]{}&*!|>%@`\n", max_size=12)
NUMBERS = st.integers(-(10**14), 10**14) | st.floats(-1e6, 1e6).map(lambda it: round(it, 3))
SCALARS = WORDS | NUMBERS | st.booleans() | st.none()
DATA = st.recursive(
    SCALARS,
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(WORDS, inside, max_size=4),
    max_leaves=12,
)


@given(DATA, st.booleans())
@settings(max_examples=300)
def test_the_data_are_those_of_another_reader(data, flow):
    text = yaml.safe_dump(data, allow_unicode=True, default_flow_style=flow, sort_keys=False)
    marked, problems = parse(text, "file.yaml")
    assert problems == []
    assert marked.data == data == yaml.safe_load(text)
    assert marked.whole


@given(DATA)
def test_every_value_stands_where_its_mark_says(data):
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    marked, _ = parse(text, "file.yaml")
    lines = text.split("\n")
    for path, value in leaves(marked.data):
        place = marked.at(path)
        assert (place.file, place.line >= 1, place.column >= 1) == ("file.yaml", True, True)
        if isinstance(value, bool | int):
            shown = lines[place.line - 1][place.column - 1 :]
            assert shown.lower().startswith(str(value).lower())


def leaves(value, path=()):
    inside = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, entry in inside:
        yield from leaves(entry, (*path, key))
    if not isinstance(value, dict | list):
        yield path, value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("Yes", "Yes"),
        ("on", "on"),
        ("2025-05-19", "2025-05-19"),
        ("12:30", "12:30"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        (".inf", ".inf"),
        ("1e400", "1e400"),
        ("~", None),
        ("null", None),
        ("true", True),
        ("007", 7),
        ("-1.50", -1.5),
        (".5", 0.5),
        ("'1'", "1"),
        ("|-\n 1", "1"),
    ],
)
def test_scalars_follow_yaml_1_2(written, value):
    marked, problems = parse(f"key: {written}\n", "file.yaml")
    assert (marked.data, problems) == ({"key": value}, [])


def test_places_of_keys_and_values_count_characters_from_one():
    marked, _ = parse("é: {😀: x, b: [1, 2]}\n", "file.yaml")
    assert marked.at_key(("é", "b")) == Location("file.yaml", 1, 11)
    assert marked.at(("é", "b", 1)) == Location("file.yaml", 1, 18)
    assert marked.at(("é", "b", 7)) == Location("file.yaml", 1, 14)  # absent: what encloses it
    assert marked.written(("é", "b", 1)) == "2"


def test_a_renamed_key_keeps_its_place_and_leaves_the_original_as_it_is():
    marked, _ = parse("a:\n  wrong: [1]\n", "file.yaml")
    copy = marked.with_keys_renamed([(("a",), "wrong", "right")])
    assert copy.data == {"a": {"right": [1]}}
    assert copy.at(("a", "right", 0)) == marked.at(("a", "wrong", 0))
    assert copy.at_key(("a", "right")) == marked.at_key(("a", "wrong"))
    assert marked.data == {"a": {"wrong": [1]}}


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 50_000, "- " * 100_000, "? " * 50_000])
def test_depth_does_not_exhaust_the_reader(text):
    marked, problems = parse(text, "file.yaml")
    assert (marked.data, marked.whole, len(problems)) == (None, False, 1)
