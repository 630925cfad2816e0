"""What an audit finds, kind by kind, on small graphs and on the bundled dossier."""

import json
from pathlib import Path

import pytest

import detente
from detente.exports.audit import STYLES
from detente.graph.audit import CHECKS, audit
from detente.graph.audit.dates import span_of
from detente.graph.audit.wording import asks, shared_words
from detente.graph.errors import UsageError

AGENDA = """\
detente: 1
id: harbour
title: Talks on the harbour
principals: [port, union]
parties:
  port: {label: The port}
  union: {label: The union}
  mayor: {label: The mayor}
people:
  ann-lee:
    label: Ann Lee
    roles: [{party: union, title: Chair}]
issues:
  shifts:
    question: How long is a shift?
    options:
      eight-hours: {label: A shift lasts eight hours, performer: port}
  pay:
    question: Does pay rise?
    options:
      pay-rises: {label: Pay rises, performer: port}
      pay-stays: {label: Wages stay as they are}
  docks:
    question: The docks close
    options:
      docks-close: {label: The docks close, performer: port}
"""
FIRST = """\
source: {text: first.txt, published: "2025-01-10"}
positions:
  - id: union-shifts
    holder: union
    issue: shifts
    act: demand
    option: eight-hours
    confidence: 1
    evidence:
      - {quote: wants eight hours, mode: indirect, speaker: ann-lee}
  - id: port-pay
    holder: port
    issue: pay
    act: refuse
    option: pay-rises
    confidence: 1
    evidence:
      - {quote: refuses to pay more, mode: indirect, speaker: ann-lee, on_behalf_of: union}
claims:
  - id: mayor-worried
    kind: characterisation
    label: The mayor is worried
    about: mayor
    confidence: 1
    evidence:
      - {quote: The mayor is worried, mode: narrator}
"""
SECOND = """\
source: {text: second.txt, published: "2025-06-01"}
positions:
  - id: union-pay
    holder: union
    issue: pay
    act: demand
    option: pay-rises
    confidence: 1
    evidence:
      - {quote: demands that pay rises, mode: narrator}
"""
TEXTS = {
    "first.txt": "Ann Lee says the union wants eight hours and the port refuses to pay more. "
    "The mayor is worried.\n",
    "second.txt": "The union demands that pay rises and wants eight hours.\n",
}


@pytest.fixture
def harbour(tmp_path: Path):
    def make(agenda: str = AGENDA, first: str = FIRST, second: str = SECOND) -> detente.Graph:
        files = {"dossier.yaml": agenda, "sources/first.yaml": first, "sources/second.yaml": second}
        files |= {f"sources/{name}": text for name, text in TEXTS.items()}
        (tmp_path / "sources").mkdir(exist_ok=True)
        for name, content in files.items():
            if content:
                (tmp_path / name).write_text(content, encoding="utf-8")
        return detente.open(tmp_path)

    return make


def found(graph: detente.Graph, kind: str, **options) -> list[str]:
    return [finding.message for finding in audit(graph, [kind], **options)]


def test_cells_with_nothing_recorded(harbour) -> None:
    findings = audit(harbour(), ["nothing-recorded"])
    assert [(it.about[0], set(it.about[1:])) for it in findings] == [
        ("mayor", {"docks", "pay", "shifts"}),
        ("port", {"docks", "shifts"}),
        ("union", {"docks"}),
    ]
    assert findings[2].message == "nothing recorded from The union on 1 of 3 issues: Docks"
    assert str(findings[2].where).endswith("dossier.yaml:7:3")


def test_nothing_is_ever_called_no_position(harbour, seed) -> None:
    for graph in (harbour(), seed):
        for style in STYLES.values():
            assert "no position taken" not in style(audit(graph)).lower()
            assert "has no position" not in style(audit(graph)).lower()


