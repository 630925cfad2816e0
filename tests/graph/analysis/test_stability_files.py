"""Model files: what is wrong in them is told at its place; statements are read as they are meant."""

from pathlib import Path

import pytest

from detente.graph.analysis.stability.option_form import MOST_STATES
from detente.graph.analysis.stability.reading import parse_model, read_model
from detente.graph.analysis.stability.statements import StatementError, statement
from detente.graph.errors import InputError

OPTIONS = """\
stability: 1
title: A talk
decision_makers: {a: {label: A}, b: {label: B}}
options:
  x: {label: X, by: a}
  y: {label: Y, by: b}
preferences:
  a: {statements: [x]}
  b: {ranking: [4, [2, 3], 1]}
"""
GRAPH = """\
stability: 1
title: A walk
decision_makers: {a: {label: A}}
states: {s: {}, t: {}}
moves: {a: [s <-> t]}
preferences: {a: {ranking: [s, t]}}
"""

FAULTS = {
    "no such decision maker": (
        OPTIONS.replace("by: b}", "by: bb}"),
        "6:21: there is no decision maker 'bb'\n    Did you mean 'b'?",
    ),
    "unknown key": (OPTIONS.replace("title", "titel"), "2:1: unknown key 'titel' in this file"),
    "unknown option in a statement": (
        OPTIONS.replace("[x]", "[x and yy]"),
        "8:20: 'x and yy' cannot be read as a statement: there is no option 'yy'",
    ),
    "a statement that breaks off": (
        OPTIONS.replace("[x]", "[not]"),
        "8:20: 'not' cannot be read as a statement: an option is expected after 'not'",
    ),
    "a number for no option": (OPTIONS.replace("[x]", "[-3]"), "8:20: '-3' cannot be read"),
    "no statement at all": (OPTIONS.replace("[x]", "[null]"), "8:20: a statement is expected here"),
    "an unknown key in a statement": (
        OPTIONS.replace("[x]", "[{holds: x, postions: [p]}]"),
        "8:31: unknown key 'postions' in a statement\n    Did you mean 'positions'?",
    ),
    "a state ranked twice": (
        OPTIONS.replace("[2, 3]", "[2, 4]"),
        "9:24: state '4' is ranked twice",
    ),
    "a state not ranked": (
        OPTIONS.replace("[2, 3]", "[2]"),
        "9:16: the ranking leaves out 1 of 4 states: 3",
    ),
    "a state that is not": (OPTIONS.replace("[2, 3]", "[2, 33]"), "9:24: there is no state '33'"),
    "a decision maker without preferences": (
        OPTIONS.replace("  a: {statements: [x]}\n", ""),
        "7:1: 'preferences' says nothing of 'a'",
    ),
    "preferences of nobody": (
        OPTIONS + "  c: {statements: []}\n",
        "10:3: there is no decision maker 'c'",
    ),
    "two kinds of preference": (
        OPTIONS.replace("{statements: [x]}", "{statements: [x], ranking: [1, 2, 3, 4]}"),
        "8:6: 'a' has both a ranking and statements",
    ),
    "an option with a name that statements read otherwise": (
        OPTIONS.replace("  y: ", "  if: "),
        "6:3: 'if' cannot be the id of an option",
    ),
    "nothing feasible": (
        OPTIONS + "infeasible: [x, not x]\n",
        "10:1: no state is feasible",
    ),
    "names for states and rules for them": (
        OPTIONS + "infeasible: [x]\nstates: {s: {taken: NN}}\n",
        "10:1: 'infeasible' has no effect where 'states' names the feasible states",
    ),
    "a pattern too short": (
        OPTIONS + "states: {s: {taken: N}}\n",
        "10:21: state 's' says of 1 options whether they are taken",
    ),
    "a pattern of other letters": (
        OPTIONS + "states: {s: {taken: NX}}\n",
        "10:21: 'NX' is not right for 'taken'",
    ),
    "states that overlap": (
        OPTIONS + "states: {s: {taken: N-}, t: {taken: -Y}}\n",
        "10:37: states 's' and 't' have a set of options in common",
    ),
    "both forms": (OPTIONS + "moves: {}\n", "10:1: the file has both options and moves"),
    "neither form": (
        OPTIONS[: OPTIONS.index("options")] + OPTIONS[OPTIONS.index("preferences") :],
        "1:1: this file needs the key 'options' or 'moves'",
    ),
    "another version": (
        OPTIONS.replace("stability: 1", "stability: 2"),
        "1:12: 2 is out of range for 'stability'",
    ),
    "a move that is none": (GRAPH.replace("s <-> t", "s to t"), "5:13: 's to t' is not a move"),
    "a move to no state": (
        GRAPH.replace("s <-> t", "s -> u"),
        "5:13: there is no state 'u'",
    ),
    "a move that leads nowhere": (
        GRAPH.replace("s <-> t", "s -> s"),
        "5:13: a move leads to another state",
    ),
    "a move of nobody": (GRAPH.replace("{a: [s", "{b: [s"), "5:9: there is no decision maker 'b'"),
    "statements without options": (
        GRAPH.replace("ranking: [s, t]", "statements: [s]"),
        "6:31: statements are over options, but the file has none",
    ),
    "a pattern without options": (
        GRAPH.replace("s: {}", "s: {taken: Y}"),
        "4:14: 'taken' belongs to option form",
    ),
    "rules without options": (
        GRAPH + "infeasible: [s]\n",
        "7:1: 'infeasible' belongs to option form",
    ),
    "no YAML": ("a: [", ":"),
    "an anchor": (OPTIONS.replace("[x]", "&all [x]"), "8:"),
    "nothing": ("", "1:1: the file is empty"),
    "a list": ("- stability\n", "1:1: the file is not made of keys"),
    "too many options": (
        OPTIONS.replace(
            "  y:", "".join(f"  z{it}: {{label: Z, by: a}}\n" for it in range(19)) + "  y:"
        ),
        "4:1: 21 options are more than the 20 that can be analysed",
    ),
    "too many states": (
        OPTIONS.replace(
            "  y:", "".join(f"  z{it}: {{label: Z, by: a}}\n" for it in range(13)) + "  y:"
        ),
        f"4:1: there are more than {MOST_STATES:,} feasible states",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_faults_are_told_at_their_place(name: str) -> None:
    text, expected = FAULTS[name]
    with pytest.raises(InputError) as caught:
        parse_model(text, "m.yaml")
    assert f"m.yaml:{expected}" in str(caught.value) or expected == ":"


def test_all_faults_are_told_in_one_run() -> None:
    text = OPTIONS.replace("[x]", "[xx]").replace("[2, 3]", "[2]") + "  c: {statements: []}\n"
    with pytest.raises(InputError) as caught:
        parse_model(text)
    assert [problem.where.line for problem in caught.value.problems] == [8, 9, 10]


def test_the_files_these_faults_are_made_of_are_right() -> None:
    assert parse_model(OPTIONS).rank == ((0, 1, 0, 1), (0, 1, 1, 2))
    assert parse_model(GRAPH).reach == ((0b10, 0b01),)
    assert len(FAULTS) > 30


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        read_model(tmp_path / "none.yaml")


def test_irreversible_options_and_infeasible_states() -> None:
    text = OPTIONS.replace("by: a}", "by: a, irreversible: taken}").replace(
        "by: b}", "by: b, irreversible: dropped}"
    )
    model = parse_model(text.replace("[4, [2, 3], 1]", "[[2, 3], 1]") + "infeasible: [x and y]\n")
    assert [model.pattern(place) for place in range(3)] == ["NN", "YN", "NY"]
    assert model.reach == ((0b010, 0, 0), (0, 0, 0b001))


TRUTHS = {
    "x": "1010",
    "1": "1010",
    "-x": "0101",
    "not not x": "1010",
    "x and y": "0010",
    "x & -2": "1000",
    "x or y": "1110",
    "x or y and not x": "1110",
    "(x or y) and not x": "0100",
    "x if y": "1011",
    "x iff y": "0011",
    "not x if y": "1101",
    "-(x|y)": "0001",
}


@pytest.mark.parametrize("text", TRUTHS)
def test_statements(text: str) -> None:
    read = statement(text, {"x": 0, "y": 1})
    assert "".join(str(int(read.holds(taken))) for taken in (0b01, 0b10, 0b11, 0)) == TRUTHS[text]


@pytest.mark.parametrize(
    "text", ["", " ", "x y", "x and", "(x", "x)", "and", "x ! y", "3", "0", "z", "(" * 99 + "x"]
)
def test_what_is_no_statement(text: str) -> None:
    with pytest.raises(StatementError):
        statement(text, {"x": 0, "y": 1})
