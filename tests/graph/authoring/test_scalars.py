"""A text comes back from YAML as it went in, for our reader and for another."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from detente.graph.authoring.scalars import pairs, scalar
from detente.graph.dossier.marked import parse

TRICKY = ["", "1e5", "0x10", "1_000", "12:30:00", "~", "=", "<<", "null", "NULL", "no", "-", "- a"]
TRICKY += [
    "a:",
    "a:b",
    "A:?",
    "2001-12-14t21:59:43.10-05:00",
    "0o17",
    "190:20:30",
    "wd:Q159",
    "000_03.txt",
    "http://a.b/c?d",
    "x #y",
    "é: b",
    "2024-03-05",
    "it's “so”",
    'a "b" c',
    "\ufeffx",
    "é\x85",
]
CHARACTERS = "a b:#,{}[]'\"\\-?&*!|>%@`\n\t“”é’0:1.e+~=<\u2028\x85\ufeff\x07😀"


def back(yaml_text: str) -> object:
    marked, problems = parse(yaml_text, "")
    assert not problems
    assert yaml.safe_load(yaml_text) == marked.data
    return marked.data


def holds(text: str) -> None:
    assert back(f"key: {scalar(text)}") == {"key": text}
    assert back(f"- {pairs(one=text, two=text)}") == [{"one": text, "two": text}]
    assert back(f"- [{scalar(text, flow=True)}]") == [[text]]
    assert "\n" not in scalar(text)


@pytest.mark.parametrize("text", TRICKY, ids=repr)
def test_tricky_texts_stay_what_they_are(text: str) -> None:
    holds(text)


@given(st.one_of(st.text(), st.text(alphabet=CHARACTERS)))
def test_any_text_stays_what_it_is(text: str) -> None:
    holds(text)


@pytest.mark.parametrize(
    "text", ["The union", "“Three percent,” she said", "Профсоюз", "a (b) c; d"]
)
def test_ordinary_texts_need_no_quotes(text: str) -> None:
    assert scalar(text) == text