def test_known_only_through_others(harbour) -> None:
    assert found(harbour(), "one-sided") == [
        "The mayor is known only through 1 claim about it",
        "The port is known only through the words of The union, its opponent",
    ]
    narrated = FIRST.replace(
        "mode: indirect, speaker: ann-lee, on_behalf_of: union", "mode: narrator"
    )
    assert found(harbour(first=narrated), "one-sided")[1] == (
        "The port is known only through the narrator"
    )
    own = FIRST.replace("speaker: ann-lee, on_behalf_of: union", "speaker: port")
    assert found(harbour(first=own), "one-sided")[1:] == []


def test_resting_on_the_narrator_alone(harbour) -> None:
    (finding,) = audit(harbour(), ["narrator-alone"])
    assert finding.positions == ("union-pay",)
    assert finding.quotes == ("demands that pay rises",)
    assert str(finding.where).endswith("sources/second.yaml:3:5")


def test_resting_on_one_source(harbour) -> None:
    names = [it.positions for it in audit(harbour(), ["one-source"])]
    assert names == [("port-pay",), ("union-pay",), ("union-shifts",)]
    again = (
        SECOND
        + """\
  - id: union-shifts
    holder: union
    issue: shifts
    act: demand
    option: eight-hours
    confidence: 1
    evidence:
      - {quote: wants eight hours, mode: narrator}
"""
    )
    names = [it.positions for it in audit(harbour(second=again), ["one-source"])]
    assert names == [("port-pay",), ("union-pay",)]


def test_a_graph_of_one_source_says_so_once(seed) -> None:
    (finding,) = audit(seed, ["one-source"])
    assert finding.message.startswith("all of the graph rests on one source")


def test_perhaps_out_of_date(harbour) -> None:
    messages = found(harbour(), "stale")
    assert [message.split(": last")[0] for message in messages] == [
        "The port: refusal – Pay rises",
        "The union: demand – A shift lasts eight hours",
    ]
    assert messages[0].endswith("last shown on 2025-01-10, 142 days before 2025-06-01")
    assert found(harbour(), "stale", stale_after=142) == []
    undated = FIRST.replace(', published: "2025-01-10"', "")
    assert found(harbour(first=undated), "stale") == []


def test_inexact_dates_make_nothing_old(harbour) -> None:
    assert found(harbour(first=FIRST.replace("2025-01-10", "2025")), "stale") == []
    assert found(harbour(second=SECOND.replace("2025-06-01", "2025")), "stale") == []


def test_options_without_a_performer(harbour) -> None:
    (finding,) = audit(harbour(), ["no-performer"])
    assert finding.about == ("pay-stays",)
    assert "performer" in finding.help


def test_issues_worded_as_an_answer(harbour) -> None:
    messages = found(harbour(), "leading-question")
    assert len(messages) == 2
    assert messages[0].startswith("'The docks close' may be worded as an answer")
    assert messages[1].startswith("'Does pay rise?' may be worded as one side's answer")
    assert messages[1].endswith("'Pay rises', which The union alone is for")


def test_agenda_items_that_nobody_holds(harbour) -> None:
    about = [finding.about for finding in audit(harbour(), ["nobody-holds"])]
    assert about == [("docks",), ("docks-close",), ("pay-stays",)]
    grouping = AGENDA.replace(
        "    question: How long is a shift?\n",
        "    question: How long is a shift?\n    broader: docks\n",
    )
    about = [finding.about for finding in audit(harbour(grouping), ["nobody-holds"])]
    assert about == [("docks-close",), ("pay-stays",)]


def test_offices_without_evidence(harbour) -> None:
    (finding,) = audit(harbour(), ["role-without-evidence"])
    assert finding.message == "Ann Lee, Chair (The union): no text is quoted for this office"
    assert finding.about[1:] == ("ann-lee", "union")
    assert str(finding.where).endswith("dossier.yaml:12:13")
    shown = """\
offices:
  - {person: ann-lee, party: union, title: Chair, evidence: [{quote: Ann Lee, mode: narrator}]}
"""
    assert found(harbour(first=FIRST + shown), "role-without-evidence") == []


