"""The saved questions: what they answer on the first dossier, on another one, and on nothing.

The expected answers are tables in ``answers/``.
"""

import re
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest
import rdflib
from rdflib.plugins.sparql import prepareQuery

import detente
from detente.graph.parameters import KINDS
from detente.graph.questions import Question, question, question_names, questions
from detente.graph.stances import stances_of
from detente.ontology import ONTOLOGY

ANSWERS = Path(__file__).parent / "answers"

NAMES = [
    *(
        "agenda",
        "claims",
        "conflicts",
        "demands",
        "disagreements",
        "distance",
        "events",
        "evidence",
        "figures",
    ),
    *("hedges", "linkage", "matrix", "narrator", "offers", "overlaps", "positions", "pressure"),
    *("reaffirmed", "silent", "sources", "speakers", "voices", "withheld"),
]

# How many rows the long answers on the first dossier have.
LENGTHS = {
    "agenda": 20,
    "claims": 18,
    "events": 17,
    "evidence": 20,
    "matrix": 68,
    "narrator": 25,
    "positions": 18,
}


class Case(NamedTuple):
    """A question with its parameters, the columns looked at, and the rows; "-" is an empty cell."""

    asked: str
    columns: list[str]
    rows: list[list[str]]

    @property
    def name(self) -> str:
        return self.asked.split()[0]

    def answer(self, graph: detente.Graph) -> list[list[str]]:
        parameters = dict(pair.split("=") for pair in self.asked.split()[1:])
        rows = graph.ask(self.name, **parameters).values()
        return [[_cell(row[column]) for column in self.columns] for row in rows]


def _cell(value: object) -> str:
    return "-" if value is None else str(value)


def cases(name: str) -> list[Case]:
    """The cases of a file: blocks of a question, its columns and its rows."""
    text = (ANSWERS / name).read_text(encoding="utf-8")
    found = []
    for block in re.sub("(?m)^#.*\n", "", text).strip().split("\n\n"):
        asked, *table = block.split("\n")
        columns, *rows = [[cell.strip() for cell in line.split("|")] for line in table]
        found.append(Case(asked, columns, rows))
    return found


ALL_ROWS = cases("ru-ua-2025.txt")
SOME_ROWS = cases("ru-ua-2025-some.txt")
STRIKE = cases("strike.txt")


def _name(case: Case) -> str:
    return case.asked.replace(" ", "-")


@pytest.fixture(scope="module")
def strike() -> detente.Graph:
    return detente.open(ANSWERS / "strike.ttl")


@pytest.mark.parametrize("case", ALL_ROWS, ids=_name)
def test_answer_on_the_first_dossier(seed: detente.Graph, case: Case) -> None:
    assert case.answer(seed) == case.rows


@pytest.mark.parametrize("case", SOME_ROWS, ids=_name)
def test_some_rows_on_the_first_dossier(seed: detente.Graph, case: Case) -> None:
    answer = case.answer(seed)
    assert [row for row in case.rows if row not in answer] == []


@pytest.mark.parametrize("name", LENGTHS)
def test_length_on_the_first_dossier(seed: detente.Graph, name: str) -> None:
    assert len(list(seed.ask(name))) == LENGTHS[name]


@pytest.mark.parametrize("case", STRIKE, ids=_name)
def test_answer_on_another_dossier(strike: detente.Graph, case: Case) -> None:
    assert case.answer(strike) == case.rows


@pytest.mark.parametrize("name", NAMES)
def test_nothing_known_gives_no_rows(tmp_path: Path, name: str) -> None:
    empty = tmp_path / "empty.ttl"
    empty.write_text("", encoding="utf-8")
    assert list(detente.open(empty).ask(name)) == []


def test_every_question_is_tried() -> None:
    assert list(question_names()) == NAMES
    assert len(NAMES) == 23
    assert {case.name for case in ALL_ROWS + SOME_ROWS} == set(NAMES)
    assert {case.name for case in STRIKE} == set(NAMES)
    assert (len(ALL_ROWS), len(SOME_ROWS), len(STRIKE)) == (46, 3, 26)


@pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.name)
def test_a_question_says_what_it_answers(asked: Question) -> None:
    assert asked.wording.endswith("?")
    assert asked.explanation.startswith("A row is ")
    assert asked.explanation.endswith(".")
    assert asked.empty.endswith(".")
    assert "no position" not in asked.empty.lower()
    taken = set(re.findall(r"VALUES \?(\w+) \{ UNDEF \}", asked.sparql))
    assert taken == {parameter.name for parameter in asked.parameters}
    assert {parameter.kind for parameter in asked.parameters} <= set(KINDS)


@pytest.mark.parametrize("name", NAMES)
def test_headings_are_short_words(seed: detente.Graph, name: str) -> None:
    headings = seed.ask(name).variables
    assert [heading for heading in headings if not re.fullmatch("[a-z]+(_[a-z]+)?", heading)] == []


@pytest.fixture(scope="module")
def foreign(strike: detente.Graph) -> dict[str, tuple[detente.Graph, rdflib.Graph]]:
    """Each dossier as it is, and with the ontology as one plain rdflib graph."""
    pairs = {}
    for name, graph in (("seed", detente.open()), ("strike", strike)):
        plain = rdflib.Graph().parse(str(ONTOLOGY), format="turtle")
        for triple in graph.rdflib.triples((None, None, None)):
            plain.add(triple)
        pairs[name] = (graph, plain)
    return pairs


@pytest.mark.parametrize("source", ["seed", "strike"])
@pytest.mark.parametrize("name", NAMES)
def test_a_question_runs_as_it_stands_in_rdflib(
    foreign: dict[str, tuple[detente.Graph, rdflib.Graph]], name: str, source: str
) -> None:
    """No prefix is missing, no extension is used, and the order of the rows is complete."""
    ours, theirs = foreign[source]
    rows = theirs.query(prepareQuery(question(name).sparql))
    assert [_plain(row) for row in rows] == [_plain(row) for row in ours.ask(name)]


def _plain(row: object) -> list[object]:
    """Values, with numbers compared as numbers."""
    values = [None if term is None else getattr(term, "value", term) for term in row]  # type: ignore[attr-defined]
    return [Decimal(value) if isinstance(value, int) else value for value in values]


@pytest.mark.parametrize("source", ["seed", "strike"])
def test_collisions_are_those_of_the_stances(source: str, request: pytest.FixtureRequest) -> None:
    graph: detente.Graph = request.getfixturevalue(source)
    found = {frozenset((row["one_id"], row["other_id"])) for row in graph.ask("conflicts").values()}
    meetings = list(stances_of(graph).collisions())
    assert found == {frozenset((met.one.position, met.other.position)) for met in meetings}
    assert len(meetings) == 2


def test_an_unknown_parameter_is_refused(seed: detente.Graph) -> None:
    with pytest.raises(detente.UsageError, match="does not take a parameter 'person'"):
        seed.ask("demands", person="jd-vance")


def test_an_unknown_id_is_answered_with_the_nearest(seed: detente.Graph) -> None:
    with pytest.raises(detente.UsageError, match="russia"):
        seed.ask("demands", party="rusia")