CHAIN = """
    {0} a neg:Position ; dct:identifier "{1}" ; rdfs:label "{1}" ; neg:holder :party/h ;
        neg:onIssue :issue/i ; neg:act code:demand ; neg:status code:{2} {3} .
"""
HEAD = ":h a neg:Party ; dct:identifier 'h' . :i a neg:Issue ; dct:identifier 'i' ."


def chain(*members: tuple[str, str, str]) -> str:
    return HEAD + "".join(
        CHAIN.format(f":{name}", name, status, rest)
        .replace(":party/h", ":h")
        .replace(":issue/i", ":i")
        for name, status, rest in members
    )


AFTER_A = "; neg:supersedes :a"
DATE = '; neg:validFrom "2025-01-01"^^<http://www.w3.org/2001/XMLSchema#date>'


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        pytest.param(
            [("a", "superseded", DATE), ("b", "current", DATE + AFTER_A)],
            [],
            id="sound",
        ),
        pytest.param(
            [("a", "superseded", ""), ("b", "current", DATE + AFTER_A)],
            ["a: superseded, but when is not recorded: no date for a"],
            id="undated",
        ),
        pytest.param(
            [("a", "superseded", DATE)],
            ["a: superseded, but by what is not recorded"],
            id="by nothing",
        ),
        pytest.param(
            [("a", "current", DATE), ("b", "current", DATE + AFTER_A)],
            ["a: superseded by b, yet its status is current"],
            id="yet current",
        ),
        pytest.param(
            [
                ("a", "superseded", DATE),
                ("b", "current", DATE + AFTER_A),
                ("c", "current", DATE + AFTER_A),
            ],
            ["a: superseded by several: b, c"],
            id="forked",
        ),
    ],
)
def test_superseded_chains(turtle, members, expected) -> None:
    assert found(turtle(chain(*members)), "superseded") == expected


def test_any_source_will_do(harbour, tmp_path: Path) -> None:
    graph = harbour()
    graph.export("turtle", tmp_path / "graph.ttl")
    again = audit(detente.open(tmp_path / "graph.ttl"))
    assert [it.message for it in again] == [it.message for it in audit(graph)]
    assert all(it.where is None for it in again)


def test_a_graph_with_nothing_in_it(turtle) -> None:
    assert audit(turtle("")) == ()
    assert "Nothing to look into" in STYLES["text"](())


def test_every_finding_says_how_to_mend_it(harbour, seed) -> None:
    kinds = set()
    for graph in (harbour(), seed):
        for finding in audit(graph):
            kinds.add(finding.kind)
            assert finding.help.endswith(".")
            assert finding.where
            assert finding.about or finding.positions
    assert kinds == set(CHECKS) - {"superseded"}


def test_an_unknown_kind_is_refused(seed) -> None:
    with pytest.raises(UsageError, match="Did you mean 'stale'"):
        audit(seed, ["stael"])


def test_styles_show_the_words_and_the_mending(harbour) -> None:
    findings = audit(harbour())
    for name, style in STYLES.items():
        written = style(findings)
        assert "demands that pay rises" in written, name
        assert "Look for a text" in written, name
    listed = json.loads(STYLES["json"](findings))["findings"]
    assert len(listed) == len(findings)
    assert listed[0]["where"]["line"] == 8


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-03-04", "2025-03-04", "2025-03-04"),
        ("2025-03-04T12:00:00Z", "2025-03-04", "2025-03-04"),
    ],
)
def test_dates_span_days(text: str, first: str, last: str) -> None:
    span = span_of(text)
    assert span is not None
    assert (str(span.first), str(span.last)) == (first, last)


@pytest.mark.parametrize("text", ["", "soon", "2025-13", "2025-02-30", "0", "-44"])
def test_what_is_no_date_spans_nothing(text: str) -> None:
    assert span_of(text) is None


def test_wording() -> None:
    assert asks("“Who hosts?”")
    assert asks("谁主持会谈？")
    assert not asks("The port closes")
    assert shared_words("Who hosts the talks?", "The Vatican hosts peace talks") < 1
    assert shared_words("Anything?", "Of it") == 0
